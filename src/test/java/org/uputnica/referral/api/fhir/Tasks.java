package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Fhir;
import org.uputnica.testing.Person;

/** Tasks as a system of a house reads them and sends them back. */
final class Tasks {
  static final String FHIR = "application/fhir+json";
  static final String TASKS = "/v1/fhir/Task";
  static final String NAME = "Lidija Izmisljena";
  static final Consumer<ObjectNode> NOTHING = _ -> {};

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands in every answer alike; the rest is in the referral as the same caller reads it. */
  private static final Set<String> CONSTANT =
      Set.of(
          "Task",
          "ServiceRequest",
          "Patient",
          "Organization",
          "HealthcareService",
          "order",
          "fulfill",
          "referral",
          "routine",
          "urgent",
          "asap");

  private Tasks() {}

  /** Both sides read this; it passes the validator, and says no more than the referral does. */
  static void at(UUID id, String status, String request) {
    for (Person who : List.of(JELENA, VERA, SANJA)) {
      Set<String> said = new HashSet<>();
      leaves(tree(as(who).get("/v1/referrals/{id}", id)), said);
      for (String type : List.of("Task", "ServiceRequest")) {
        Response answer = as(who).get("/v1/fhir/{type}/{id}", type, id);
        answer
            .then()
            .statusCode(200)
            .contentType(startsWith(FHIR))
            .body("status", equalTo(type.equals("Task") ? status : request))
            .body("id", equalTo(id.toString()));
        assertThat(Fhir.wrong(answer.asString())).as(answer.asString()).isEmpty();
        assertThat(answer.asString()).doesNotContain(NAME);
        Set<String> more = new HashSet<>();
        values(tree(answer), more);
        more.removeIf(it -> isSaid(it, said));
        assertThat(more).isEmpty();
      }
    }
  }

  private static boolean isSaid(String value, Set<String> said) {
    String plain = value.replaceFirst("^(urn:uuid:|ServiceRequest/)", "");
    return said.contains(plain)
        || said.contains(value + "T00:00:00Z")
        || CONSTANT.contains(value)
        || ClosedLoop.statuses().contains(value)
        || Set.of("active", "revoked").contains(value);
  }

  /** Every value of a resource but the names of systems and of what a parameter is. */
  private static void values(JsonNode node, Set<String> found) {
    ObjectNode bare = node.deepCopy();
    bare.findParents("system").forEach(it -> ((ObjectNode) it).remove("system"));
    for (String list : List.of("input", "output")) {
      bare.path(list).forEach(it -> ((ObjectNode) it).remove("type"));
    }
    leaves(bare, found);
  }

  private static void leaves(JsonNode node, Set<String> found) {
    if (node.isContainerNode()) {
      node.forEach(it -> leaves(it, found));
    } else {
      found.add(node.asText());
    }
  }

  static UUID sent() {
    return MainJob.aWomanAtTheCrossing().registered().sentToBreza().id();
  }

  static UUID received() {
    UUID id = sent();
    moved(JELENA, id, "received", NOTHING);
    return id;
  }

  static void moved(Person by, UUID id, String status, Consumer<ObjectNode> with) {
    Response answer = put(by, id, status, with);
    answer.then().statusCode(200).body("status", equalTo(status));
    assertThat(answer.asString()).isEqualTo(as(by).get(TASKS + "/{id}", id).asString());
  }

  /** Reads the Task and sends all of it back, changed. */
  static Response put(Person by, UUID id, String status, Consumer<ObjectNode> with) {
    Response seen = as(by).get(TASKS + "/{id}", id);
    ObjectNode task = tree(seen).put("status", status);
    with.accept(task);
    return send(by, id, revision(seen), task);
  }

  static Response send(Person by, UUID id, String seen, ObjectNode task) {
    return change(by, seen, task).put(TASKS + "/{id}", id);
  }

  static RequestSpecification change(Person by, String seen, ObjectNode task) {
    return as(by).contentType(FHIR).header("If-Match", seen).body(task.toString());
  }

  static ObjectNode least(UUID id, String status) {
    return JSON.createObjectNode()
        .put("resourceType", "Task")
        .put("id", id.toString())
        .put("status", status)
        .put("intent", "order");
  }

  static void where(ObjectNode task, String state) {
    coding(task.putObject("businessStatus"), "urn:uputnica:referral-states", state);
  }

  static void reason(ObjectNode task, String system, String code) {
    coding(task.putObject("statusReason"), system, code);
  }

  static void yes(ObjectNode task, String input) {
    output(task, input).put("valueBoolean", true);
  }

  static void note(ObjectNode task, String input, String note) {
    output(task, input)
        .putObject("valueReference")
        .putObject("identifier")
        .put("system", "urn:ietf:rfc:3986")
        .put("value", "urn:uuid:" + note);
  }

  static ObjectNode output(ObjectNode task, String input) {
    ArrayNode outputs = task.withArray("output");
    ObjectNode output = outputs.addObject();
    coding(output.putObject("type"), "urn:uputnica:inputs", input);
    return output;
  }

  private static void coding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  static ObjectNode tree(Response answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.asString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
