package org.uputnica.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.uputnica.testing.Contract;

/** What a schema leads to, through properties, items and references. */
final class Reach {
  private static final Set<String> PERSONAL = Set.of("identity", "special");

  private final Contract contract;

  Reach(Contract contract) {
    this.contract = contract;
  }

  /** Names of the fields of identity or special sensitivity, as {@code Schema.field}. */
  Set<String> personalFields(JsonNode schema) {
    Set<String> found = new TreeSet<>();
    walk("answer", schema, new TreeSet<>(), found);
    return found;
  }

  /** Names of the components a schema leads to. */
  Set<String> components(JsonNode schema) {
    Set<String> seen = new TreeSet<>();
    walk("", schema, seen, new TreeSet<>());
    return seen;
  }

  private void walk(String name, JsonNode schema, Set<String> seen, Set<String> personal) {
    if (PERSONAL.contains(schema.path("x-sensitivity").asText())) {
      personal.add(name);
    }
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      String target = reference.substring(reference.lastIndexOf('/') + 1);
      if (seen.add(target)) {
        walk(target, contract.resolve(schema), seen, personal);
      }
      return;
    }
    String owner = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    for (var property : schema.path("properties").properties()) {
      walk(owner + "." + property.getKey(), property.getValue(), seen, personal);
    }
    for (String inner : Set.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        walk(name, schema.path(inner), seen, personal);
      }
    }
  }
}
