package org.uputnica.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The contract as one tree: its operations, its references, and whether a value obeys a schema. */
public final class Contract {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
  private static final JsonMetaSchema DIALECT =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .keywords(
              Stream.of("x-sensitivity", "x-category", "example", "components")
                  .map(NonValidationKeyword::new)
                  .map(com.networknt.schema.Keyword.class::cast)
                  .toList())
          .build();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory -> factory.metaSchema(DIALECT).defaultMetaSchemaIri(DIALECT.getIri()));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private static final Contract BUNDLED = load();

  private final ObjectNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  /**
   * One operation.
   *
   * @param method upper case
   * @param path template, such as {@code /v1/cases/{caseId}}
   * @param node the operation object
   * @param parameters of the path and of the operation, references resolved
   */
  public record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
    public String id() {
      return node.path("operationId").asText();
    }

    /** The parameter of this name in this place ({@code header}, {@code query}, {@code path}). */
    public Optional<JsonNode> parameter(String in, String name) {
      return parameters.stream()
          .filter(each -> each.path("in").asText().equals(in))
          .filter(each -> each.path("name").asText().equals(name))
          .findFirst();
    }

    private Pattern pattern() {
      return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  public Contract(ObjectNode document) {
    this.document = document;
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(operation(path.getKey(), path.getValue(), method));
        }
      }
    }
  }

  /** The contract the build made and the service serves. */
  public static Contract bundled() {
    return BUNDLED;
  }

  public ObjectNode document() {
    return document;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The operation that answers this request; a path without variables goes before one with. */
  public Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(each -> each.method().equalsIgnoreCase(method))
        .filter(each -> each.pattern().matcher(path).matches())
        .min((one, other) -> Boolean.compare(one.path().contains("{"), other.path().contains("{")));
  }

  public boolean knowsPath(String path) {
    return operations.stream().anyMatch(each -> each.pattern().matcher(path).matches());
  }

  /** What {@code node} refers to, or itself. */
  public JsonNode resolve(JsonNode node) {
    JsonNode found = node;
    while (found.path("$ref").isTextual()) {
      found = document.at(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  /** The response object for a status; {@code default} only stands for refusals. */
  public JsonNode response(Operation operation, int status) {
    JsonNode responses = operation.node().path("responses");
    JsonNode exact = responses.path(Integer.toString(status));
    if (!exact.isMissingNode()) {
      return resolve(exact);
    }
    return status >= 400 ? resolve(responses.path("default")) : MissingNode.getInstance();
  }

  /** What is wrong with {@code value}; empty when it obeys. */
  public List<String> violations(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole, STRICT);
  }

  private Operation operation(String path, JsonNode item, Map.Entry<String, JsonNode> method) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(each -> parameters.add(resolve(each)));
    method.getValue().path("parameters").forEach(each -> parameters.add(resolve(each)));
    return new Operation(
        method.getKey().toUpperCase(Locale.ROOT), path, method.getValue(), List.copyOf(parameters));
  }

  private static Contract load() {
    try (InputStream bundled =
        Contract.class.getClassLoader().getResourceAsStream("META-INF/openapi.yaml")) {
      return new Contract((ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(bundled));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
