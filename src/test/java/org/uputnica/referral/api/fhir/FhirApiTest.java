package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.referral.api.fhir.Tasks.FHIR;
import static org.uputnica.referral.api.fhir.Tasks.NAME;
import static org.uputnica.referral.api.fhir.Tasks.NOTHING;
import static org.uputnica.referral.api.fhir.Tasks.TASKS;
import static org.uputnica.referral.api.fhir.Tasks.at;
import static org.uputnica.referral.api.fhir.Tasks.moved;
import static org.uputnica.referral.api.fhir.Tasks.note;
import static org.uputnica.referral.api.fhir.Tasks.output;
import static org.uputnica.referral.api.fhir.Tasks.put;
import static org.uputnica.referral.api.fhir.Tasks.reason;
import static org.uputnica.referral.api.fhir.Tasks.received;
import static org.uputnica.referral.api.fhir.Tasks.sent;
import static org.uputnica.referral.api.fhir.Tasks.where;
import static org.uputnica.referral.api.fhir.Tasks.yes;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Fhir;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The closed loop over FHIR: a house's system answers, a sender's system follows. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FhirApiTest {
  private static final String DAY = "2026-12-24";

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
        JELENA, id, "completed", it -> output(it, "service-outcome").put("valueCode", "COMPLETED"));
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
          note(it, "question", words(JELENA, id));
        });
    at(id, "on-hold", "active");
    refused(
        () -> put(JELENA, id, "received", it -> note(it, "answer", Ids.random().toString())),
        ProblemType.NOT_YOUR_TURN,
        null);
    moved(VERA, id, "received", it -> note(it, "answer", words(VERA, id)));
    at(id, "received", "active");
    moved(JELENA, id, "on-hold", it -> where(it, "RF-WAIT"));
    at(id, "on-hold", "active");
    as(JELENA)
        .get(TASKS + "/{id}", id)
        .then()
        .body("output.type.coding.flatten().code", hasItem("waiting-place"));
  }

  private static String words(Person by, UUID referral) {
    return new MainJob.Walk("/v1/referrals/" + referral, "").writes(by, "By the stairs?");
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
  void aSearchFindsBothSidesAndPages() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sent.addFirst(sent().toString());
    }
    String house = JELENA.organization().toString();
    Response first =
        as(JELENA)
            .get(TASKS + "?owner=" + house + "&status=requested&_count=2&_include=Task:focus");
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
    assertThat(next.getHost()).isEqualTo(URI.create(RestAssured.baseURI).getHost());
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
  void theNodeSaysWhatItDoes() {
    Response answer = as(JELENA).get("/v1/fhir/metadata");
    answer
        .then()
        .statusCode(200)
        .contentType(startsWith(FHIR))
        .body("implementation.url", endsWith("/v1/fhir"));
    assertThat(Fhir.wrong(answer.asString())).isEmpty();
  }

  private static String house() {
    return "urn:uuid:" + PETAR.organization();
  }
}
