package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.referral.api.fhir.Tasks.FHIR;
import static org.uputnica.referral.api.fhir.Tasks.NAME;
import static org.uputnica.referral.api.fhir.Tasks.NOTHING;
import static org.uputnica.referral.api.fhir.Tasks.TASKS;
import static org.uputnica.referral.api.fhir.Tasks.change;
import static org.uputnica.referral.api.fhir.Tasks.least;
import static org.uputnica.referral.api.fhir.Tasks.put;
import static org.uputnica.referral.api.fhir.Tasks.received;
import static org.uputnica.referral.api.fhir.Tasks.send;
import static org.uputnica.referral.api.fhir.Tasks.sent;
import static org.uputnica.referral.api.fhir.Tasks.tree;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** What is not a system's to read, to say or to send is refused, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FhirRefusalsTest {
  @Test
  void nobodyElseFindsIt() {
    UUID id = received();
    for (UUID it : List.of(id, Ids.random())) {
      for (String type : List.of("Task", "ServiceRequest")) {
        refused(() -> as(PETAR).get("/v1/fhir/{type}/{id}", type, it), ProblemType.NOT_FOUND, null);
      }
      refused(() -> send(PETAR, it, "\"1\"", least(it, "accepted")), ProblemType.NOT_FOUND, null);
    }
    as(SANJA).get(TASKS + "/{id}", id).then().statusCode(200);
    refused(() -> send(SANJA, id, "\"1\"", least(id, "accepted")), ProblemType.FORBIDDEN, null);
    as(PETAR).get(TASKS).then().body("entry.resource.id", not(hasItem(id.toString())));
  }

  @Test
  void aKeyIsGoodForOneChange() {
    UUID id = sent();
    UUID key = Ids.random();
    Response seen = as(JELENA).get(TASKS + "/{id}", id);
    ObjectNode task = tree(seen).put("status", "received");
    Response first =
        change(JELENA, revision(seen), task)
            .header("Idempotency-Key", key)
            .put(TASKS + "/{id}", id);
    Response again =
        change(JELENA, revision(seen), task)
            .header("Idempotency-Key", key)
            .put(TASKS + "/{id}", id);
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
        () ->
            without("If-Match", change(JELENA, now, least(id, "accepted")))
                .put(TASKS + "/{id}", id),
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
          each.getKey().equals("_cursor=x")
              ? ProblemType.INVALID_CURSOR
              : ProblemType.INVALID_VALUE;
      refused(() -> as(JELENA).get(TASKS + "?" + each.getKey()), type, each.getValue());
    }
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
}
