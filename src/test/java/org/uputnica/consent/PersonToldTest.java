package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETRIT;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Deceased;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;
import org.uputnica.testing.WorkList;

/**
 * Whoever was disclosed without being asked is told, and the data protection officer reads of it.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PersonToldTest {
  private ARegisteredCase met;
  private final UUID exception = Ids.random();

  @BeforeEach
  void sheWasMet() {
    met = ARegisteredCase.ofAnAdult();
  }

  @Test
  void theDutyLastsUntilSheWasTold() {
    String recorded = recorded();
    tell(VERA, notYet("OUT_OF_REACH"), "\"9\"").statusCode(412);
    tell(ARTA, notYet("OUT_OF_REACH"), recorded).statusCode(404);
    tell(TAMARA, notYet("OUT_OF_REACH"), recorded).statusCode(403);
    tell(VERA, Map.of("told", false), recorded)
        .statusCode(422)
        .body("errors[0].field", equalTo("reason"));
    tell(VERA, Map.of("told", true), recorded)
        .statusCode(422)
        .body("errors[0].field", equalTo("language"));
    tell(VERA, Map.of("told", true, "language", "prs"), recorded)
        .statusCode(422)
        .body("errors[0].field", equalTo("contact"));
    tell(VERA, Map.of("told", true, "language", "xx", "contact", Ids.random()), recorded)
        .statusCode(400)
        .body("errors[0].field", equalTo("language"));
    tell(
            VERA,
            Map.of("told", true, "language", "prs", "deviceTime", "2026-01-01T00:00:00Z"),
            recorded)
        .statusCode(400)
        .body("errors[0].field", equalTo("deviceTime"));
    String waiting =
        revision(
            tell(VERA, notYet("CANNOT_UNDERSTAND_NOW"), recorded)
                .statusCode(200)
                .body("toldAt", nullValue())
                .extract()
                .response());
    reported()
        .body("approvedAt", nullValue())
        .body("toldAt", nullValue())
        .body("notYetBecause", equalTo("CANNOT_UNDERSTAND_NOW"));
    String told =
        revision(
            tell(MIRA, told(), waiting)
                .statusCode(200)
                .body("toldAt", not(nullValue()))
                .extract()
                .response());
    tell(MIRA, told(), told).statusCode(409).body("type", endsWith("/step-not-open"));
    reported().body("toldAt", not(nullValue()));
  }

  @Test
  void theReportTellsTheOfficerOfTheCountryWhoApprovedAndNobodyElse() {
    String recorded = recorded();
    met.approve(MARKO, exception, recorded).statusCode(200);
    reported()
        .body("reason", equalTo("OV-INCAP"))
        .body("scope", equalTo("CS-REF-SVC"))
        .body("organization", equalTo(VERA.organization().toString()))
        .body("approvedAt", not(nullValue()));
    as(PETRIT)
        .get("/v1/exceptions?month=" + month())
        .then()
        .statusCode(200)
        .body("exceptions.findAll { it.id == '%s' }".formatted(exception), hasSize(0));
    as(SANJA).get("/v1/exceptions?month=" + month()).then().statusCode(403);
    as(TAMARA)
        .get("/v1/exceptions?month=" + month().plusMonths(1))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("month"));
    as(TAMARA)
        .get("/v1/exceptions")
        .then()
        .statusCode(200)
        .body("month", equalTo(month().minusMonths(1).toString()));
  }

  @Test
  void whenNobodyTellsHerTheDesksAreAlarmedOnce() throws SQLException {
    recorded();
    assertThat(
            change(
                "update process.exception_untold set since = now() - interval '31 days' where exception = ?",
                exception))
        .isEqualTo(1);
    UUID overall =
        UUID.fromString(
            as(SANJA)
                .get("/v1/cases/{id}/steps", met.id().value())
                .path("tracks.find { it.track == 'overall' }.id"));
    Awaiting.until(
        "FollowUpJob",
        () -> WorkList.lines(SANJA, overall).stream().anyMatch(it -> it.get("notice") != null));
    answer(MIRA, noticeOf(MIRA, overall, "person-untold"), "DONE").then().statusCode(200);
    assertThat(WorkList.lines(SANJA, overall)).noneMatch(it -> it.get("notice") != null);
  }

  @Test
  void whoWasToldIsLookedForNoMore() throws SQLException {
    String recorded = recorded();
    tell(VERA, notYet("OUT_OF_REACH"), recorded).statusCode(200);
    assertThat(untold()).isEqualTo(1);
    String approved =
        revision(met.approve(MARKO, exception, "\"2\"").statusCode(200).extract().response());
    tell(VERA, told(), approved).statusCode(200);
    assertThat(untold()).isZero();
  }

  @Test
  void nobodyIsAskedToTellTheDead() throws SQLException {
    String recorded = recorded();
    assertThat(untold()).isEqualTo(1);
    Deceased.on(met.id().value());
    assertThat(untold()).isZero();
    met.approve(MARKO, exception, recorded).statusCode(200);
    assertThat(untold()).as("nor when somebody approves afterwards").isZero();
  }

  @Test
  void whatWasRecordedBeforeTheCaseWasOpenedAgainIsToldOnTheRevisionThatWasRead()
      throws SQLException {
    String approved =
        revision(met.approve(MARKO, exception, recorded()).statusCode(200).extract().response());
    assertThat(
            change(
                "update process.case_record set words_count_from = now() where id = ?",
                met.id().value()))
        .isEqualTo(1);
    tell(VERA, told(), approved)
        .statusCode(200)
        .body("approved", equalTo(true))
        .body("inForce", equalTo(false));
  }

  private int untold() throws SQLException {
    return change(
        "update process.exception_untold set since = since where exception = ?", exception);
  }

  /** As time or another room would. */
  private static int change(String sql, UUID id) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement update = above.prepareStatement(sql)) {
      update.setObject(1, id);
      return update.executeUpdate();
    }
  }

  private String recorded() {
    return revision(met.except(VERA, exception, "HEALTH").statusCode(201).extract().response());
  }

  private ValidatableResponse tell(Person who, Map<String, Object> what, String seen) {
    Map<String, Object> body = new TreeMap<>(what);
    body.put("id", Ids.random());
    body.putIfAbsent("deviceTime", Instant.now().toString());
    return as(who)
        .header("If-Match", seen)
        .body(body)
        .post("/v1/cases/{case}/exceptions/{id}/telling", met.id().value(), exception)
        .then();
  }

  private static Map<String, Object> told() {
    return Map.of(
        "told", true, "language", "prs", "interpreter", "I-4411", "contact", Ids.random());
  }

  private static Map<String, Object> notYet(String reason) {
    return Map.of("told", false, "reason", reason);
  }

  private ValidatableResponse reported() {
    String ours = "exceptions.find { it.id == '%s' }".formatted(exception);
    return as(TAMARA)
        .get("/v1/exceptions?month=" + month())
        .then()
        .statusCode(200)
        .body("country", equalTo("ME"))
        .rootPath(ours);
  }

  private static YearMonth month() {
    return YearMonth.now(ZoneOffset.UTC);
  }
}
