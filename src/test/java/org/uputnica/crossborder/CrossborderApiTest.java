package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** One country asks another; both sides on this node, by messages. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CrossborderApiTest {
  private static final String NAME = "Jehona Shpikur";
  private static final Map<String, Object> RISK =
      Map.of("risk-level", "LOW", "risk-sources", "PERSON,SERVICES_HERE");

  @Test
  void nothingLeavesBeforeTheYesAndTheReceiverKeepsItsOwnRecord() {
    MainJob job = registered();
    Walk sent = drafted(job);
    sent.tries(NIKOLA, "T036", Map.of())
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-given CS-XBR"));
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    sent.step(NIKOLA, "T036", Map.of());
    until(sent, NIKOLA, "XB-RCV");
    Response here = sent.seenBy(NIKOLA);
    Walk received = received(here.path("pseudonym"));
    Response there = received.seenBy(KALTRINA);
    there
        .then()
        .body("state", equalTo("XB-RCV"))
        .body("side", equalTo("RECEIVED"))
        .body("conditions", contains("NOT_TO_POLICE"));
    assertThat((String) there.path("caseId")).isNotEqualTo(here.path("caseId"));
    assertThat((String) there.path("caseCode")).isNotEqualTo(here.path("caseCode"));
    as(KALTRINA)
        .get("/v1/cases/{id}/identity", there.<String>path("caseId"))
        .then()
        .statusCode(200)
        .body("items.name", equalTo(NAME));
    as(KALTRINA).get("/v1/cases/{id}", job.caseId).then().statusCode(404);
    as(JELENA).get(sent.path).then().statusCode(403);
    as(GENT).get(sent.path).then().statusCode(404);
  }

  @Test
  void nobodyTravelsWithoutRiskOfferAndYes() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    sent.tries(MIRA, "T040", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    received.seenBy(KALTRINA);
    received.step(KALTRINA, "T037", RISK);
    until(sent, MIRA, "XB-RISK");
    sent.step(MIRA, "T037", RISK);
    received.seenBy(KALTRINA);
    until(received, KALTRINA, "XB-RISK");
    UUID person = note(received.seenBy(KALTRINA).path("caseId"), KALTRINA);
    received.step(
        KALTRINA,
        "T038",
        Map.of(
            "receiving-organization",
            GENT.organization().toString(),
            "reception-place",
            "AL-TIRANA",
            "reception-date",
            "2026-12-24",
            "receiving-person",
            person.toString()));
    until(sent, MIRA, "XB-OFF");
    Map<String, Object> plan =
        Map.of(
            "travel-plan",
            note(job.caseId.toString(), MIRA).toString(),
            "travel-date",
            "2026-12-24",
            "documents",
            "AT_HAND",
            "options-explained",
            "true");
    sent.tries(MIRA, "T039", plan)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-given CS-RET"));
    job.says(MIRA, "CS-RET", "CR-GIVEN", null).then().statusCode(201);
    job.says(MIRA, "CS-POST", "CR-GIVEN", null).then().statusCode(201);
    sent.step(MIRA, "T039", plan);
    sent.step(
        MIRA,
        "T040",
        Map.of(
            "companion",
            "STAFF",
            "departed-at",
            MainJob.now(),
            "contact-on-the-way",
            note(job.caseId.toString(), MIRA).toString(),
            "reception-confirmed",
            "true"));
    until(received, KALTRINA, "XB-TRV");
    assertThat((String) received.seenBy(KALTRINA).path("codeWord"))
        .isEqualTo(sent.seenBy(MIRA).path("codeWord"));
    Map<String, Object> handover =
        Map.of(
            "handed-over-at",
            MainJob.now(),
            "handover-place",
            "AL-TIRANA",
            "recognised-by",
            "CODE_WORD",
            "person-condition",
            "TIRED");
    received
        .tries(KALTRINA, "T041", handover)
        .then()
        .statusCode(200)
        .body("state", equalTo("XB-TRV"))
        .body("signedHere", equalTo(true));
    untilSigned(sent);
    sent.step(NIKOLA, "T041", handover);
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-HND")).body("monitoring", hasSize(3));
    until(received, KALTRINA, "XB-HND");
    as(GENT)
        .get("/v1/cases/{id}", received.seenBy(KALTRINA).<String>path("caseId"))
        .then()
        .statusCode(200);
  }

  @Test
  void aWithdrawalCallsEverythingBackAndTheOtherSideErases() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    as(KALTRINA).get("/v1/cases/{id}/identity", theirCase).then().statusCode(200);
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-XBR",
                "language",
                "sq",
                "contact",
                Ids.random(),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201)
        .body("stopped", hasSize(1));
    sent.seenBy(MIRA).then().body("state", equalTo("XB-STOP"));
    until(received, KALTRINA, "XB-STOP");
    as(KALTRINA).get("/v1/cases/{id}/identity", theirCase).then().statusCode(oneOf(404, 409));
    waitFor(() -> "ERASED".equals(sent.seenBy(MIRA).path("recall")));
  }

  static MainJob registered() {
    return MainJob.aWomanAtTheCrossing().named(NAME).registered();
  }

  static Walk drafted(MainJob job) {
    UUID id = Ids.random();
    Response draft =
        as(MIRA)
            .body(
                Map.of(
                    "id",
                    id,
                    "toCountry",
                    "AL",
                    "purpose",
                    "RETURN",
                    "items",
                    List.of("NAME"),
                    "conditions",
                    List.of("NOT_TO_POLICE")))
            .post("/v1/cases/{id}/crossborder-requests", job.caseId);
    draft.then().statusCode(201);
    return new Walk("/v1/crossborder-requests/" + id, revision(draft));
  }

  static Walk receivedAbroad(MainJob job) {
    Walk sent = drafted(job);
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    sent.step(NIKOLA, "T036", Map.of());
    until(sent, NIKOLA, "XB-RCV");
    return sent;
  }

  static Walk received(String pseudonym) {
    List<String> ids = as(KALTRINA).get("/v1/crossborder-requests?limit=100").path("entries.id");
    return ids.stream()
        .map(id -> new Walk("/v1/crossborder-requests/" + id, "\"0\""))
        .filter(it -> pseudonym.equals(it.seenBy(KALTRINA).path("pseudonym")))
        .findFirst()
        .orElseThrow();
  }

  private static UUID note(String caseId, Person by) {
    UUID id = Ids.random();
    as(by)
        .body(Map.of("id", id, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", caseId)
        .then()
        .statusCode(201);
    return id;
  }

  static void until(Walk walk, Person who, String state) {
    waitFor(() -> state.equals(walk.seenBy(who).path("state")));
  }

  private static void untilSigned(Walk walk) {
    waitFor(() -> Boolean.TRUE.equals(walk.seenBy(NIKOLA).path("signedThere")));
  }

  static void waitFor(BooleanSupplier reached) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!reached.getAsBoolean()) {
      assertThat(Instant.now()).as("the other side did not answer").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
