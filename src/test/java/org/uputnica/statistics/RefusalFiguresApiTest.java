package org.uputnica.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Who says no is counted, without identity and never in small numbers (domain 3.7). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RefusalFiguresApiTest {
  /** A month in which nothing else happens. */
  private static final String MONTH = "2024-02";

  private static final String PERSONS =
      """
      insert into process.case_record
      select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'registered_at', '2024-02-29T23:59:59Z',
        'code', upper(substr(md5(random()::text), 1, 11))))).*
      from process.case_record r, generate_series(1, 11) where r.id = '%s'
      """;

  /** The first so many of them do not want formal identification. */
  private static final String STEP =
      """
      insert into process.step_taken select gen_random_uuid(), s.track_id, c.id, s.country, s.organization, s.step,
        s.from_state, s.to_state, s.said_by, s.inputs, s.device_time, '2024-02-29T23:59:59Z'
      from process.step_taken s, (select id from process.case_record where registered_at < '2024-03-01' order by id limit %d) c
      where s.case_id = '%s' and s.step = 'A005' and s.taken_at > '2026-01-01'
      """;

  private static final String NO =
      """
      insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope,
        recipient, status, items, said_by, device_time, recorded_at, method, language, contact)
      select gen_random_uuid(), c.id, s.country, s.organization, s.case_organization, s.recorder, '%s',
        s.recipient, s.status, s.items, s.said_by, '2024-02-01', '2024-02-01T00:00:00Z', s.method, s.language, s.contact
      from process.consent_statement s, (select id from process.case_record where registered_at < '2024-03-01' order by id limit %d) c
      where s.case_id = '%s' and s.scope = 'CS-NRM' and s.recorded_at > '2026-01-01'
      """;

  /** The first of them about figures. */
  private static final String WORD =
      """
      insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope,
        status, items, said_by, device_time, recorded_at, method, language, contact, not_asked_reason)
      select gen_random_uuid(), c.id, c.country, c.organization, c.organization, 'x', 'CS-STAT', '%s', '{}',
        'PERSON', '2024-02-%d', '2024-02-%d', 'CM-SIG', 'en', gen_random_uuid(), 'x'
      from process.case_record c where c.registered_at < '2024-03-01' order by c.id limit 1
      """;

  /** What the first so many of them said of the police, in a meeting, and why. */
  private static final String WHY =
      """
      insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope,
        status, items, said_by, device_time, recorded_at, method, language, contact, refusal_reason)
      select gen_random_uuid(), c.id, c.country, c.organization, c.organization, 'x', 'CS-POL', '%s', '{}',
        'PERSON', '2024-02-%d', '2024-02-%d', 'CM-SIG', 'en', '00000000-0000-4000-8000-00000000000%d', '%s'
      from (select * from process.case_record where registered_at < '2024-03-01' order by id limit %d) c
      """;

  private static final String JOINED =
      """
      insert into process.case_alias select c.code, c.id, r.id, c.country, now()
      from process.case_record c, (select id from process.case_record where registered_at < '2024-03-01' order by id limit 1) r
      where c.id = (select id from process.case_record where registered_at < '2024-03-01' order by id offset 1 limit 1)
      """;

  @Inject FigureCountService counting;

  private UUID refused = Ids.random();

  @BeforeEach
  void somebody() throws SQLException {
    refused = aRefusal();
    change(PERSONS.formatted(refused));
  }

  @AfterEach
  void forget() throws SQLException {
    change(
        "delete from process.told_figure where month = '2024-02-01'",
        "delete from process.counted_month where month = '2024-02-01'",
        "delete from process.case_alias where case_id in (select id from process.case_record where registered_at < '2024-03-01')",
        "delete from process.step_taken where taken_at < '2024-03-01'",
        "delete from process.consent_statement where recorded_at < '2024-03-01'",
        "delete from process.case_record where registered_at < '2024-03-01'");
  }

  @Test
  void numbersAreToldFromTheThresholdOnAndRounded() throws SQLException {
    for (int time = 0; time < 2; time++) { // the same persons again
      change(STEP.formatted(11, refused), NO.formatted("CS-NRM", 10, refused));
    }
    change(NO.formatted("CS-POST", 11, refused));
    count();
    for (Person reader : List.of(SANJA, IRENA, TAMARA)) {
      of(reader)
          .body("country", equalTo("ME"))
          .body("atLeast", equalTo(11))
          .body(persons("A005"), equalTo(15))
          .body(persons("CS-POST"), equalTo(15))
          .body(persons("CS-NRM"), nullValue());
    }
    of(ILIR).body("country", equalTo("AL")).body("cells.persons", everyItem(nullValue()));
  }

  @Test
  void whoHasTwoRecordsCountsOnce() throws SQLException {
    change(STEP.formatted(11, refused), JOINED);
    count();
    of(IRENA).body(persons("A005"), nullValue());
  }

  @Test
  void whatIsJoinedLaterChangesNoFigure() throws SQLException {
    change(STEP.formatted(11, refused), NO.formatted("CS-NRM", 11, refused));
    count();
    of(IRENA).body(persons("A005"), equalTo(15)).body(persons("CS-NRM"), equalTo(15));
    change(JOINED);
    count();
    of(IRENA).body(persons("A005"), equalTo(15)).body(persons("CS-NRM"), equalTo(15));
  }

  /**
   * The latest word counts, by when it was said; at one instant the no. Only a yes takes a no back.
   */
  @ParameterizedTest
  @CsvSource({
    "CR-REFUSED, 20, 20, CR-WITHDRAWN, 21, 21,",
    "CR-REFUSED, 20, 20, CR-GIVEN,     14, 22,",
    "CR-REFUSED, 20, 20, CR-GIVEN,     20, 20,",
    "CR-REFUSED, 20, 20, CR-INVALID,   22, 22,",
    "CR-REFUSED, 20, 20, CR-ASKED,     22, 22,",
    "CR-REFUSED, 20, 20, CR-GIVEN,     21, 21, 15",
    "CR-GIVEN,   20, 20, CR-REFUSED,   14, 22, 15",
    "CR-ASKED,   20, 20, CR-NOTASKED,  21, 21, 15"
  })
  void whoSaysNoToFiguresIsInNone(
      String first,
      int said,
      int recorded,
      String second,
      int saidThen,
      int recordedThen,
      @Nullable Integer told)
      throws SQLException {
    change(
        STEP.formatted(11, refused),
        WORD.formatted(first, said, recorded),
        WORD.formatted(second, saidThen, recordedThen));
    count();
    of(IRENA).body(persons("A005"), equalTo(told));
  }

  /** Eight did not say: with the eleven told as well, the eight would be what is left. */
  @Test
  void whyIsToldUnlessAFewCouldBeWorkedOut() throws SQLException {
    change(PERSONS.formatted(refused), PERSONS.formatted(refused));
    change(
        NO.formatted("CS-POL", 33, refused),
        WHY.formatted("CR-REFUSED", 20, 20, 1, "RR-NOTRUST", 25),
        WHY.formatted("CR-REFUSED", 21, 21, 2, "RR-FEAR", 14));
    count();
    for (Person reader : List.of(SANJA, IRENA, TAMARA)) {
      of(reader)
          .body(persons("CS-POL"), equalTo(35))
          .body(why("RR-FEAR"), equalTo(15))
          .body(why("RR-NOTRUST"), nullValue())
          .body(why("RR-NOTSAID"), nullValue());
    }
    as(MIRA).queryParam("month", MONTH).get("/v1/figures/refusals").then().statusCode(403);
  }

  /** Her latest no tells why; a meeting hears one no, the first, whatever comes in first. */
  @ParameterizedTest
  @CsvSource({
    "CR-REFUSED,   5, 21, 1, CR-REFUSED,   6, 20, 2, RR-UNCLEAR",
    "CR-WITHDRAWN, 5, 21, 1, CR-REFUSED,   6, 20, 2, RR-UNCLEAR",
    "CR-REFUSED,   5, 21, 1, CR-REFUSED,   6, 20, 1, RR-FEAR",
    "CR-REFUSED,   5, 20, 1, CR-WITHDRAWN, 6, 21, 1, RR-FEAR"
  })
  void theOrderOfArrivalChangesNoFigure(
      String first,
      int said,
      int recorded,
      int meeting,
      String second,
      int saidThen,
      int recordedThen,
      int meetingThen,
      String told)
      throws SQLException {
    change(PERSONS.formatted(refused), PERSONS.formatted(refused));
    change(
        NO.formatted("CS-POL", 33, refused),
        WHY.formatted(first, said, recorded, meeting, "RR-FEAR", 20),
        WHY.formatted(second, saidThen, recordedThen, meetingThen, "RR-UNCLEAR", 20));
    count();
    String other = told.equals("RR-FEAR") ? "RR-UNCLEAR" : "RR-FEAR";
    of(IRENA)
        .body(persons("CS-POL"), equalTo(35))
        .body(why(told), equalTo(20))
        .body(why(other), nullValue());
  }

  @Test
  void whatIsTakenBackCountsAsANoAndWhatWasHeardAbroadCountsThere() throws SQLException {
    change(
        WHY.formatted("CR-WITHDRAWN", 20, 20, 1, "RR-FEAR", 11),
        WHY.formatted("CR-WITHDRAWN", 20, 20, 2, "RR-FEAR", 11).replace("CS-POL", "CS-XBR"),
        "update process.consent_statement set recorder = 'abroad'"
            + " where scope = 'CS-XBR' and recorded_at < '2024-03-01'");
    count();
    of(IRENA)
        .body(persons("CS-POL"), equalTo(15))
        .body(persons("CS-XBR"), nullValue())
        .body(why("RR-FEAR"), nullValue());
  }

  /** After a no the same meeting carries no yes. */
  @Test
  void aYesOfTheMeetingInWhichSheSaidNoTakesNothingBack() throws SQLException {
    change(
        STEP.formatted(11, refused),
        WORD.formatted("CR-REFUSED", 20, 20),
        WORD.formatted("CR-GIVEN", 21, 21),
        "update process.consent_statement set contact = '%s' where scope = 'CS-STAT' and recorded_at < '2024-03-01'"
            .formatted(Ids.random()));
    count();
    of(IRENA).body(persons("A005"), nullValue());
  }

  @Test
  void everyCellIsThereWhenNobodySaidNo() {
    count();
    Response figures = as(SANJA).queryParam("month", MONTH).get("/v1/figures/refusals");
    assertThat(figures.<List<String>>path("cells.code"))
        .contains("A005", "T016", "T053", "CS-NRM", "CS-RET", "CS-XBR")
        .doesNotContain("CS-STAT")
        .hasSize(19 + 16 * 7);
    assertThat(figures.<List<String>>path("cells.findAll { it.code == 'CS-POL' }.reason"))
        .containsExactly(
            null,
            "RR-NOTRUST",
            "RR-FEAR",
            "RR-NOTNOW",
            "RR-NONEED",
            "RR-UNCLEAR",
            "RR-OTHER",
            "RR-NOTSAID");
    assertThat(figures.asString()).doesNotContain("persons");
  }

  @Test
  void aMonthIsToldWhenItIsOverAndWasCounted() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    for (String month : List.of(now.toString(), "2020-01")) {
      as(SANJA)
          .queryParam("month", month)
          .get("/v1/figures/refusals")
          .then()
          .statusCode(400)
          .body("type", endsWith("/invalid-value"))
          .body("errors.field", contains("month"));
    }
    count(now.minusMonths(1));
    as(SANJA)
        .get("/v1/figures/refusals")
        .then()
        .statusCode(200)
        .body("month", equalTo(now.minusMonths(1).toString()));
    as(SANJA).queryParam("month", "2024-13").get("/v1/figures/refusals").then().statusCode(400);
    as(MIRA).get("/v1/figures/refusals").then().statusCode(403);
  }

  private static ValidatableResponse of(Person reader) {
    return as(reader).queryParam("month", MONTH).get("/v1/figures/refusals").then().statusCode(200);
  }

  /** Somebody who does not want formal identification. */
  private static UUID aRefusal() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    job.says(MIRA, "CS-NRM", "CR-REFUSED", IVANA).then().statusCode(201);
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId);
    String run = "tracks.find { it.track == 'identification' }.";
    new Walk(
            "/v1/cases/" + job.caseId + "/tracks/" + steps.path(run + "id"),
            "\"" + steps.path(run + "revision") + "\"")
        .step(
            MIRA,
            "A005",
            Map.of(
                "refusal-date",
                "2026-11-20",
                "language",
                "prs",
                "refusal-explained",
                "true",
                "leaflet-given",
                "true"));
    return job.caseId;
  }

  private static String persons(String code) {
    return "cells.find { it.code == '%s' }.persons".formatted(code);
  }

  private static String why(String reason) {
    return "cells.find { it.code == 'CS-POL' && it.reason == '%s' }.persons".formatted(reason);
  }

  private void count() {
    count(YearMonth.parse(MONTH));
  }

  private void count(YearMonth month) {
    Callers.as(
        Caller.NODE,
        () -> {
          counting.count(month);
          return true;
        });
  }

  /** Without what follows from it elsewhere. */
  private static void change(String... statements) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute("set session_replication_role = replica");
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
