package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Directory;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** One country asks another; both sides on this node, by messages. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CrossborderApiTest {
  private static final String NAME = "Jehona Shpikur";
  static final Map<String, Object> RISK =
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
    riskOfBothSides(sent, received);
    offer(sent, received);
    sent.tries(MIRA, "T039", plan(job))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-given CS-RET"));
    travel(job, sent, received);
    assertThat((String) received.seenBy(KALTRINA).path("codeWord"))
        .isEqualTo(sent.seenBy(MIRA).path("codeWord"));
    handOver(sent, received);
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-HND")).body("monitoring", hasSize(3));
    until(received, KALTRINA, "XB-HND");
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    as(GENT).get("/v1/cases/{id}", theirCase).then().statusCode(200);
    draftReferral(theirCase, Directory.organization("AL", "service", "police"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/condition-binds"))
        .body("errors.code", contains("NOT_TO_POLICE"));
    draftReferral(theirCase, Directory.organization("AL", "service")).then().statusCode(201);
  }

  @Test
  void whoDoesNotArriveAlarmsTheCoordinatorsOfBothCountries() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, received);
    offer(sent, received);
    travel(job, sent, received);
    sent.step(NIKOLA, "T070", Map.of("last-contact", MainJob.now(), "alarm-at", MainJob.now()));
    assertThat(noticeOf(SANJA, sent.id(), "alarm")).containsEntry("step", "T070");
    until(received, KALTRINA, "XB-STOP");
    assertThat(noticeOf(ILIR, received.id(), "alarm")).containsEntry("step", "T070");
    UUID overall =
        UUID.fromString(
            as(MIRA)
                .get("/v1/cases/{id}/steps", job.caseId)
                .path("tracks.find { it.track == 'overall' }.id"));
    assertThat(noticeOf(MIRA, overall, "consider-missing")).containsEntry("step", "T070");
    answer(KALTRINA, noticeOf(ILIR, received.id(), "alarm"), "ACTED").then().statusCode(403);
    answer(SANJA, noticeOf(ILIR, received.id(), "alarm"), "ACTED").then().statusCode(404);
    answer(ILIR, noticeOf(ILIR, received.id(), "alarm"), "ACTED").then().statusCode(200);
  }

  @Test
  void conditionsBindWhereTheyArriveAndTravelOn() {
    String[] all = {
      "NOT_TO_CONSULATE", "NOT_TO_FAMILY", "NOT_TO_MIGRATION_AUTHORITIES", "NOT_TO_POLICE"
    };
    MainJob job = registered();
    Walk sent = receivedAbroad(job, all);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, received);
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    Map.of(
            "NOT_TO_CONSULATE", "consulate",
            "NOT_TO_FAMILY", "family-tracing",
            "NOT_TO_MIGRATION_AUTHORITIES", "migration-authority",
            "NOT_TO_POLICE", "investigation")
        .forEach((condition, function) -> {
          UUID body = Directory.organization("AL", "case-management", function).organization();
          received
              .tries(KALTRINA, "T038", offered(theirCase, body))
              .then()
              .statusCode(409)
              .body("type", endsWith("/condition-binds"))
              .body("errors.code", contains(condition));
        });
    as(KALTRINA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "toCountry",
                "ME",
                "purpose",
                "ASSISTANCE",
                "items",
                List.of(),
                "conditions",
                List.of()))
        .post("/v1/cases/{id}/crossborder-requests", theirCase)
        .then()
        .statusCode(201)
        .body("conditions", containsInAnyOrder((Object[]) all));
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
    Map<String, Object> solution = noticeOf(MIRA, sent.id(), "reconsider-solution");
    answer(MIRA, solution, "DONE").then().statusCode(200);
    until(received, KALTRINA, "XB-STOP");
    as(KALTRINA).get("/v1/cases/{id}/identity", theirCase).then().statusCode(oneOf(404, 409));
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(MIRA).path("recall")));
    as(MIRA)
        .get("/v1/cases/{id}/recalls", job.caseId)
        .then()
        .body("recalls.recipient", contains(KALTRINA.organization().toString()))
        .body("recalls.answer", contains("ERASED"));
  }

  @Test
  void anErasureCallsEverythingBackToo() {
    MainJob job = registered().takenOver(MIRA);
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    UUID erasure = Ids.random();
    as(MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId)
        .then()
        .statusCode(201);
    asGold(TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure)
        .then()
        .statusCode(200);
    sent.seenBy(MIRA).then().body("state", equalTo("XB-STOP"));
    until(received, KALTRINA, "XB-STOP");
    as(KALTRINA).get("/v1/cases/{id}/identity", theirCase).then().statusCode(oneOf(404, 409));
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(MIRA).path("recall")));
  }

  static MainJob registered() {
    return MainJob.aWomanAtTheCrossing().named(NAME).registered();
  }

  static void riskOfBothSides(Walk sent, Walk received) {
    received.seenBy(KALTRINA);
    received.step(KALTRINA, "T037", RISK);
    until(sent, MIRA, "XB-RISK");
    sent.step(MIRA, "T037", RISK);
    Awaiting.until(() -> received.seenBy(KALTRINA).path("riskThere") != null);
    until(received, KALTRINA, "XB-RISK");
  }

  static void offer(Walk sent, Walk received) {
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    received.step(KALTRINA, "T038", offered(theirCase, GENT.organization()));
    until(sent, MIRA, "XB-OFF");
  }

  static Map<String, Object> offered(String theirCase, UUID organization) {
    return Map.of(
        "receiving-organization",
        organization.toString(),
        "reception-place",
        "AL-TIRANA",
        "reception-date",
        "2026-12-24",
        "receiving-person",
        note(theirCase, KALTRINA).toString());
  }

  static Map<String, Object> plan(MainJob job) {
    return Map.of(
        "travel-plan",
        note(job.caseId.toString(), MIRA).toString(),
        "travel-date",
        "2026-12-24",
        "documents",
        "AT_HAND",
        "options-explained",
        "true");
  }

  static void travel(MainJob job, Walk sent, Walk received) {
    job.says(MIRA, "CS-RET", "CR-GIVEN", null).then().statusCode(201);
    job.says(MIRA, "CS-POST", "CR-GIVEN", null).then().statusCode(201);
    sent.step(MIRA, "T039", plan(job));
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
  }

  static void handOver(Walk sent, Walk received) {
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
  }

  private static Response draftReferral(String caseId, Directory.Entry entry) {
    return as(GENT)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "service",
                entry.service(),
                "priority",
                "NORMAL",
                "items",
                List.of()))
        .post("/v1/cases/{id}/referrals", caseId);
  }

  static Walk drafted(MainJob job, String... conditions) {
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
                    conditions.length == 0 ? List.of("NOT_TO_POLICE") : List.of(conditions)))
            .post("/v1/cases/{id}/crossborder-requests", job.caseId);
    draft.then().statusCode(201);
    return new Walk("/v1/crossborder-requests/" + id, revision(draft));
  }

  static Walk receivedAbroad(MainJob job, String... conditions) {
    Walk sent = drafted(job, conditions);
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
    Awaiting.until(() -> state.equals(walk.seenBy(who).path("state")));
  }

  private static void untilSigned(Walk walk) {
    Awaiting.until(() -> Boolean.TRUE.equals(walk.seenBy(NIKOLA).path("signedThere")));
  }
}
