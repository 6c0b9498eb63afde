package org.uputnica.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.uputnica.platform.id.Ids;

/** Request bodies: the examples of the contract, with ids of their own. */
public final class Bodies {
  private static final Set<String> MADE_BY_THE_CLIENT = Set.of("id", "contact");

  private Bodies() {}

  /** The example of a schema, each {@code id} and {@code contact} in it made anew. */
  public static ObjectNode example(String schema) {
    ObjectNode example =
        Contract.bundled().document().at("/components/schemas/" + schema + "/example").deepCopy();
    renew(example);
    return example;
  }

  /** Name of the schema of the JSON that an operation takes; empty when it takes none. */
  public static String schema(JsonNode operation) {
    String reference =
        operation.at("/requestBody/content").properties().stream()
            .filter(content -> content.getKey().endsWith("json"))
            .map(content -> content.getValue().at("/schema/$ref").asText())
            .findFirst()
            .orElse("");
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** A registration that stays with the organisation that sends it. */
  public static ObjectNode registration() {
    ObjectNode body = example("RegisterCase");
    body.remove("responsibleOrganization");
    return body;
  }

  private static void renew(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String field : MADE_BY_THE_CLIENT) {
        if (object.has(field)) {
          object.put(field, Ids.random().toString());
        }
      }
      object.forEach(Bodies::renew);
    } else if (node instanceof ArrayNode array) {
      array.forEach(Bodies::renew);
    }
  }
}
