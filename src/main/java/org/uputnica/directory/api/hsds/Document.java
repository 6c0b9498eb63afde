package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** An HSDS object that is changed in some fields and left alone in all others. */
final class Document {
  private final ObjectNode node;
  private final Terms terms;

  Document(ObjectNode node, Terms terms) {
    this.node = node;
    this.terms = terms;
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) HsdsReader.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectNode node() {
    return node;
  }

  Spot spot() {
    return new Spot("the entry", "", node);
  }

  void put(String field, @Nullable String text) {
    if (text == null) {
      node.remove(field);
    } else if (!text.equals(node.path(field).asText())) {
      node.put(field, text);
    }
  }

  void put(String field, @Nullable Integer number) {
    if (number == null) {
      node.remove(field);
    } else if (node.path(field).asInt(-1) != number) {
      node.put(field, number);
    }
  }

  /** The number of the first telephone; the others stay. */
  void phone(@Nullable String number) {
    if (number == null) {
      node.remove("phones");
    } else if (node.path("phones").path(0) instanceof ObjectNode first) {
      new Document(first, terms).put("number", number);
    } else {
      node.putArray("phones").addObject().put("id", Ids.random().toString()).put("number", number);
    }
  }

  /** The languages in a list of the object; an entry whose code stays, stays as it is. */
  void languages(ObjectNode of, List<String> codes) {
    list(
        of,
        "languages",
        codes,
        it -> it.path("code").asText(),
        code ->
            node.objectNode()
                .put("id", Ids.random().toString())
                .put("name", code)
                .put("code", code));
  }

  /** A list by its keys: what has a key that is wanted stays as it is, what is new is made. */
  static <K> void list(
      ObjectNode of,
      String field,
      Collection<K> wanted,
      Function<JsonNode, K> key,
      Function<K, ObjectNode> made) {
    List<JsonNode> before = new ArrayList<>();
    of.path(field).forEach(before::add);
    if (before.stream().map(key).toList().equals(List.copyOf(wanted))) {
      return;
    }
    ArrayNode after = of.arrayNode();
    for (K each : wanted) {
      after.add(
          before.stream()
              .filter(it -> key.apply(it).equals(each))
              .findFirst()
              .orElseGet(() -> made.apply(each)));
    }
    if (after.isEmpty()) {
      of.remove(field);
    } else {
      of.set(field, after);
    }
  }

  /** The attributes with one term of our profile; those with other terms stay as they are. */
  void term(String code, Collection<String> values) {
    Predicate<JsonNode> ofTerm =
        it -> terms.intakeTerm(new Spot("", "", it)).filter(code::equals).isPresent();
    List<JsonNode> before = new ArrayList<>();
    node.path("attributes").forEach(before::add);
    List<JsonNode> same =
        before.stream()
            .filter(ofTerm)
            .filter(it -> values.contains(it.path("value").asText()))
            .toList();
    long known = before.stream().filter(ofTerm).count();
    if (same.size() == known && known == values.size()) {
      return;
    }
    ArrayNode after = node.arrayNode();
    before.stream().filter(ofTerm.negate().or(same::contains)).forEach(after::add);
    values.stream()
        .filter(value -> same.stream().noneMatch(it -> it.path("value").asText().equals(value)))
        .sorted()
        .forEach(value -> after.add(attribute(code, value)));
    node.set("attributes", after);
  }

  void term(String code, @Nullable String value) {
    term(code, value == null ? List.of() : List.of(value));
  }

  private ObjectNode attribute(String code, String value) {
    return node.objectNode()
        .put("id", Ids.random().toString())
        .put("taxonomy_term_id", terms.id(Terms.INTAKE, code).toString())
        .put("label", code)
        .put("value", value);
  }

  /** The attribute of a kind of service. */
  void serviceType(String code) {
    node.withArray("attributes")
        .addObject()
        .put("id", Ids.random().toString())
        .put("taxonomy_term_id", terms.id(Terms.SERVICE_TYPES, code).toString())
        .put("label", code);
  }

  /** As it is kept. */
  String print() {
    return node.toString();
  }
}
