package org.uputnica.architecture;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Stack;

/** What the service says of itself is what is committed. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ContractServedTest {
  @Test
  void theServedContractIsTheCommittedOne() throws IOException {
    String served =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
    assertThat(differences("", Contract.bundled().document(), new ObjectMapper().readTree(served)))
        .isEmpty();
  }

  /** Where two trees differ; short enough to be read. */
  private static List<String> differences(String at, JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return List.of();
    }
    if (!one.isContainerNode() || one.getNodeType() != other.getNodeType()) {
      return List.of(at);
    }
    Set<String> keys = new TreeSet<>();
    if (one.isArray()) {
      IntStream.range(0, Math.max(one.size(), other.size()))
          .forEach(index -> keys.add(Integer.toString(index)));
    }
    one.fieldNames().forEachRemaining(keys::add);
    other.fieldNames().forEachRemaining(keys::add);
    return keys.stream()
        .flatMap(key -> differences(at + "/" + key, child(one, key), child(other, key)).stream())
        .toList();
  }

  private static JsonNode child(JsonNode parent, String key) {
    return parent.isArray() ? parent.path(Integer.parseInt(key)) : parent.path(key);
  }
}
