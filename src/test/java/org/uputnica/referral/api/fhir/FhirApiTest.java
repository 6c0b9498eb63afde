package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Fhir;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The closed loop over FHIR: a house's system answers, a sender's system follows. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FhirApiTest {
  private static final String FHIR = "application/fhir+json";
  private static final String TASKS = "/v1/fhir/Task";
  private static final String DAY = "2026-12-24";
  private static final String NAME = "Lidija Izmisljena";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Consumer<ObjectNode> NOTHING = _ -> {};

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

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void fromTheQuestionToTheFeedback() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    UUID id = job.sentToBreza("NAME").id();
    at(id, "requested", "active");
    moved(JELENA, id, "received", NOTHING);
    at(id, "received", "active");
    moved(JELENA, id, "accepted", it -> output(it, "reception-date").put("valueDate", DAY));
    at(id, "accepted", "active");
    as(JELENA)
        .get("/v1/referrals/{id}/identity", id)
        .then()
        .statusCode(200)
        .body("items.name", equalTo(NAME));
    moved(
        VERA,
        id,
        "accepted",
        it -> {
          where(it, "RF-MOVE");
          output(it, "companion").put("valueCode", "STAFF");
          output(it, "vehicle").put("valueCode", "OFFICIAL_CAR");
        });
    at(id, "accepted", "active");
    moved(
        JELENA,
        id,
        "in-progress",
        it -> {
          output(it, "arrived-at").put("valueInstant", MainJob.now());
          output(it, "person-recognised").put("valueBoolean", true);
        });
    at(id, "in-progress", "active");
    moved(
        JELENA,
        id,
        "in-progress",
        it -> {
          where(it, "RF-SERV");
          output(it, "house-rules-explained").put("valueBoolean", true);
        });
    moved(
        JELENA,
        id,
        "completed",
        it -> output(it, "service-outcome").put("valueCode", "COMPLETED"));
    at(id, "completed", "completed");
    as(VERA)
        .get("/v1/referrals/{id}", id)
        .then()
        .body("state", equalTo("RF-DONE"))
        .body("outcome", equalTo("COMPLETED"))
        .body("answeredBy", equalTo("ACCOUNT"));
  }

  @Test
  void aDeclineHasItsReason() {
    UUID id = received();
    refused(() -> put(JELENA, id, "rejected", NOTHING), ProblemType.GUARD_NOT_MET, null);
    refused(
        () -> put(JELENA, id, "rejected", it -> yes(it, "no-alternative-known")),
        ProblemType.INVALID_VALUE,
        "inputs.decline-reason");
    moved(
        JELENA,
        id,
        "rejected",
        it -> {
          reason(it, "urn:uputnica:referral-decline-reasons", "DC-FULL");
          ObjectNode other = output(it, "alternative").putObject("valueReference");
          other.putObject("identifier").put("system", "urn:ietf:rfc:3986").put("value", house());
        });
    at(id, "rejected", "revoked");
    as(VERA)
        .get(TASKS + "/{id}", id)
        .then()
        .body("statusReason.coding.code", hasItem("DC-FULL"))
        .body("output.valueReference.identifier.value", hasItem(house()));
  }

  @Test
  void aQuestionIsAnsweredByWhoAsks() {
    UUID id = received();
    refused(() -> put(JELENA, id, "on-hold", NOTHING), ProblemType.MISSING_FIELD, "businessStatus");
    moved(
        JELENA,
        id,
        "on-hold",
        it -> {
          where(it, "RF-INFO");
          note(it, "question");
        });
    at(id, "on-hold", "active");
    refused(
        () -> put(JELENA, id, "received", it -> note(it, "answer")),
        ProblemType.NOT_YOUR_TURN,
        null);
    moved(VERA, id, "received", it -> note(it, "answer"));
    at(id, "received", "active");
    moved(JELENA, id, "on-hold", it -> where(it, "RF-WAIT"));
    at(id, "on-hold", "active");
    as(JELENA)
        .get(TASKS + "/{id}", id)
        .then()
        .body("output.type.coding.flatten().code", hasItem("waiting-place"));
  }

  @Test
  void theSenderTakesItBack() {
    UUID id = received();
    moved(
        VERA,
        id,
        "cancelled",
        it -> reason(it, "urn:uputnica:withdrawal-reasons", "SENDER_CANCELLED"));
    at(id, "cancelled", "revoked");
    refused(() -> put(JELENA, id, "accepted", NOTHING), ProblemType.STEP_NOT_OPEN, "status");
  }

  @Test
  void aDraftIsSeenByWhoWritesItAlone() {
    Walk draft = MainJob.aWomanAtTheCrossing().registered().referTo(MainJob.BREZA);
    as(VERA).get(TASKS + "/{id}", draft.id()).then().body("status", equalTo("draft"));
    for (String type : List.of("Task", "ServiceRequest")) {
      as(JELENA).get("/v1/fhir/{type}/{id}", type, draft.id()).then().statusCode(404);
    }
    refused(() -> put(VERA, draft.id(), "requested", NOTHING), ProblemType.STEP_NOT_OPEN, "status");
  }

  @Test
  void nobodyElseFindsIt() {
    UUID id = received();
    for (UUID it : List.of(id, Ids.random())) {
      for (String type : List.of("Task", "ServiceRequest")) {
        refused(
            () -> as(PETAR).get("/v1/fhir/{type}/{id}", type, it), ProblemType.NOT_FOUND, null);
      }
      refused(
          () -> send(PETAR, it, "\"1\"", least(it, "accepted")), ProblemType.NOT_FOUND, null);
    }
    as(SANJA).get(TASKS + "/{id}", id).then().statusCode(200);
    refused(
        () -> send(SANJA, id, "\"1\"", least(id, "accepted")), ProblemType.FORBIDDEN, null);
    as(PETAR)
        .get(TASKS)
        .then()
        .body("entry.resource.id", not(hasItem(id.toString())));
  }

  @Test
  void aKeyIsGoodForOneChange() {
    UUID id = sent();
    UUID key = Ids.random();
    Response seen = as(JELENA).get(TASKS + "/{id}", id);
    ObjectNode task = tree(seen).put("status", "received");
    Response first = change(JELENA, revision(seen), task).header("Idempotency-Key", key).put(TASKS + "/{id}", id);
    Response again = change(JELENA, revision(seen), task).header("Idempotency-Key", key).put(TASKS + "/{id}", id);
    first.then().statusCode(200).contentType(startsWith(FHIR));
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(revision(again)).isEqualTo(revision(first));
    refused(
        () ->
            change(JELENA, revision(seen), task.put("status", "accepted"))
                .header("Idempotency-Key", key)
                .put(TASKS + "/{id}", id),
        ProblemType.KEY_REUSED,
        "Idempotency-Key");
    refused(
        () -> send(JELENA, id, revision(seen), least(id, "accepted")),
        ProblemType.STALE_REVISION,
        null);
  }

  @Test
  void whatIsNotAsTheContractHasItIsRefused() {
    UUID id = received();
    String now = revision(as(JELENA).get(TASKS + "/{id}", id));
    refused(() -> send(JELENA, id, now, least(id, "ready")), ProblemType.INVALID_VALUE, "status");
    refused(
        () -> send(JELENA, id, now, least(id, "completed")), ProblemType.STEP_NOT_OPEN, "status");
    refused(
        () -> send(JELENA, id, now, least(Ids.random(), "accepted")),
        ProblemType.INVALID_VALUE,
        "id");
    ObjectNode note = least(id, "accepted");
    note.putArray("note").addObject().put("text", NAME);
    refused(() -> send(JELENA, id, now, note), ProblemType.UNKNOWN_FIELD, "note");
    ObjectNode other = least(id, "accepted").put("resourceType", "Patient");
    refused(() -> send(JELENA, id, now, other), ProblemType.INVALID_VALUE, "resourceType");
    ObjectNode bare = least(id, "accepted");
    bare.remove("intent");
    refused(() -> send(JELENA, id, now, bare), ProblemType.MISSING_FIELD, "intent");
    ObjectNode huge = least(id, "accepted");
    huge.putArray("note").addObject().put("text", "x".repeat(1_100_000));
    refused(() -> send(JELENA, id, now, huge), ProblemType.BODY_TOO_LARGE, null);
    refused(
        () ->
            change(JELENA, now, least(id, "accepted"))
                .contentType("application/json")
                .put(TASKS + "/{id}", id),
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        null);
    refused(
        () -> without("If-Match", change(JELENA, now, least(id, "accepted"))).put(TASKS + "/{id}", id),
        ProblemType.PRECONDITION_REQUIRED,
        "If-Match");
    refused(
        () ->
            without("Idempotency-Key", change(JELENA, now, least(id, "accepted")))
                .put(TASKS + "/{id}", id),
        ProblemType.MISSING_HEADER,
        "Idempotency-Key");
    refused(
        () -> as(JELENA).header("Accept", "application/fhir+xml").get(TASKS + "/{id}", id),
        ProblemType.NOT_ACCEPTABLE,
        null);
  }

  @Test
  void aSearchFindsBothSidesAndPages() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sent.addFirst(sent().toString());
    }
    String house = JELENA.organization().toString();
    Response first =
        as(JELENA).get(TASKS + "?owner=" + house + "&status=requested&_count=2&_include=Task:focus");
    first
        .then()
        .statusCode(200)
        .contentType(startsWith(FHIR))
        .body("type", equalTo("searchset"))
        .body("entry.search.mode", equalTo(List.of("match", "match", "include", "include")))
        .body("entry.resource.id[0]", equalTo(sent.get(0)))
        .body("entry.resource.id[2]", equalTo(sent.get(0)))
        .body("entry.resource.status", hasItems("requested", "active"));
    assertThat(Fhir.wrong(first.asString())).isEmpty();
    URI next = URI.create(first.path("link.find { it.relation == 'next' }.url"));
    assertThat(next.getHost()).isEqualTo("localhost");
    as(JELENA)
        .urlEncodingEnabled(false)
        .get(next.getRawPath() + "?" + next.getRawQuery())
        .then()
        .statusCode(200)
        .body("entry.resource.id[0]", equalTo(sent.get(2)));
    for (String query : List.of("", "?requester=Organization/" + MIRA.organization())) {
      as(VERA)
          .get(TASKS + query)
          .then()
          .statusCode(200)
          .body("entry.resource.id", hasItems(sent.toArray(String[]::new)));
    }
    as(SANJA)
        .get(TASKS + "?status=requested,received&_count=3")
        .then()
        .body("entry.resource.status", everyItem(is("requested")))
        .body("entry.resource.id", equalTo(sent));
    as(JELENA)
        .get(TASKS + "?requester=" + house)
        .then()
        .statusCode(200)
        .body("entry", nullValue())
        .body("link.relation", equalTo(List.of("self")));
  }

  @Test
  void aSearchPassesNothingOver() {
    for (Map.Entry<String, String> each :
        Map.of(
                "patient=1", "patient",
                "status=requested&status=received", "status",
                "status=ready", "status",
                "status=requested,", "status",
                "owner=breza", "owner",
                "_include=Task:owner", "include",
                "_count=0", "count",
                "_count=many", "_count",
                "_cursor=x", "cursor")
            .entrySet()) {
      ProblemType type =
          each.getKey().equals("_cursor=x") ? ProblemType.INVALID_CURSOR : ProblemType.INVALID_VALUE;
      refused(() -> as(JELENA).get(TASKS + "?" + each.getKey()), type, each.getValue());
    }
  }

  @Test
  void theNodeSaysWhatItDoes() {
    Response answer = as(JELENA).get("/v1/fhir/metadata");
    answer
        .then()
        .statusCode(200)
        .contentType(startsWith(FHIR))
        .body("implementation.url", endsWith("/v1/fhir"));
    assertThat(Fhir.wrong(answer.asString())).isEmpty();
  }

  /** Both sides read this; it passes the validator, and says no more than the referral does. */
  private static void at(UUID id, String status, String request) {
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

  private static UUID sent() {
    return MainJob.aWomanAtTheCrossing().registered().sentToBreza().id();
  }

  private static UUID received() {
    UUID id = sent();
    moved(JELENA, id, "received", NOTHING);
    return id;
  }

  private static void moved(Person by, UUID id, String status, Consumer<ObjectNode> with) {
    Response answer = put(by, id, status, with);
    answer.then().statusCode(200).body("status", equalTo(status));
    assertThat(answer.asString()).isEqualTo(as(by).get(TASKS + "/{id}", id).asString());
  }

  /** Reads the Task and sends all of it back, changed. */
  private static Response put(Person by, UUID id, String status, Consumer<ObjectNode> with) {
    Response seen = as(by).get(TASKS + "/{id}", id);
    ObjectNode task = tree(seen).put("status", status);
    with.accept(task);
    return send(by, id, revision(seen), task);
  }

  private static Response send(Person by, UUID id, String seen, ObjectNode task) {
    return change(by, seen, task).put(TASKS + "/{id}", id);
  }

  private static RequestSpecification change(Person by, String seen, ObjectNode task) {
    return as(by).contentType(FHIR).header("If-Match", seen).body(task.toString());
  }

  private static ObjectNode least(UUID id, String status) {
    return JSON.createObjectNode()
        .put("resourceType", "Task")
        .put("id", id.toString())
        .put("status", status)
        .put("intent", "order");
  }

  private static void where(ObjectNode task, String state) {
    coding(task.putObject("businessStatus"), "urn:uputnica:referral-states", state);
  }

  private static void reason(ObjectNode task, String system, String code) {
    coding(task.putObject("statusReason"), system, code);
  }

  private static void yes(ObjectNode task, String input) {
    output(task, input).put("valueBoolean", true);
  }

  private static void note(ObjectNode task, String input) {
    output(task, input)
        .putObject("valueReference")
        .putObject("identifier")
        .put("system", "urn:ietf:rfc:3986")
        .put("value", "urn:uuid:" + Ids.random());
  }

  private static ObjectNode output(ObjectNode task, String input) {
    ArrayNode outputs = task.withArray("output");
    ObjectNode output = outputs.addObject();
    coding(output.putObject("type"), "urn:uputnica:inputs", input);
    return output;
  }

  private static void coding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  private static String house() {
    return "urn:uuid:" + PETAR.organization();
  }

  private static ObjectNode tree(Response answer) {
    try {
      return (ObjectNode) JSON.readTree(answer.asString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
