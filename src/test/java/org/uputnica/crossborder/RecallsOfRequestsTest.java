package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.ChildrenAbroadTest.onTheWay;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.handOver;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.ChildrenAbroadTest.Journey;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.MessageSeal;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What is asked back between countries is asked for, and answered, request by request. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RecallsOfRequestsTest {
  @Inject MessageSeal seal;

  @Test
  void aNoOfTheSameMeetingSilencesTheYesThereToo() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    String there = received(sent.seenBy(NIKOLA).path("pseudonym")).seenBy(KALTRINA).path("caseId");
    Instant asked = Instant.now();
    says(job, "CS-POST", "CR-GIVEN", asked);
    says(job, "CS-POST", "CR-REFUSED", asked.minusMillis(500));
    Awaiting.until(() -> statuses(there, "CS-POST").contains("CR-WITHDRAWN"));
    as(KALTRINA)
        .get("/v1/cases/{id}/consents", there)
        .then()
        .body("statements.findAll { it.scope == 'CS-POST' && it.inForce }", hasSize(0));
  }

  @Test
  void eachRequestIsAnsweredForItself() throws SQLException {
    MainJob job = registered();
    Walk first = receivedAbroad(job);
    Walk second = drafted(job).step(NIKOLA, "T036", Map.of());
    until(second, NIKOLA, "XB-RCV");
    for (Walk each : List.of(first, second)) {
      run("update process.track set state = 'XB-MON' where id = '%s'", each.id());
    }
    withdraws(job.caseId);
    List<String> there = List.of(caseThere(first), caseThere(second));
    there.forEach(it -> Awaiting.until(() -> toAnswer(it).size() == 1));

    answers(there.getFirst(), Map.of("answer", "ERASED"));
    Awaiting.until(() ->
        number("process.request_answer where request = '%s'" + " and answer = 'ERASED'", first.id())
            == 1);
    recalls(job.caseId).body("recalls", hasSize(1)).body("recalls[0].answer", nullValue());
    answers(there.getLast(), Map.of("answer", "KEPT", "because", "COURT_FILE"));
    Awaiting.until(() -> "KEPT".equals(recalls(job.caseId).extract().path("recalls[0].answer")));
    recalls(job.caseId).body("recalls[0].because", equalTo("COURT_FILE"));
  }

  /** The one that went with the item is erased already, and the other one had sent others. */
  @Test
  void whatNoRequestIsLeftToAnswerIsAnsweredAtOnce() throws SQLException {
    MainJob job = registered();
    Walk erased = receivedAbroad(job);
    Walk left = drafted(job).step(NIKOLA, "T036", Map.of());
    until(left, NIKOLA, "XB-RCV");
    for (Walk each : List.of(erased, left)) {
      run("update process.track set state = 'XB-MON' where id = '%s'", each.id());
    }
    run("update process.crossborder_request set recall = 'ERASED' where id = '%s'", erased.id());
    run("update process.crossborder_request set items = '{CONTACT}' where id = '%s'", left.id());
    withdraws(job.caseId);
    recalls(job.caseId).body("recalls", hasSize(1)).body("recalls[0].answer", equalTo("ERASED"));
    assertThat(number("process.request_answer where request = '%s'", left.id())).isZero();
  }

  /** The contact point there has something else of hers to answer, and does so afterwards. */
  @Test
  void theAnswerGoesBackWhateverElseIsAskedThere() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    run("update process.track set state = 'XB-MON' where id = '%s'", sent.id());
    withdraws(job.caseId);
    String there = caseThere(sent);
    Awaiting.until(() -> toAnswer(there).size() == 1);
    run(
        "insert into process.recall (id, case_id, case_code, country, organization, scope, items, asked_at,"
            + " remind_at, due_at) select gen_random_uuid(), case_id, case_code, country, organization, 'CS-STO',"
            + " items, asked_at, remind_at, due_at from process.recall where case_id = '%s'",
        there);
    answers(there, Map.of("answer", "STOPPED"), "CS-XBR");
    Awaiting.until(() -> "STOPPED".equals(recalls(job.caseId).extract().path("recalls[0].answer")));
    answers(there, Map.of("answer", "ERASED"), "CS-STO");
    recalls(job.caseId).body("recalls", hasSize(1)).body("recalls[0].answer", equalTo("STOPPED"));
  }

  @Test
  void whoeverIsRemindedHearsTheSameAsTheFirstTime() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    run("update process.track set state = 'XB-MON' where id = '%s'", sent.id());
    run(
        "create function public.unsent() returns trigger language plpgsql as"
            + " $$ begin new.next_try_at := now() + interval '1 day'; return new; end $$",
        "");
    try {
      run(
          "create trigger unsent before insert on platform.outbox for each row when (new.country = 'ME' and"
              + " new.conversation = '"
              + conversation(sent)
              + "') execute function public.unsent()",
          "");
      withdraws(job.caseId);
      run(
          "update process.recall set asked_at = now() - interval '4 days', remind_at = now() - interval '1 day',"
              + " due_at = now() + interval '1 day' where case_id = '%s'",
          job.caseId);
      Awaiting.until(() -> asking(sent).size() == 2);
      Message asked = asking(sent).getFirst();
      Message reminded = asking(sent).getLast();
      assertThat(asked.inputs()).containsKeys("items", "statement");
      assertThat(reminded.inputs()).isEqualTo(asked.inputs());
      assertThat(asked.consents())
          .anyMatch(
              it -> it.withdrawn() && it.id().toString().equals(asked.inputs().get("statement")));
      assertThat(reminded.consents()).containsAll(asked.consents());
    } finally {
      run("drop function public.unsent cascade", "");
    }
    run(
        "update platform.outbox set next_try_at = now() where conversation = '%s'",
        conversation(sent));
    String there = caseThere(sent);
    Awaiting.until(() -> toAnswer(there).size() == 1);
    assertThat(
            number(
                "process.recall r join process.consent_statement s on s.id = r.statement"
                    + " where s.status = 'CR-WITHDRAWN' and r.case_id = '%s'",
                there))
        .isEqualTo(1);
  }

  @Tag("endurance")
  @Test
  void whatSheSaysInTheRecordThatGoesOnReachesWhatRunsForTheClosedOne() {
    Journey journey = onTheWay();
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    journey.sent().seenBy(MIRA);
    journey
        .sent()
        .step(MIRA, "T042", Map.of("monitoring-date", "2026-11-20", "monitoring-result", "SAFE"));
    until(journey.received(), KALTRINA, "XB-MON");
    MainJob goesOn = registered().takenOver(MIRA);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", journey.here())))
        .body(Map.of())
        .put("/v1/cases/{id}/team", journey.here())
        .then()
        .statusCode(200);
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", journey.here());
    String run = "tracks.find { it.track == 'overall' }.";
    new Walk(
            "/v1/cases/" + journey.here() + "/tracks/" + steps.path(run + "id"),
            "\"" + steps.path(run + "revision") + "\"")
        .step(MIRA, "A045", Map.of("other-case", goesOn.caseId.toString(), "merge-agreed", "true"));
    says(goesOn, "CS-POST", "CR-REFUSED", Instant.now());
    Awaiting.until(() -> statuses(GENT, journey.there(), "CS-POST").contains("CR-WITHDRAWN"));
  }

  private static void says(MainJob job, String scope, String status, Instant at) {
    Map<String, Object> word = new HashMap<>(job.said(scope, status, null));
    word.put("deviceTime", at.toString());
    as(MIRA).body(word).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  private static void withdraws(Object caseId) {
    MainJob.withdraws(MIRA, "CS-XBR", caseId).then().statusCode(201).body("stopped", hasSize(0));
  }

  private static ValidatableResponse recalls(Object caseId) {
    return as(MIRA).get("/v1/cases/{id}/recalls", caseId).then().statusCode(200);
  }

  private static String caseThere(Walk sent) {
    return received(sent.seenBy(NIKOLA).path("pseudonym")).seenBy(KALTRINA).path("caseId");
  }

  private static List<String> toAnswer(String caseId) {
    return as(KALTRINA)
        .get("/v1/recalls")
        .path("recalls.findAll { it.caseId == '%s' }.id".formatted(caseId));
  }

  private static void answers(String caseId, Map<String, String> answer) {
    answers(caseId, answer, "CS-XBR");
  }

  private static void answers(String caseId, Map<String, String> answer, String scope) {
    String id =
        as(KALTRINA)
            .get("/v1/recalls")
            .path(
                "recalls.find { it.caseId == '%s' && it.scope == '%s' }.id"
                    .formatted(caseId, scope));
    as(KALTRINA)
        .header("If-Match", "\"0\"")
        .body(answer)
        .post("/v1/recalls/{id}/answer", id)
        .then()
        .statusCode(200);
  }

  private static List<String> statuses(String caseId, String scope) {
    return statuses(KALTRINA, caseId, scope);
  }

  private static List<String> statuses(Person who, String caseId, String scope) {
    return as(who)
        .get("/v1/cases/{id}/consents", caseId)
        .path("statements.findAll { it.scope == '%s' }.status".formatted(scope));
  }

  /** The messages that wait and ask something back, in their order. */
  private List<Message> asking(Walk sent) {
    List<Message> found = new ArrayList<>();
    try (Connection above = Database.connect();
        ResultSet row =
            above
                .createStatement()
                .executeQuery(
                    "select token from platform.outbox where token is not null and country = 'ME' and conversation = '"
                        + conversation(sent)
                        + "' order by sequence")) {
      while (row.next()) {
        found.add(seal.open(row.getString(1), new CountryCode("ME"), new CountryCode("AL")));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found.stream().filter(it -> Letters.ASKED_BACK.equals(it.step())).toList();
  }

  private static String conversation(Walk request) {
    return text(
        "select conversation::text from process.crossborder_request where id = '%s'", request.id());
  }

  private static long number(String from, Object id) {
    return Long.parseLong(text("select count(*)::text from " + from, id));
  }

  private static String text(String query, Object id) {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(query.formatted(id))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
