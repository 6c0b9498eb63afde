package org.uputnica.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Contract.Operation;

/** Rules for schemas: sensitivity, bounds of what comes in, pages, codes, examples. */
final class SchemaLint {
  private static final Pattern SCHEMA_NAME = Pattern.compile("([A-Z][a-z0-9]*)+");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]*)*");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*([_-][A-Z0-9]+)*");
  private static final Pattern ENDLESS = Pattern.compile("(?<!\\\\)[*+]|\\{[0-9]+,}");

  /** Values of HTML's {@code dir}. */
  private static final Set<String> WORDS_OF_OTHERS = Set.of("ltr", "rtl");

  private static final Set<String> BOUNDED_FORMATS = Set.of("uuid", "date", "date-time");
  private static final Set<String> SENSITIVITIES =
      Set.of("public", "process", "identity", "special");

  private final Contract contract;
  private final Sources sources;
  private final List<String> findings;
  private final Reach reach;

  SchemaLint(Contract contract, Sources sources, List<String> findings) {
    this.contract = contract;
    this.sources = sources;
    this.findings = findings;
    this.reach = new Reach(contract);
  }

  void run() {
    Set<String> requests = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      operation
          .node()
          .path("requestBody")
          .path("content")
          .forEach(media -> requests.addAll(reach.components(media.path("schema"))));
    }
    for (var schema : contract.document().at("/components/schemas").properties()) {
      String name = schema.getKey();
      if (!SCHEMA_NAME.matcher(name).matches()) {
        find(name, "", "schema names are written LikeThis");
      }
      shape(name, "", schema.getValue());
      page(name, schema.getValue());
      if (requests.contains(name)) {
        boundedInside(name, schema.getValue());
      }
    }
    examples();
  }

  private void shape(String name, String field, JsonNode schema) {
    for (String alternative : List.of("oneOf", "anyOf", "allOf", "not")) {
      if (schema.has(alternative)) {
        find(name, field, alternative + " makes clients guess");
      }
    }
    if (schema.has("$ref")) {
      return;
    }
    if (!schema.path("type").isTextual()) {
      find(name, field, "needs one type");
    }
    for (JsonNode value : schema.path("enum")) {
      String word = value.asText();
      if (!CODE.matcher(word).matches() && !WORDS_OF_OTHERS.contains(word)) {
        find(name, field, word + " does not look like a code");
      }
    }
    if (schema.path("type").asText().equals("array")) {
      shape(name, field, schema.path("items"));
    }
    if (schema.path("type").asText().equals("object")) {
      object(name, field, schema);
    }
  }

  private void object(String name, String field, JsonNode schema) {
    if (!schema.has("additionalProperties")) {
      find(name, field, "must say whether there are additionalProperties");
    }
    for (JsonNode required : schema.path("required")) {
      if (!schema.path("properties").has(required.asText())) {
        find(name, required.asText(), "is required but not there");
      }
    }
    for (var property : schema.path("properties").properties()) {
      String key = property.getKey();
      if (!FIELD_NAME.matcher(key).matches()) {
        find(name, key, "fields are written likeThis");
      }
      String sensitivity = property.getValue().path("x-sensitivity").asText();
      if (!SENSITIVITIES.contains(sensitivity)) {
        find(name, key, "needs x-sensitivity");
      }
      shape(name, key, property.getValue());
    }
  }

  private void page(String name, JsonNode schema) {
    if (!name.endsWith("Page")) {
      return;
    }
    JsonNode properties = schema.path("properties");
    if (!properties.path("entries").path("type").asText().equals("array")
        || !properties.path("next").path("type").asText().equals("string")
        || properties.size() != 2) {
      find(name, "", "a page has entries and next");
    }
    if (schema.path("required").size() != 1
        || !schema.path("required").path(0).asText().equals("entries")) {
      find(name, "", "a page requires entries; next is absent on the last");
    }
  }

  private void boundedInside(String name, JsonNode schema) {
    if (schema.path("type").asText().equals("object")) {
      schema
          .path("properties")
          .properties()
          .forEach(property ->
              bounded(
                  sources.ofSchema(name, property.getKey()) + " " + name + "." + property.getKey(),
                  property.getValue()));
    } else {
      bounded(sources.ofSchema(name, "") + " " + name, schema);
    }
  }

  /** What comes in has an end. */
  void bounded(String place, JsonNode schema) {
    boolean endless =
        switch (schema.path("type").asText()) {
          case "string" -> !isBoundedText(schema);
          case "integer", "number" -> !schema.has("minimum") || !schema.has("maximum");
          case "array" -> !isBoundedList(schema);
          case "object" ->
              schema.path("additionalProperties").isObject() && !schema.has("maxProperties");
          default -> false;
        };
    if (endless) {
      findings.add(place + ": has no upper bound");
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        bounded(place + " (" + inner + ")", schema.path(inner));
      }
    }
  }

  private boolean isBoundedText(JsonNode schema) {
    return schema.has("enum")
        || schema.has("maxLength")
        || BOUNDED_FORMATS.contains(schema.path("format").asText())
        || (schema.has("pattern") && !ENDLESS.matcher(schema.path("pattern").asText()).find());
  }

  private boolean isBoundedList(JsonNode schema) {
    return schema.has("maxItems")
        || (schema.path("uniqueItems").asBoolean()
            && contract.resolve(schema.path("items")).has("enum"));
  }

  private void examples() {
    for (var schema : contract.document().at("/components/schemas").properties()) {
      example(schema.getKey(), "", schema.getValue());
      for (var property : schema.getValue().path("properties").properties()) {
        example(schema.getKey(), property.getKey(), property.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> parameter :
        contract.document().at("/components/parameters").properties()) {
      JsonNode value = parameter.getValue();
      if (value.has("example")) {
        contract
            .violations(value.path("schema"), value.path("example"))
            .forEach(wrong -> find(parameter.getKey(), "", "its example does not fit: " + wrong));
      }
    }
  }

  private void example(String name, String field, JsonNode schema) {
    if (schema.has("example")) {
      contract
          .violations(schema, schema.path("example"))
          .forEach(wrong -> find(name, field, "its example does not fit: " + wrong));
    }
  }

  private void find(String schema, String field, String sentence) {
    String name = field.isEmpty() ? schema : schema + "." + field;
    findings.add(sources.ofSchema(schema, field) + " " + name + ": " + sentence);
  }
}
