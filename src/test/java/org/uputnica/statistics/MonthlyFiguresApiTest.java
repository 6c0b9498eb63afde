package org.uputnica.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.RAJKO;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A month that is over is counted once and told in large numbers; no parameter drills. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MonthlyFiguresApiTest {
  /** A month in which nothing else happens. */
  static final String MONTH = "2024-05";

  static final String PERSON =
      """
      insert into process.case_record
      select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'gender', '%s', 'registered_at',
        '2024-05-31T23:59:59Z', 'code', upper(substr(md5(random()::text), 1, 11))))).*
      from process.case_record r, generate_series(1, %d) where r.id = '%s'
      """;

  /** As many steps as there are such persons at most. */
  static final String STEP =
      """
      insert into process.step_taken
      select gen_random_uuid(), r.id, c.id, r.country, r.organization, '%s', '%s', '%s', 'ACTOR', '%s', null, '%s'
      from process.referral r, (select id from process.case_record where gender = '%s'
        and registered_at < '2024-06-01' order by id offset %d limit %d) c where r.id = '%s'
      """;

  @Inject FigureCountService counting;

  private UUID her = Ids.random();

  @BeforeEach
  void somebody() {
    her = MainJob.aWomanAtTheCrossing().registered().caseId;
  }

  @AfterEach
  void forget() throws SQLException {
    forgetTheMonth();
  }

  static void forgetTheMonth() throws SQLException {
    change(
        "delete from process.told_figure where month = '2024-05-01'",
        "delete from process.counted_month where month = '2024-05-01'",
        "delete from process.step_taken where taken_at < '2024-06-01'",
        "delete from process.consent_statement where recorded_at < '2024-06-01'",
        "delete from process.case_record where registered_at < '2024-06-01'");
  }

  @Test
  void numbersAreToldFromTheThresholdOnRoundedAndNeverSoThatOthersFollow() throws SQLException {
    persons("WOMAN", 30);
    persons("MAN", 12);
    count();
    for (Person reader : List.of(SANJA, IRENA, MIRA)) {
      ValidatableResponse cases = of(reader, "cases");
      cases
          .body("atLeast", equalTo(11))
          .body("inMultiplesOf", equalTo(5))
          .body("month", equalTo(MONTH))
          .body(number("REGISTERED", ""), equalTo(45))
          .body(number("GENDER", "WOMAN"), equalTo(30))
          .body(number("GENDER", "MAN"), nullValue())
          .body(number("GENDER", "NOT_SAID"), nullValue())
          .body(number("AGE", "ADULT"), nullValue()) // the others would be nobody
          .body("tables.find { it.code == 'OUTCOME' }.cells.path.flatten()", hasItem("ID-NEG"));
    }
    of(SANJA, "cases").body("scope", equalTo("COUNTRY")).body("country", equalTo("ME"));
    of(MIRA, "cases")
        .body("scope", equalTo("ORGANIZATION"))
        .body("organization", equalTo(MIRA.organization().toString()))
        .body("tables.code", not(hasItem("ORGANIZATION")));
    of(RAJKO, "cases")
        .body("scope", equalTo("REGION"))
        .body("country", nullValue())
        .body(number("REGISTERED", ""), equalTo(45))
        .body("tables.code", hasItem("COUNTRY"))
        .body("tables.code", not(hasItem("ORGANIZATION")));
    for (String subject : List.of("cases", "referrals", "needs")) {
      of(ILIR, subject)
          .body("country", equalTo("AL"))
          .body("tables.cells.number.flatten()", everyItem(nullValue()));
    }
  }

  @Test
  void requestsAreToldByPerson() throws SQLException {
    persons("WOMAN", 30);
    persons("MAN", 12);
    UUID bed = aRequestFor("ACC-EMG");
    UUID talk = aRequestFor("PSY");
    for (int time = 0; time < 2; time++) { // the same persons again
      step("RF-CNS", "RF-SENT", "{}", "2024-05-03T12:00:00Z", "WOMAN", 0, 18, bed);
      step(
          "RF-ACK",
          "RF-DEC",
          "{\"decline-reason\": \"DC-FULL\"}",
          "2024-05-04T11:30:00Z",
          "WOMAN",
          0,
          18,
          bed);
    }
    step("RF-SENT", "RF-EXP", "{}", "2024-05-06T12:00:00Z", "WOMAN", 18, 12, talk);
    step("RF-ACK", "RF-ACC", "{}", "2024-05-05T12:00:00Z", "MAN", 0, 12, bed);
    count();
    of(SANJA, "referrals")
        .body(number("ASKED", ""), equalTo(45))
        .body(number("ANSWER", "ACCEPTED"), equalTo(15))
        .body(number("ANSWER", "UNMET"), equalTo(30))
        .body(number("ANSWER", "CANCELLED"), nullValue())
        .body(number("REASON", "UNMET, DC-FULL"), equalTo(20))
        .body(number("REASON", "UNMET, NO-ANSWER"), equalTo(15))
        .body(number("REASON", "UNMET, DC-AGE"), nullValue())
        .body(number("TO_ANSWER", "MEDIAN"), equalTo(24))
        .body(number("TO_ANSWER", "P90"), equalTo(48))
        .body(number("TO_BED", "MEDIAN"), equalTo(48))
        .body(number("TO_ARRIVAL", "MEDIAN"), nullValue());
    of(SANJA, "needs")
        .body(number("NEED", "UNMET, ACC-EMG"), equalTo(20))
        .body(number("NEED", "UNMET, PSY"), equalTo(15))
        .body(number("NEED", "UNMET, MED-GEN"), nullValue())
        .body("tables.find { it.code == 'NEED_PLACE' }.cells", hasSize(0));
    String sheet = sheet("cnr");
    assertThat(sheet)
        .startsWith("\uFEFF\"Mjesec\"")
        .contains(
            "\"2024-05\",\"Po odgovoru\",\"Prihvaćeno\",\"ANSWER/ACCEPTED\",\"osobe\",\"15\"\r\n")
        .contains("\"ANSWER/CANCELLED\",\"osobe\",\"\"\r\n")
        .contains("\"TO_BED/MEDIAN\",\"započeti sati\",\"48\"\r\n");
  }

  @Test
  void whoSaysNoToFiguresIsInNone() throws SQLException {
    persons("WOMAN", 12);
    change(
        """
        insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope,
          status, items, said_by, device_time, recorded_at, method, language, contact)
        select gen_random_uuid(), c.id, c.country, c.organization, c.organization, 'x', 'CS-STAT', 'CR-REFUSED', '{}',
          'PERSON', c.registered_at, c.registered_at, 'CM-SIG', 'en', gen_random_uuid()
        from process.case_record c where c.registered_at < '2024-06-01' limit 2
        """);
    count();
    of(SANJA, "cases").body(number("REGISTERED", ""), nullValue());
  }

  @Test
  void whoWaitedOftenIsOneOfThoseWhoWaited() throws SQLException {
    persons("WOMAN", 12);
    UUID bed = aRequestFor("ACC-EMG");
    step("RF-CNS", "RF-SENT", "{}", "2024-05-03T12:00:00Z", "WOMAN", 0, 1, bed);
    step("RF-ACK", "RF-ACC", "{}", "2024-05-03T13:30:00Z", "WOMAN", 0, 12, bed);
    for (int time = 0; time < 20; time++) {
      step("RF-ACK", "RF-ACC", "{}", "2024-05-05T12:00:00Z", "WOMAN", 0, 1, bed);
    }
    count();
    of(SANJA, "referrals")
        .body(number("TO_ANSWER", "MEDIAN"), equalTo(2))
        .body(number("TO_ANSWER", "P90"), equalTo(2));
  }

  @Test
  void whatChangesLaterChangesNoFigure() throws SQLException {
    persons("WOMAN", 14);
    count();
    String before = of(SANJA, "cases").extract().asString();
    persons("WOMAN", 1);
    change("delete from process.case_record where gender = 'MAN' and registered_at < '2024-06-01'");
    count();
    assertThat(of(SANJA, "cases").extract().asString()).isEqualTo(before);
    assertThat(before).contains("\"number\":15");
  }

  @Test
  void noParameterDrills() throws SQLException {
    persons("WOMAN", 14);
    count();
    String all = of(SANJA, "cases").extract().asString();
    for (String more :
        List.of("organization", "gender", "place", "from", "caseId", "country", "age")) {
      assertThat(
              as(SANJA)
                  .queryParam("month", MONTH)
                  .queryParam(more, "WOMAN")
                  .get("/v1/figures/cases")
                  .asString())
          .isEqualTo(all);
    }
    for (String month : List.of("2024-05-31", "2024-W20", "2024", "2024-13", "2024-05,2024-06")) {
      as(SANJA).queryParam("month", month).get("/v1/figures/cases").then().statusCode(400);
    }
  }

  @Test
  void theDatabaseTellsNobodyTheFiguresOfOthers() throws SQLException {
    persons("WOMAN", 14);
    count();
    String me = "count(*) filter (where country = 'ME' and organization is null)";
    assertThat(seen("ME", SANJA, "country", me)).isPositive();
    assertThat(seen("ME", JELENA, "organization", "count(*)")).isZero();
    assertThat(seen("AL", ILIR, "country", "count(*)")).isZero();
    assertThat(seen("ME", MIRA, "organization", "count(*)")).isPositive();
    assertThat(seen("ME", MIRA, "organization", "count(*) filter (where organization is null)"))
        .isZero();
  }

  private static long seen(String country, Person who, String reach, String what)
      throws SQLException {
    try (Connection service = Database.connectAsService()) {
      service.setAutoCommit(false);
      try (Statement sql = service.createStatement()) {
        sql.execute(
            "select set_config('uputnica.country', '%s', true), set_config('uputnica.organization', '%s', true), set_config('uputnica.reach', '%s', true)"
                .formatted(country, who.organization(), reach));
        try (ResultSet row =
            sql.executeQuery(
                "select " + what + " from process.told_figure where month = '2024-05-01'")) {
          row.next();
          return row.getLong(1);
        }
      } finally {
        service.rollback();
      }
    }
  }

  private static String sheet(@Nullable String language) {
    return as(SANJA)
        .header("Accept-Language", language)
        .queryParam("month", MONTH)
        .get("/v1/figures/export")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void whoAsksForAProblemAloneGetsTheSheet() {
    count();
    as(SANJA)
        .header("Accept", "application/problem+json")
        .queryParam("month", MONTH)
        .get("/v1/figures/export")
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/csv"));
  }

  static ValidatableResponse of(Person reader, String subject) {
    return as(reader)
        .queryParam("month", MONTH)
        .get("/v1/figures/" + subject)
        .then()
        .statusCode(200);
  }

  /** Where in the answer the number of a cell is. */
  static String number(String table, String path) {
    return "tables.find { it.code == '%s' }.cells.find { it.path.join(', ') == '%s' }.number"
        .formatted(table, path);
  }

  private void count() {
    Callers.as(
        Caller.NODE,
        () -> {
          counting.count(YearMonth.parse(MONTH));
          return true;
        });
  }

  private void persons(String gender, int many) throws SQLException {
    change(PERSON.formatted(gender, many, her));
  }

  static UUID aRequestFor(String need) throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk walk = job.referTo(MainJob.BREZA);
    change(
        "update process.referral set needs = jsonb_set(needs, '{needs}', '[\"%s\"]') where id = '%s'"
            .formatted(need, walk.id()));
    return walk.id();
  }

  private static void step(
      String from,
      String to,
      String inputs,
      String at,
      String gender,
      int offset,
      int many,
      UUID request)
      throws SQLException {
    change(STEP.formatted("T000", from, to, inputs, at, gender, offset, many, request));
  }

  /** Without what follows from it elsewhere. */
  static void change(String... statements) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute("set session_replication_role = replica");
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
