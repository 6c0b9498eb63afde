package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.ChildrenAbroadTest.DISPUTED;
import static org.uputnica.crossborder.ChildrenAbroadTest.assessed;
import static org.uputnica.crossborder.ChildrenAbroadTest.guardianSays;
import static org.uputnica.crossborder.ChildrenAbroadTest.onTheWay;
import static org.uputnica.crossborder.ChildrenAbroadTest.untilChild;
import static org.uputnica.crossborder.CrossborderApiTest.handOver;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.ChildrenAbroadTest.Journey;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What she says at home counts in the other country too, as long as anything can come of it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ConsentAbroadTest {
  private static final String NO = "CR-WITHDRAWN";

  @Test
  void whoWantsNoLaterContactIsNotContactedThereEither() {
    Journey journey = handedOver();
    withdraws(journey, "CS-POST").body("stopped", hasSize(0));
    Awaiting.until(() -> statuses(GENT, journey.there(), "CS-POST").contains(NO));
    String reasons =
        "process.consent_statement where refusal_reason is not null and case_id = '%s'";
    assertThat(count(reasons, journey.here())).isEqualTo(1);
    assertThat(count(reasons, journey.there())).as("why is not said abroad").isZero();
    journey.received().seenBy(KALTRINA);
    journey
        .received()
        .tries(
            KALTRINA, "T042", Map.of("monitoring-date", "2026-11-20", "monitoring-result", "SAFE"))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-refused CS-POST"));
  }

  @Test
  void whatWasSentIsAskedBackThereAfterTheHandoverAndTheAnswerComesBack() throws SQLException {
    Journey journey = handedOver();
    withdraws(journey, "CS-XBR").body("stopped", hasSize(0));
    recalls(journey)
        .body("recalls.recipient", contains(KALTRINA.organization().toString()))
        .body("recalls.answer", contains(nullValue()));
    Awaiting.until(() -> toAnswer(journey).size() == 1);
    noticeOf(KALTRINA, journey.received().id(), "recall-asked");

    long before = letters(journey);
    run(
        "update process.recall set asked_at = now() - interval '4 days', remind_at = now() - interval '1 day',"
            + " due_at = now() + interval '1 day' where case_id = '%s'",
        journey.here());
    Awaiting.until("FollowUpJob", () -> letters(journey) > before);
    Awaiting.until(() -> waiting(journey) == 0);
    assertThat(toAnswer(journey)).as("asked again, and answered once").hasSize(1);

    as(KALTRINA)
        .header("If-Match", "\"0\"")
        .body(Map.of("answer", "KEPT", "because", "LEGAL_DUTY"))
        .post("/v1/recalls/{id}/answer", toAnswer(journey).getFirst())
        .then()
        .statusCode(200);
    Awaiting.until(() -> "KEPT".equals(recalls(journey).extract().path("recalls[0].answer")));
    recalls(journey).body("recalls", hasSize(1)).body("recalls[0].because", equalTo("LEGAL_DUTY"));
    journey.sent().seenBy(NIKOLA).then().body("state", equalTo("XB-HND"));
  }

  @Test
  void whatErasedThereIsSaidToBeErased() {
    Journey journey = handedOver();
    withdraws(journey, "CS-XBR");
    Awaiting.until(() -> toAnswer(journey).size() == 1);
    as(KALTRINA)
        .header("If-Match", "\"0\"")
        .body(Map.of("answer", "ERASED"))
        .post("/v1/recalls/{id}/answer", toAnswer(journey).getFirst())
        .then()
        .statusCode(200);
    Awaiting.until(() -> "ERASED".equals(recalls(journey).extract().path("recalls[0].answer")));
  }

  /** Nothing is asked back by a message here: her word alone does it. */
  @Test
  void whoWasShownSomethingThereIsAskedByHerWord() throws SQLException {
    Journey journey = onTheWay();
    as(KALTRINA).get("/v1/cases/{id}/identity", journey.there()).then().statusCode(200);
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    run("delete from process.disclosed where case_id = '%s'", journey.here());
    withdraws(journey, "CS-XBR");
    recalls(journey).body("recalls", hasSize(0));
    Awaiting.until(() -> toAnswer(journey).size() == 1);
    assertThat(
            count(
                "process.recall r join process.consent_statement s on s.id = r.statement"
                    + " where s.status = 'CR-WITHDRAWN' and r.case_id = '%s'",
                journey.there()))
        .isEqualTo(1);
  }

  @Test
  void theYesOfAGuardianThatWasNotValidEndsThereToo() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    String there = received(sent.seenBy(NIKOLA).path("pseudonym")).seenBy(KALTRINA).path("caseId");
    assessed(MIRA, job.caseId.toString(), DISPUTED);
    untilChild(KALTRINA, there);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-20"))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    guardianSays(job, "CS-POST", null);
    says(job, "CS-GUARD", "CR-REFUSED", Map.of("method", "CM-ASSENT"));
    Awaiting.until(() -> inForce(there).equals(List.of(true)));

    says(job, "CS-POST", "CR-INVALID", Map.of("reason", "DURESS"));
    Awaiting.until(() -> statuses(KALTRINA, there, "CS-POST").contains(NO));
    assertThat(inForce(there)).containsExactly(false, false);
    as(KALTRINA)
        .get("/v1/cases/{id}/consents", there)
        .then()
        .body(
            "statements.findAll { it.scope == 'CS-POST' }.saidBy",
            contains("GUARDIAN", "GUARDIAN"));
  }

  private static Journey handedOver() {
    Journey journey = onTheWay();
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    return journey;
  }

  private static ValidatableResponse withdraws(Journey journey, String scope) {
    return as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                scope,
                "refusalReason",
                "RR-NOTRUST",
                "language",
                "sq",
                "contact",
                Ids.random(),
                "deviceTime",
                Instant.now().toString()))
        .post("/v1/cases/{id}/withdrawals", journey.here())
        .then()
        .statusCode(201);
  }

  private static void says(MainJob job, String scope, String status, Map<String, String> how) {
    Map<String, Object> word = new HashMap<>(job.said(scope, status, null));
    word.put("contact", Ids.random());
    word.put("deviceTime", Instant.now().toString());
    word.putAll(how);
    as(MIRA).body(word).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  private static ValidatableResponse recalls(Journey journey) {
    return as(MIRA).get("/v1/cases/{id}/recalls", journey.here()).then().statusCode(200);
  }

  private static List<String> toAnswer(Journey journey) {
    return as(KALTRINA)
        .get("/v1/recalls")
        .path("recalls.findAll { it.caseId == '%s' }.id".formatted(journey.there()));
  }

  private static List<String> statuses(Person who, String caseId, String scope) {
    return as(who)
        .get("/v1/cases/{id}/consents", caseId)
        .path("statements.findAll { it.scope == '%s' }.status".formatted(scope));
  }

  private static List<Boolean> inForce(String caseId) {
    return as(KALTRINA)
        .get("/v1/cases/{id}/consents", caseId)
        .path("statements.findAll { it.scope == 'CS-POST' }.inForce");
  }

  private static long letters(Journey journey) {
    return count(
        "platform.outbox o join process.crossborder_request r on r.conversation = o.conversation"
            + " and r.country = o.country where r.id = '%s'",
        journey.sent().id());
  }

  private static long waiting(Journey journey) {
    return count(
        "platform.outbox o join process.crossborder_request r on r.conversation = o.conversation"
            + " where o.delivered_at is null and r.id = '%s'",
        journey.sent().id());
  }

  private static long count(String from, Object id) {
    try (Connection above = Database.connect();
        ResultSet row =
            above.createStatement().executeQuery("select count(*) from " + from.formatted(id))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
