package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.registration.MainJob.Walk.SEND;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Tracks.Silent;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Stack;

/** Nobody answers, nobody arrives: what the service does by itself, and whom it asks. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SilenceApiTest {
  private static final String TOLD = "told_at is not null";

  @Inject Silence silence;

  @BeforeEach
  void freeBeds() {
    Response service = as(JELENA).get("/v1/services/{id}", MainJob.BREZA);
    Map<String, Object> capacity = service.path("capacities[0]");
    as(JELENA)
        .header("If-Match", "\"" + capacity.get("revision") + "\"")
        .body(Map.of("available", 3, "maximum", 5_000))
        .put("/v1/services/{id}/capacities/{capacity}", MainJob.BREZA, capacity.get("id"))
        .then()
        .statusCode(200);
  }

  @Test
  void silenceIsToldAndThenEndsTheRequestOnce() throws Exception {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = sent(job);
    UUID id = referral.id();
    assertThat(lines(SANJA, id)).isEmpty();
    runOut(id);
    Awaiting.until("AlarmJob", () -> clock(id, TOLD));
    assertThat(clock(id, "expires_at - told_at = interval '24 hours'")).isTrue();
    assertThat(lines(SANJA, id))
        .singleElement()
        .satisfies(it -> {
          assertThat(it).containsEntry("state", "RF-SENT").containsEntry("clock", "DL-URG");
          assertThat(it.get("notice")).isNull();
        });
    referral.tries(VERA, "T055", Map.of()).then().body("type", endsWith("/not-your-turn"));

    referral.seenBy(JELENA);
    referral.step(JELENA, "T022", Map.of());
    assertThat(lines(SANJA, id)).as("told until it is answered").hasSize(1);

    change(id, "expires_at = now() - interval '1 second'");
    assertThat(twoAtOnce(id)).isLessThanOrEqualTo(1);
    Awaiting.until("Silence", () -> "RF-EXP".equals(referral.seenBy(VERA).path("state")));
    assertThat(stepsTaken(id, "T055")).isEqualTo(1);
    assertThat(lines(JELENA, id)).isEmpty();
    referral.tries(JELENA, "T024", ACCEPT).then().body("type", endsWith("/step-not-open"));

    assertThat(noticeOf(SANJA, id, "alarm")).containsEntry("step", "T055");
    assertThat(noticeOf(VERA, id, "outcome")).containsEntry("step", "T055");
    assertThat(noticeOf(MIRA, id, "outcome")).containsEntry("because", "mark as unanswered");
  }

  @Test
  void afterSilenceTheNextServiceIsAskedWithAYesOfItsOwn() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = expired(job);
    Map<String, Object> next = Map.of("receiving-organization", PETAR.organization().toString());
    referral
        .tries(
            VERA, "T056", Map.of("receiving-organization", "a1000000-0000-4000-8000-000000000004"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.receiving-organization"));
    referral.step(VERA, "T056", next).step(VERA, "T019", Map.of());
    referral
        .tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-given CS-REF-SVC"));
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", PETAR).then().statusCode(201);
    referral.step(VERA, "T020", SEND);
    referral.seenBy(PETAR).then().statusCode(200).body("state", equalTo("RF-SENT"));
    referral.seenBy(JELENA).then().statusCode(404);
    assertThat(lines(PETAR, referral.id())).hasSize(1);
  }

  @Test
  void aQuestionDoesNotBreakTheSilence() {
    Walk referral = sent(MainJob.aWomanAtTheCrossing().registered());
    UUID id = referral.id();
    runOut(id);
    Awaiting.until("AlarmJob", () -> clock(id, TOLD));
    referral.seenBy(JELENA);
    referral
        .step(JELENA, "T022", Map.of())
        .step(JELENA, "T023", Map.of("question", referral.writes(JELENA, "Can she climb stairs?")));
    String answer = "code = 'DL-URG' and ";
    assertThat(clock(id, answer + TOLD + " and expires_at > now()")).isTrue();
    assertThat(Overdue.runs(id, "DL-ASK")).isTrue();
    assertThat(lines(SANJA, id)).as("told until it is answered").hasSize(1);

    Overdue.since(id, "DL-ASK", "1 minute");
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-ASK", "PASSED") > 0);
    referral.seenBy(VERA);
    referral.step(VERA, "T057", Map.of("answer", referral.writes(VERA, "She can.")));
    assertThat(Overdue.runs(id, "DL-ASK")).isFalse();
    assertThat(clock(id, answer + TOLD + " and expires_at > now()")).isTrue();

    referral.seenBy(JELENA);
    referral.step(
        JELENA, "T023", Map.of("question", referral.writes(JELENA, "Can she climb stairs?")));
    change(id, "expires_at = now() - interval '1 second'");
    Awaiting.until("Silence", () -> "RF-EXP".equals(referral.seenBy(VERA).path("state")));
    assertThat(noticeOf(VERA, id, "outcome")).containsEntry("step", "T055");
    assertThat(Overdue.runs(id, "DL-ASK")).isFalse();
  }

  @Test
  void whoReferredIsToldHowItEndedAndSaysSo() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = sent(job);
    referral.step(JELENA, "T022", Map.of());
    referral.step(
        JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    UUID id = referral.id();
    Map<String, Object> told = noticeOf(VERA, id, "outcome");
    Map<String, Object> also = noticeOf(MIRA, id, "outcome");
    assertThat(told.get("id")).as("each house for itself").isNotEqualTo(also.get("id"));
    answer(LUKA, told, "SEEN").then().statusCode(404);
    answer(MIRA, told, "SEEN").then().statusCode(404);
    answer(JELENA, told, "SEEN").then().statusCode(404);
    answer(VERA, told, "ACTED")
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"))
        .body("errors[0].allowed", contains("SEEN"));
    answer(VERA, told, "SEEN")
        .then()
        .statusCode(200)
        .body("answer", equalTo("SEEN"))
        .body("answeredAt", notNullValue());
    answer(VERA, told, "SEEN").then().statusCode(409).body("type", endsWith("/step-not-open"));
    assertThat(lines(VERA, id)).isEmpty();
    assertThat(lines(MIRA, id)).hasSize(1);
  }

  @Test
  void whoDoesNotArriveIsAskedAboutUntilSomebodyDecides() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    UUID referral = lostOnTheWay(job);
    UUID overall = overall(job);
    assertThat(noticeOf(SANJA, referral, "alarm")).containsEntry("step", "T029");
    Map<String, Object> question = noticeOf(MIRA, overall, "consider-missing");
    assertThat(lines(MIRA, overall))
        .filteredOn(it -> it.get("notice") != null)
        .singleElement()
        .satisfies(it -> {
          assertThat(it).containsEntry("clock", "DL-MISS").containsEntry("urgent", true);
          assertThat(it.get("dueAt")).isNotNull();
        });
    answer(MIRA, question, "IN_CONTACT").then().statusCode(200);
    assertThat(clock(overall, "code = 'DL-MISS'")).isFalse();
    answer(SANJA, noticeOf(SANJA, referral, "alarm"), "NOTHING_NEEDED").then().statusCode(200);
    assertThat(lines(SANJA, referral)).isEmpty();
  }

  /**
   * A step holds the case and then closes the notice: the other way round they would wait for one
   * another.
   */
  @Test
  void anAnswerWaitsForTheCaseBeforeItTakesTheNotice() throws Exception {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    lostOnTheWay(job);
    Map<String, Object> question = noticeOf(MIRA, overall(job), "consider-missing");
    try (Connection step = Database.connect();
        Statement sql = step.createStatement();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      step.setAutoCommit(false);
      sql.execute(
          "select from process.case_record where id = '%s' for no key update"
              .formatted(job.caseId));
      Future<Response> answer = other.submit(() -> answer(MIRA, question, "IN_CONTACT"));
      Awaiting.until(() -> isThere("pg_stat_activity where wait_event = 'transactionid'"));
      assertThat(
              isThere(
                  "process.notice where id = '%s' for update skip locked"
                      .formatted(question.get("id"))))
          .isTrue();
      step.rollback();
      answer.get().then().statusCode(200);
    }
  }

  private static boolean isThere(String what) {
    try (Connection other = Database.connect();
        Statement sql = other.createStatement();
        ResultSet row = sql.executeQuery("select from " + what)) {
      return row.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theDecisionAnswersTheQuestionAndAMissingPersonIsLookedFor() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    lostOnTheWay(job);
    UUID overall = overall(job);
    assertThat(clock(overall, "code = 'DL-MISS'")).isTrue();
    onTheCase(job, "T076", Map.of("missing-since", MainJob.now(), "last-contact", MainJob.now()))
        .then()
        .statusCode(200)
        .body("state", equalTo("ST-MISS"));
    assertThat(clock(overall, "code = 'DL-MISS'")).isFalse();
    assertThat(lines(MIRA, overall)).allSatisfy(it -> assertThat(it.get("notice")).isNull());
    assertThat(noticeOf(SANJA, overall, "alarm")).containsEntry("step", "T076");
    onTheCase(job, "T078", Map.of("how-found", "CAME_BACK")).then().statusCode(200);
    Map<String, Object> offer = noticeOf(MIRA, overall, "offer-screening");
    answer(MIRA, offer, "DECLINED").then().statusCode(200);
  }

  @Test
  void aDeathEndsTheAccessOfTheHouseAndGivesItsPlaceBack() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Rosa Izmisljena").registered();
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.accepted();
    as(JELENA).get(referral.path + "/identity").then().statusCode(200);
    assertThat(beds()).isEqualTo(2);
    dies(job);
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
    assertThat(beds()).isEqualTo(3);
  }

  static void dies(MainJob job) {
    onTheCase(job, "T048", Map.of("date-of-death", "2026-03-02", "death-source", "DOCTOR"))
        .then()
        .statusCode(200);
  }

  private static int beds() {
    return as(JELENA).get("/v1/services/{id}", MainJob.BREZA).path("capacities[0].available");
  }

  static UUID lostOnTheWay(MainJob job) {
    Walk referral = sent(job);
    referral
        .step(JELENA, "T022", Map.of())
        .step(JELENA, "T024", ACCEPT)
        .step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"))
        .step(JELENA, "T029", Map.of("last-contact", MainJob.now()));
    return referral.id();
  }

  static UUID overall(MainJob job) {
    return UUID.fromString(
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'overall' }.id"));
  }

  static Response onTheCase(MainJob job, String step, Map<String, Object> inputs) {
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId);
    int revision = steps.path("tracks.find { it.track == 'overall' }.revision");
    return as(MIRA)
        .header("If-Match", "\"" + revision + "\"")
        .body(Map.of("step", step, "inputs", inputs))
        .post("/v1/cases/{id}/tracks/{track}/steps", job.caseId, overall(job));
  }

  static Walk sent(MainJob job) {
    Walk referral = job.referTo(MainJob.BREZA);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    return referral.step(VERA, "T020", SEND);
  }

  private static Walk expired(MainJob job) {
    Walk referral = sent(job);
    UUID id = referral.id();
    runOut(id);
    Awaiting.until("AlarmJob", () -> clock(id, TOLD));
    change(id, "expires_at = now() - interval '1 second'");
    Awaiting.until("Silence", () -> "RF-EXP".equals(referral.seenBy(VERA).path("state")));
    return referral;
  }

  /** Two copies of the service listen at the same moment, beside the one that runs. */
  private long twoAtOnce(UUID id) throws Exception {
    Silent silent =
        new Silent(
            new TrackId(id),
            new OrganizationId(MIRA.organization()),
            new CountryCode(MIRA.country()));
    Callable<Boolean> copy = () -> silence.end(silent);
    long ended = 0;
    try (ExecutorService copies = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> one : copies.invokeAll(List.of(copy, copy))) {
        ended += one.get() ? 1 : 0;
      }
    }
    return ended;
  }

  private static void runOut(UUID track) {
    change(
        track,
        "due_at = now() - interval '1 minute', tell_at = now() - interval '1 minute', next_level = 1");
  }

  private static void change(UUID track, String what) {
    sql("update process.clock set " + what + " where stopped_at is null and track_id = ?", track);
  }

  static boolean clock(UUID track, String condition) {
    return number(
            "select count(*) from process.clock where stopped_at is null and track_id = ? and "
                + condition,
            track)
        > 0;
  }

  private static long stepsTaken(UUID track, String step) {
    return number(
        "select count(*) from process.step_taken where track_id = ? and step = '" + step + "'",
        track);
  }

  private static long number(String query, UUID track) {
    try (Connection connection = Database.connect();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setObject(1, track);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void sql(String statement, UUID track) {
    try (Connection connection = Database.connect();
        PreparedStatement update = connection.prepareStatement(statement)) {
      update.setObject(1, track);
      assertThat(update.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
