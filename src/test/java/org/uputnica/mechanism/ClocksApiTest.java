package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The deadline of the plan, through the real stack: changed with a reason, told once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClocksApiTest {
  private static final String PLAN = "clocks.find { it.clock == 'DL-PLAN' }.";
  private static final Map<String, Object> PAUSE =
      Map.of("change", "PAUSE", "reason", "PERSON_ASKED");
  private static final Map<String, Object> RESUME =
      Map.of("change", "RESUME", "reason", "REASON_ENDED");
  private static final Map<String, Object> MORE =
      Map.of("change", "EXTEND", "reason", "DOCUMENT_AWAITED", "length", "P7D");

  @Inject AlarmService alarms;

  private MainJob job;
  private UUID track;
  private String revision;

  @BeforeEach
  void registered() {
    job = MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
    Response clocks = clocks(MIRA);
    clocks.then().statusCode(200).body(PLAN + "track", equalTo("assistance"));
    track = UUID.fromString(clocks.path(PLAN + "trackId"));
    revision = "\"" + clocks.path(PLAN + "revision") + "\"";
  }

  private Response clocks(Person who) {
    return as(who).get("/v1/cases/{id}/clocks", job.caseId);
  }

  private Response change(Person who, String clock, Map<String, Object> wish) {
    return as(who)
        .header("If-Match", revision)
        .body(wish)
        .post("/v1/cases/{id}/tracks/{track}/clocks/{clock}/changes", job.caseId, track, clock);
  }

  private Response changed(Person who, Map<String, Object> wish) {
    Response answer = change(who, "DL-PLAN", wish);
    answer.then().statusCode(200);
    revision = revision(answer);
    return answer;
  }

  private Response decide(Person who, String asked, String decision) {
    return as(who)
        .header("If-Match", revision)
        .body(Map.of("decision", decision))
        .post(
            "/v1/cases/{id}/tracks/{track}/clocks/DL-PLAN/extensions/{event}/decision",
            job.caseId,
            track,
            asked);
  }

  private static Map<String, Object> with(Map<String, Object> wish, String name, Object value) {
    Map<String, Object> more = new HashMap<>(wish);
    more.put(name, value);
    return more;
  }

  @Test
  void itStopsAndRunsOnWithAReasonAndADocument() {
    UUID other = Runs.document(job);
    registered();
    UUID note = UUID.fromString(Runs.note(job));
    UUID document = Runs.document(job);
    Response clocks = clocks(MIRA);
    Instant due = Instant.parse(clocks.path(PLAN + "dueAt"));
    revision = "\"" + clocks.path(PLAN + "revision") + "\"";
    String before = revision;
    for (String reference : List.of("note", "document")) {
      change(MIRA, "DL-PLAN", with(PAUSE, reference, other))
          .then()
          .statusCode(400)
          .body("errors.field", contains(reference));
    }
    Response paused = changed(MIRA, with(with(PAUSE, "note", note), "document", document));
    paused
        .then()
        .body("paused", equalTo(true))
        .body("overdue", equalTo(false))
        .body("dueAt", nullValue())
        .body("remainingSeconds", notNullValue())
        .body("history.kind", contains("STARTED", "PAUSED"))
        .body("history[1].label", equalTo("paused"))
        .body("history[1].reason", equalTo("PERSON_ASKED"))
        .body("history[1].reasonLabel", equalTo("the person asked for time"))
        .body("history[1].note", equalTo(note.toString()))
        .body("history[1].document", equalTo(document.toString()));
    change(MIRA, "DL-PLAN", PAUSE).then().statusCode(409).body("type", endsWith("/step-not-open"));
    String now = revision;
    revision = before;
    change(MIRA, "DL-PLAN", RESUME)
        .then()
        .statusCode(412)
        .body("type", endsWith("/stale-revision"));
    revision = now;
    Response resumed = changed(MIRA, RESUME);
    resumed
        .then()
        .body("paused", equalTo(false))
        .body("history.kind", contains("STARTED", "PAUSED", "RESUMED"));
    assertThat(Instant.parse(resumed.path("dueAt"))).isAfterOrEqualTo(due.minusSeconds(1));
  }

  @Test
  void everyPauseIsToldAndEndsByItself() throws Exception {
    changed(MIRA, PAUSE);
    assertThat(lines(SANJA, track))
        .singleElement()
        .satisfies(it -> assertThat(it).containsEntry("clock", "DL-PLAN"));
    assertThat(closing()).as("a paused clock is not answered").contains("deadlines-answered");
    answer(SANJA, noticeOf(SANJA, track, "clock-paused"), "SEEN").then().statusCode(200);
    sql(
        "update process.clock set tell_at = now() - interval '1 hour' where stopped_at is null"
            + " and code = 'DL-PLAN' and track_id = ?");
    Callers.as(Caller.NODE, this::tellAll);
    Awaiting.until(() -> !clocks(MIRA).<Boolean>path(PLAN + "paused"));
    clocks(MIRA)
        .then()
        .body(PLAN + "dueAt", notNullValue())
        .body(PLAN + "history.kind", contains("STARTED", "PAUSED", "RESUMED"));
    assertThat(closing()).doesNotContain("deadlines-answered");
  }

  @Test
  void whatHasRunOutIsNotPaused() throws Exception {
    sql(
        "update process.clock set due_at = now() - interval '1 minute' where stopped_at is null"
            + " and code = 'DL-PLAN' and track_id = ?");
    change(MIRA, "DL-PLAN", PAUSE)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"))
        .body("errors[0].detail", startsWith("has run out"));
    clocks(SANJA).then().body(PLAN + "overdue", equalTo(true));
  }

  private String closing() {
    return as(MIRA).get("/v1/cases/{id}/steps", job.caseId).asString();
  }

  @Test
  void moreTimeIsAskedByOneAndGivenByAnother() {
    Instant due = Instant.parse(clocks(MIRA).path(PLAN + "dueAt"));
    change(MIRA, "DL-PLAN", Map.of("change", "EXTEND", "reason", "HEALTH"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("length"));
    change(MIRA, "DL-PLAN", with(MORE, "length", "P0D"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("length"));
    change(MIRA, "DL-PLAN", with(PAUSE, "length", "P1D"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("length"));
    String asked = changed(MIRA, MORE).path("askedExtension");
    assertThat(noticeOf(NADA, track, "extension-asked").get("step")).isNull();
    Map<String, Object> before = noticeOf(SANJA, track, "extension-asked");
    answer(SANJA, before, "SEEN").then().statusCode(400);
    change(MIRA, "DL-PLAN", MORE).then().statusCode(409).body("type", endsWith("/step-not-open"));
    decide(MIRA, asked, "APPROVED")
        .then()
        .statusCode(409)
        .body("type", endsWith("/approver-is-asker"));
    decide(VERA, asked, "APPROVED").then().statusCode(409).body("type", endsWith("/not-your-turn"));
    decide(NADA, Ids.random().toString(), "APPROVED").then().statusCode(404);
    Response refused = decide(NADA, asked, "REFUSED");
    refused
        .then()
        .statusCode(200)
        .body("askedExtension", nullValue())
        .body("extendedSeconds", nullValue())
        .body("history.kind", contains("STARTED", "EXTENSION_ASKED", "EXTENSION_REFUSED"));
    assertThat(Instant.parse(refused.path("dueAt"))).isEqualTo(due);
    revision = revision(refused);
    assertThat(lines(SANJA, track)).as("answered by the decision").isEmpty();

    String again = changed(MIRA, MORE).path("askedExtension");
    Response given = decide(SANJA, again, "APPROVED");
    given
        .then()
        .statusCode(200)
        .body("extendedSeconds", equalTo(7 * 24 * 3600))
        .body("history.kind.last()", equalTo("EXTENDED"));
    assertThat(Instant.parse(given.path("dueAt"))).isEqualTo(due.plus(Duration.ofDays(7)));
    revision = revision(given);
    decide(SANJA, again, "APPROVED").then().statusCode(404);
  }

  @Test
  void othersSeeItAndMayNot() {
    clocks(JELENA).then().statusCode(404);
    change(JELENA, "DL-PLAN", PAUSE).then().statusCode(403);
    change(VERA, "DL-PLAN", PAUSE)
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"))
        .body("errors[0].allowed", contains("R-CASE@owner"));
    change(MIRA, "DL-HAND", PAUSE).then().statusCode(409).body("type", endsWith("/step-not-open"));
    change(MIRA, "dl", PAUSE).then().statusCode(400);
    track = Ids.random();
    change(MIRA, "DL-PLAN", PAUSE).then().statusCode(404);
  }

  /** Three copies of the job look at once: the two here, and the one that always runs. */
  @Test
  void aWarningAnAlarmAndAnEscalationAreToldOnceEach() throws Exception {
    sql(
        "update process.clock set started_at = now() - interval '22 days', due_at = now() - interval '8 days', next_level = 0,"
            + " tell_at = now() - interval '11 days' where stopped_at is null and code = 'DL-PLAN'"
            + " and track_id = ?");
    try (ExecutorService copies = Executors.newFixedThreadPool(2)) {
      Callable<Boolean> copy = () -> Callers.as(Caller.NODE, this::tellAll);
      List<Future<Boolean>> rounds = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        rounds.add(copies.submit(copy));
      }
      for (Future<Boolean> round : rounds) {
        round.get();
      }
    }
    Awaiting.until(() -> tellings().size() >= 3);
    Callers.as(Caller.NODE, this::tellAll);
    assertThat(tellings()).containsExactly("WARNED", "PASSED", "ESCALATED");
    clocks(SANJA)
        .then()
        .body(PLAN + "overdue", equalTo(true))
        .body(PLAN + "warned", equalTo(true))
        .body(PLAN + "escalated", equalTo(1));
    assertThat(lines(SANJA, track)).as("the coordinator is told further").hasSize(1);
    assertThat(lines(MIRA, track)).isNotEmpty();
  }

  @Test
  void oneCaseThatCannotBeReadStopsNoOther() throws Exception {
    UUID unreadable = track;
    sql(
        "update process.clock set tell_at = now() - interval '9 years' where stopped_at is null"
            + " and code = 'DL-PLAN' and track_id = ?");
    sql(
        "insert into process.mechanism_version (country, version, files, kept_at)"
            + " select country, 'ffffffffffffffff', '{}', now() from process.track where id = ?");
    sql(
        "update process.case_record set mechanism_version = 'ffffffffffffffff' where id ="
            + " (select case_id from process.track where id = ?)");
    registered();
    sql(
        "update process.clock set started_at = now() - interval '13 days', due_at = now() + interval '1 day', next_level = 0,"
            + " tell_at = now() - interval '1 hour' where stopped_at is null and code = 'DL-PLAN'"
            + " and track_id = ?");
    Callers.as(Caller.NODE, this::tellAll);
    Awaiting.until(() -> !tellings().isEmpty());
    assertThat(tellings()).containsExactly("WARNED");
    track = unreadable;
    assertThat(tellings()).isEmpty();
    sql(
        "update process.clock set tell_at = null where stopped_at is null and code = 'DL-PLAN'"
            + " and tell_at > now() + interval '10 minutes' and track_id = ?");
    sql(
        "update process.case_record c set mechanism_version = t.mechanism_version"
            + " from process.track t where t.case_id = c.id and t.id = ?");
    sql(
        "delete from process.mechanism_version where version = 'ffffffffffffffff'"
            + " and country = (select country from process.track where id = ?)");
  }

  /** What a killed copy had begun is rolled back, and the next one tells it. */
  @Test
  void nothingIsLostWhenACopyIsKilledInTheMiddle() throws Exception {
    sql(
        "update process.clock set started_at = now() - interval '13 days', due_at = now() + interval '1 day', next_level = 0,"
            + " tell_at = now() - interval '1 hour' where stopped_at is null and code = 'DL-PLAN'"
            + " and track_id = ?");
    try (Connection killed = Database.connect()) {
      killed.setAutoCommit(false);
      try (PreparedStatement claim =
          killed.prepareStatement(
              "update process.clock set next_level = 1, tell_at = due_at where track_id = ? and code = 'DL-PLAN'")) {
        claim.setObject(1, track);
        claim.executeUpdate();
      }
      Callers.as(Caller.NODE, this::tellAll);
      killed.rollback();
    }
    Awaiting.until(() -> !tellings().isEmpty());
    assertThat(tellings()).containsExactly("WARNED");
  }

  /** A step holds its case: what is told comes before it or after it, and stays. */
  @Test
  void nothingIsToldBesideAStep() throws Exception {
    try (Connection step = Database.connect()) {
      step.setAutoCommit(false);
      String held = "select from process.case_record where id = ? for no key update";
      try (PreparedStatement hold = step.prepareStatement(held)) {
        hold.setObject(1, job.caseId);
        hold.executeQuery();
      }
      sql(
          "update process.clock set due_at = now() - interval '1 minute', next_level = 1,"
              + " tell_at = now() - interval '1 minute' where stopped_at is null"
              + " and code = 'DL-PLAN' and track_id = ?");
      Callers.as(Caller.NODE, this::tellAll);
      assertThat(tellings()).isEmpty();
      step.rollback();
    }
    Awaiting.until(() -> !tellings().isEmpty());
    assertThat(tellings()).containsExactly("PASSED");
  }

  private Boolean tellAll() {
    return alarms.tellAll(500) > 0;
  }

  private List<String> tellings() {
    try (Connection connection = Database.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select kind from process.clock_event where track_id = ? and code = 'DL-PLAN'"
                    + " and kind in ('WARNED', 'PASSED', 'ESCALATED') order by position")) {
      select.setObject(1, track);
      List<String> kinds = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          kinds.add(rows.getString(1));
        }
      }
      return kinds;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String update) throws SQLException {
    try (Connection connection = Database.connect();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setObject(1, track);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
