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

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  private static final String STEP =
      """
      insert into process.step_taken select gen_random_uuid(), track_id, %s, country, organization, step, from_state,
        to_state, said_by, inputs, device_time, '2024-02-29T23:59:59Z'
      from process.step_taken, generate_series(1, ?) where case_id = ? and step = 'A005' and taken_at > '2026-01-01'
      """;

  private static final String NO =
      """
      insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope,
        recipient, status, items, said_by, device_time, recorded_at, method, language, contact)
      select gen_random_uuid(), gen_random_uuid(), country, organization, case_organization, recorder, scope,
        recipient, status, items, said_by, device_time, '2024-02-01T00:00:00Z', method, language, contact
      from process.consent_statement, generate_series(1, ?)
      where case_id = ? and scope = 'CS-NRM' and recorded_at > '2026-01-01'
      """;

  @AfterEach
  void forget() throws SQLException {
    try (Connection above = Database.connect();
        var sql = above.createStatement()) {
      sql.execute("delete from process.step_taken where taken_at < '2024-03-01'");
      sql.execute("delete from process.consent_statement where recorded_at < '2024-03-01'");
    }
  }

  @Test
  void numbersAreToldFromTheThresholdOnAndRounded() throws SQLException {
    UUID refused = aRefusal();
    repeat(STEP.formatted("gen_random_uuid()"), refused, 10);
    repeat(STEP.formatted("case_id"), refused, 30); // the same person again
    repeat(NO, refused, 10);
    for (Person reader : List.of(SANJA, IRENA)) {
      of(reader)
          .body("country", equalTo("ME"))
          .body("atLeast", equalTo(11))
          .body("cells.find { it.code == 'A005' }.persons", equalTo(15))
          .body("cells.find { it.code == 'CS-NRM' }.persons", nullValue());
    }
    repeat(STEP.formatted("gen_random_uuid()"), refused, 5);
    repeat(NO, refused, 9);
    of(IRENA)
        .body("cells.find { it.code == 'A005' }.persons", equalTo(20))
        .body("cells.find { it.code == 'CS-NRM' }.persons", equalTo(20));
    of(ILIR).body("country", equalTo("AL")).body("cells.persons", everyItem(nullValue()));
    as(MIRA)
        .get("/v1/cases/{id}/consents", refused)
        .then()
        .body("statements.findAll { it.scope == 'CS-NRM' }.status", contains("CR-REFUSED"));
  }

  @Test
  void whoHasTwoRecordsCountsOnce() throws SQLException {
    UUID refused = aRefusal();
    UUID twice = aRefusal();
    repeat(STEP.formatted("gen_random_uuid()"), refused, 9);
    repeat(STEP.formatted("case_id"), refused, 1);
    repeat(STEP.formatted("case_id"), twice, 1);
    of(IRENA).body("cells.find { it.code == 'A005' }.persons", equalTo(15));
    try (Connection above = Database.connect();
        PreparedStatement join =
            above.prepareStatement(
                "insert into process.case_alias select code, id, ?, country, now() from process.case_record where id = ?")) {
      join.setObject(1, refused);
      join.setObject(2, twice);
      assertThat(join.executeUpdate()).isEqualTo(1);
    }
    of(IRENA).body("cells.find { it.code == 'A005' }.persons", nullValue());
  }

  @Test
  void everyCellIsThereWhenNobodySaidNo() {
    Response figures = as(SANJA).queryParam("month", "2024-03").get("/v1/figures/refusals");
    assertThat(figures.<List<String>>path("cells.code"))
        .contains("A005", "T016", "T053", "CS-NRM", "CS-RET", "CS-XBR")
        .hasSize(20);
    assertThat(figures.asString()).doesNotContain("persons");
  }

  @Test
  void aMonthIsToldWhenItIsOver() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    as(SANJA)
        .queryParam("month", now.toString())
        .get("/v1/figures/refusals")
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"))
        .body("errors.field", contains("month"));
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

  private static void repeat(String what, UUID refused, int times) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement insert = above.prepareStatement(what)) {
      insert.setInt(1, times);
      insert.setObject(2, refused);
      assertThat(insert.executeUpdate()).isEqualTo(times);
    }
  }
}
