package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;
import org.uputnica.testing.WorkList;

/** What somebody was shown is asked back when the yes ends; who does not answer is remembered. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RecallsTest {
  private EndedConsent woman;

  @BeforeEach
  void sheWasMet() {
    woman = new EndedConsent();
  }

  @Test
  void whoWasShownSomethingSaysWhatBecameOfItAndTheCaseShowsIt() throws SQLException {
    woman.houseReads().statusCode(200);
    woman.houseReads().statusCode(200);
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201).body("stopped", hasSize(1));
    woman.houseReads().statusCode(404);
    woman
        .recalls(MIRA)
        .statusCode(200)
        .body("recalls", hasSize(1))
        .body("recalls[0].recipient", equalTo(JELENA.organization().toString()))
        .body("recalls[0].scope", equalTo("CS-REF-SVC"))
        .body("recalls[0].items", equalTo(List.of("NAME")))
        .body("recalls[0].answer", nullValue());
    String recall = woman.toAnswer(JELENA).getFirst();
    assertThat(woman.toAnswer(PETAR)).isEmpty();

    Map<String, String> erased = Map.of("answer", "ERASED");
    EndedConsent.answers(PETAR, recall, erased).statusCode(404);
    EndedConsent.answers(ARTA, recall, erased).statusCode(404);
    EndedConsent.answers(JELENA, Ids.random(), erased).statusCode(404);
    EndedConsent.answers(JELENA, recall, Map.of("answer", "KEPT"))
        .statusCode(422)
        .body("errors[0].field", equalTo("because"));
    EndedConsent.answers(JELENA, recall, Map.of("answer", "KEPT", "because", "NO_TIME"))
        .statusCode(400);
    EndedConsent.answers(JELENA, recall, Map.of("answer", "KEPT", "because", "MEDICAL_RECORD"))
        .statusCode(200)
        .body("answer", equalTo("KEPT"))
        .body("because", equalTo("MEDICAL_RECORD"));
    EndedConsent.answers(JELENA, recall, erased).statusCode(412);
    EndedConsent.answers(JELENA, recall, erased, "\"1\"")
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    as(JELENA).body(erased).post("/v1/recalls/{id}/answer", recall).then().statusCode(428);
    assertThat(woman.toAnswer(JELENA)).isEmpty();
    woman.recalls(VERA).body("recalls.answer", contains("KEPT"));
    woman.recalls(PETAR).statusCode(404);
    assertThat(woman.journal())
        .containsSubsequence("consent-withdrawn", "recall-asked", "recall-answered");
  }

  @Test
  void whoWasShownNothingIsAskedNothing() {
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    woman.recalls(MIRA).body("recalls", hasSize(0));
    assertThat(woman.toAnswer(JELENA)).isEmpty();
  }

  @Test
  void theHouseThatKeepsHerRecordIsAskedToo() {
    as(MIRA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    woman.withdraws("CS-STO", MIRA).statusCode(201);
    assertThat(woman.toAnswer(MIRA)).hasSize(1);
    woman.recalls(VERA).body("recalls", hasSize(1));
    woman.recalls(JELENA).statusCode(200).body("recalls", hasSize(0));
    EndedConsent.answers(MIRA, woman.toAnswer(MIRA).getFirst(), Map.of("answer", "STOPPED"))
        .statusCode(200);
    assertThat(woman.toAnswer(JELENA)).isEmpty();
  }

  @Test
  void aYesToLessAsksBackWhatItLeavesOut() {
    as(MIRA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    Map<String, Object> less =
        new HashMap<>(woman.job.said("CS-STO", "CR-LIMITED", MIRA, "CONTACT"));
    less.put("deviceTime", Instant.now().toString());
    as(VERA).body(less).post("/v1/cases/{id}/consents", woman.job.caseId).then().statusCode(201);
    woman
        .recalls(MIRA)
        .body("recalls", hasSize(1))
        .body("recalls[0].recipient", equalTo(MIRA.organization().toString()))
        .body("recalls[0].items", equalTo(List.of("NAME")));
  }

  @Test
  void whoDoesNotAnswerIsRemindedAndTheCoordinatorKnows() throws SQLException {
    woman.houseReads().statusCode(200);
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    Object asked = noticeOf(JELENA, woman.referral.id(), "recall-asked").get("id");
    overdue(woman);
    Awaiting.until(
        "FollowUpJob", () -> woman.recalls(MIRA).extract().path("recalls[0].escalatedAt") != null);
    woman.recalls(MIRA).body("recalls[0].remindedAt", not(nullValue()));
    assertThat(noticeOf(JELENA, woman.referral.id(), "recall-asked").get("id"))
        .as("it comes anew")
        .isNotEqualTo(asked);
    assertThat(woman.journal()).containsSubsequence("recall-reminded", "recall-escalated");
    answer(SANJA, noticeOf(SANJA, woman.overall(), "recall-unanswered"), "ACTED")
        .then()
        .statusCode(200);
    assertThat(woman.toAnswer(JELENA)).hasSize(1);
  }

  @Test
  void itStandsOnTheWorkListOfWhoIsAskedUntilItIsAnswered() {
    woman.houseReads().statusCode(200);
    as(MIRA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    woman.withdraws("CS-STO", MIRA).statusCode(201);
    noticeOf(MIRA, woman.overall(), "recall-asked");
    Map<String, Object> asked = noticeOf(JELENA, woman.referral.id(), "recall-asked");
    answer(JELENA, asked, "SEEN").then().statusCode(400);
    assertThat(about(PETAR, woman.referral.id())).isEmpty();
    EndedConsent.answers(JELENA, woman.toAnswer(JELENA).getFirst(), Map.of("answer", "ERASED"))
        .statusCode(200);
    assertThat(about(JELENA, woman.referral.id())).isEmpty();
    noticeOf(MIRA, woman.overall(), "recall-asked");
  }

  @Test
  void whoMayNotSeeTheCaseAnyMoreIsAskedAboutAtTheCoordinators() throws SQLException {
    woman.houseReads().statusCode(200);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", woman.job.caseId)))
        .body(
            Map.of(
                "id", Ids.random(),
                "organization", JELENA.organization(),
                "reason", "KNOWN_PRIVATELY"))
        .post("/v1/cases/{id}/conflicts", woman.job.caseId)
        .then()
        .statusCode(201);
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    assertThat(woman.toAnswer(JELENA)).isEmpty();
    noticeOf(SANJA, woman.overall(), "recall-barred");
    overdue(woman);
    Awaiting.until(
        "FollowUpJob", () -> woman.recalls(MIRA).extract().path("recalls[0].escalatedAt") != null);
    answer(SANJA, noticeOf(SANJA, woman.overall(), "recall-barred"), "ACTED")
        .then()
        .statusCode(200);
    assertThat(about(SANJA, woman.overall())).doesNotContain("recall-unanswered");
  }

  @Tag("endurance")
  @Test
  void oneThatCannotBeFollowedUpKeepsNoOtherWaiting() throws SQLException {
    woman.houseReads().statusCode(200);
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    EndedConsent later = new EndedConsent();
    later.houseReads().statusCode(200);
    later.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    run(
        "create function public.stuck() returns trigger language plpgsql as"
            + " $$ begin raise exception 'stuck'; end $$");
    try {
      run(
          "create trigger stuck before insert on process.notice for each row when (new.case_id = '"
              + woman.job.caseId
              + "') execute function public.stuck()");
      overdue(woman);
      overdue(later);
      Awaiting.until(
          "FollowUpJob",
          () -> later.recalls(MIRA).extract().path("recalls[0].escalatedAt") != null);
      woman.recalls(MIRA).body("recalls[0].remindedAt", nullValue());
    } finally {
      run("drop function public.stuck cascade");
    }
    Awaiting.until(
        "FollowUpJob", () -> woman.recalls(MIRA).extract().path("recalls[0].escalatedAt") != null);
  }

  /** As time would. */
  private static void overdue(EndedConsent one) throws SQLException {
    one.change(
        "update process.recall set asked_at = now() - interval '8 days', remind_at = now() - interval '5 days',"
            + " due_at = now() - interval '1 day' where case_id = ?");
  }

  private static void run(String sql) throws SQLException {
    try (Connection above = Database.connect()) {
      above.createStatement().execute(sql);
    }
  }

  /** What the notices on her list about this run are about, but those of a referral taken back. */
  private static List<String> about(Person who, UUID run) {
    return WorkList.lines(who, run).stream()
        .flatMap(line -> Stream.ofNullable((Map<?, ?>) line.get("notice")))
        .map(notice -> String.valueOf(notice.get("about")))
        .filter(about -> !about.equals("taken-back"))
        .toList();
  }

  @Test
  void aYesUnderDuressEndsWhatRestedOnItAndIsNoNo() throws SQLException {
    woman.houseReads().statusCode(200);
    Map<String, Object> found =
        new HashMap<>(woman.job.said("CS-REF-SVC", "CR-INVALID", JELENA, "NAME"));
    found.put("deviceTime", Instant.now().toString());
    as(MIRA)
        .body(found)
        .post("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("reason"))
        .body("errors[0].allowed", hasItem("DURESS"));
    found.put("reason", "DURESS");
    as(MIRA)
        .body(found)
        .post("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .statusCode(201)
        .body("status", equalTo("CR-INVALID"))
        .body("reason", equalTo("DURESS"));
    woman.houseReads().statusCode(404);
    woman.referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    assertThat(woman.toAnswer(JELENA)).hasSize(1);
    assertThat(woman.journal()).containsSubsequence("consent-invalidated", "recall-asked");

    Map<String, Object> yes =
        new HashMap<>(woman.job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME"));
    yes.put("deviceTime", Instant.now().toString());
    as(VERA).body(yes).post("/v1/cases/{id}/consents", woman.job.caseId).then().statusCode(201);
  }
}
