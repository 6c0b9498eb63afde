package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.casefile.PersonKeptShut;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Deceased;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Numbers are given, renewed and revoked, and shown once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReceiptNumberApiTest {
  private static final String PATH = "/v1/cases/{id}/receipt-number";

  @Inject Event<PersonKeptShut> shut;

  private final MainJob her = MainJob.aWomanAtTheCrossing();

  @BeforeEach
  void sheIsRegistered() {
    her.registered();
  }

  @Test
  void theNumberIsInTheOneAnswerThatMakesIt() {
    UUID key = Ids.random();
    UUID id = Ids.random();
    Map<String, Object> body = Map.of("id", id);
    as(VERA)
        .header("Idempotency-Key", key)
        .body(body)
        .post(PATH, her.caseId)
        .then()
        .statusCode(201)
        .body("number", matchesPattern("([0-9]{4} ){3}[0-9]{4}"))
        .body("live", equalTo(true));
    as(VERA)
        .header("Idempotency-Key", key)
        .body(body)
        .post(PATH, her.caseId)
        .then()
        .statusCode(201)
        .body("number", nullValue())
        .body("id", equalTo(id.toString()));
    as(MIRA).get(PATH, her.caseId).then().statusCode(200).body("number", nullValue());
  }

  @Test
  void itIsNowhereElse() throws SQLException {
    AtTheDoor door = AtTheDoor.givenBy(VERA, her.caseId).opened();
    door.tries(door.guess(1)).then().statusCode(404);
    String digits = door.number.replace(" ", "");
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      for (String table : Database.rows().keySet()) {
        assertThat(holds(sql, table, digits) || holds(sql, table, door.number)).as(table).isFalse();
      }
      for (String needle : new String[] {digits, door.number, door.session}) {
        assertThat(holds(sql, "audit.entry", needle)).isFalse();
        assertThat(holds(sql, "process.door_session", needle)).isFalse();
      }
    }
    as(TAMARA)
        .get("/v1/journal?caseId=" + her.caseId)
        .then()
        .statusCode(200)
        .body("entries.action", hasItem("receipt-number-given"))
        .body("entries.action", hasItem("door-opened"));
  }

  private static boolean holds(Statement sql, String table, String text) throws SQLException {
    try (ResultSet row =
        sql.executeQuery(
            "select exists (select from %s t where position('%s' in t::text) > 0 or position('%s' in t::text) > 0)"
                .formatted(table, text, hex(text)))) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** As a column of bytes shows it. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void renewedTheOldOneOpensNothingAndNeitherDoesWhatItOpened() {
    her.takenOver(MIRA);
    AtTheDoor old = AtTheDoor.givenBy(VERA, her.caseId).opened();
    old.sends().get("/v1/door/consents").then().statusCode(200);
    AtTheDoor.give(MIRA, her.caseId)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    String revision = revision(as(MIRA).get(PATH, her.caseId));
    Response renewed =
        as(MIRA)
            .header("If-Match", revision)
            .body(Map.of("id", Ids.random()))
            .post(PATH + "/renewal", her.caseId);
    renewed.then().statusCode(201).body("number", matchesPattern("([0-9]{4} ){3}[0-9]{4}"));
    old.sends().get("/v1/door/consents").then().statusCode(401);
    old.tries(old.number).then().statusCode(404);
    AtTheDoor.with(renewed.path("number")).opened();
  }

  @Test
  void revokedItOpensNothingAndAnotherOneCanBeGiven() {
    AtTheDoor door = AtTheDoor.givenBy(VERA, her.caseId).opened();
    as(VERA)
        .header("If-Match", "\"7\"")
        .post(PATH + "/revocation", her.caseId)
        .then()
        .statusCode(412);
    String revision = revision(as(VERA).get(PATH, her.caseId));
    Response revoked = as(VERA).header("If-Match", revision).post(PATH + "/revocation", her.caseId);
    revoked.then().statusCode(200).body("live", equalTo(false));
    door.sends().get("/v1/door/consents").then().statusCode(401);
    door.tries(door.number).then().statusCode(404);
    as(VERA)
        .header("If-Match", revision(revoked))
        .post(PATH + "/revocation", her.caseId)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    AtTheDoor.givenBy(VERA, her.caseId).opened();
  }

  @Test
  void whoMayNotOpenHerNameGivesNoNumber() {
    for (Person helps : List.of(JELENA, SANJA, ZORAN)) {
      AtTheDoor.give(helps, her.caseId).then().statusCode(403);
      renews(helps, "\"0\"").then().statusCode(403);
    }
    for (Person stranger : List.of(MIRA, MARKO, LUKA, ARTA)) {
      AtTheDoor.give(stranger, her.caseId).then().statusCode(404);
      renews(stranger, "\"0\"").then().statusCode(404);
    }
    as(MIRA).get(PATH, her.caseId).then().statusCode(404);
    her.takenOver(MIRA);
    AtTheDoor.give(NADA, her.caseId).then().statusCode(404);
    renews(MIRA, "\"0\"").then().statusCode(404);
    AtTheDoor.givenBy(MIRA, her.caseId).opened();
  }

  @Test
  void whatAnotherHouseDoesWithItIsToldTheCaseManagerAndHer() {
    MainJob woman = MainJob.aWomanAtTheCrossing().with("language", "en").registered();
    woman.takenOver(MIRA);
    AtTheDoor.givenBy(VERA, woman.caseId);
    UUID overall = overall(woman);
    Response renewed =
        as(VERA)
            .header("If-Match", revision(as(VERA).get(PATH, woman.caseId)))
            .body(Map.of("id", Ids.random()))
            .post(PATH + "/renewal", woman.caseId);
    answer(MIRA, noticeOf(MIRA, overall, "number-renewed"), "SEEN").then().statusCode(200);
    AtTheDoor door = AtTheDoor.with(renewed.path("number")).opened();
    door.sends()
        .get("/v1/door/uses?limit=100")
        .then()
        .statusCode(200)
        .body(
            "entries.what",
            hasItems(
                "Gave you the number of your page",
                "Gave you a new number. The old one opens nothing any more",
                "Opened this page"))
        .body(
            "entries.find { it.what == 'Opened this page' }.organization", equalTo("You yourself"))
        .body("entries.find { it.what == 'Opened this page' }.why", equalTo("With your number"));
    as(SANJA)
        .header("If-Match", revision(renewed))
        .post(PATH + "/revocation", woman.caseId)
        .then()
        .statusCode(200);
    answer(MIRA, noticeOf(MIRA, overall, "number-ended"), "DONE").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization", "account"})
  void whoMustSeeNothingOfHerCaseKnowsNoNumberThatOpensHerPage(String barred) {
    her.takenOver(MIRA);
    AtTheDoor door = AtTheDoor.givenBy(VERA, her.caseId).opened();
    bars("organization", JELENA.organization());
    door.sends().get("/v1/door/consents").then().statusCode(200);
    bars(
        barred,
        barred.equals("account") ? as(VERA).get("/v1/me").path("account") : VERA.organization());
    door.sends().get("/v1/door/consents").then().statusCode(401);
    door.tries(door.number).then().statusCode(404);
    answer(MIRA, noticeOf(MIRA, overall(her), "number-ended"), "DONE").then().statusCode(200);
    AtTheDoor.givenBy(MIRA, her.caseId).opened();
  }

  private void bars(String whom, Object value) {
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", her.caseId)))
        .body(Map.of("id", Ids.random(), whom, value, "reason", "RELATED"))
        .post("/v1/cases/{id}/conflicts", her.caseId)
        .then()
        .statusCode(201);
  }

  @Test
  void nobodyElseOpensThePageOfSomebodyWhoHasDied() {
    her.takenOver(MIRA);
    AtTheDoor door = AtTheDoor.givenBy(VERA, her.caseId).opened();
    for (String kind : List.of("MESSAGE", "CONTACT", "COPY")) {
      door.leaves(kind, Map.of("text", "x", "way", "CALL", "reach", "x", "times", "x"))
          .then()
          .statusCode(201);
    }
    String seen = revision(as(MIRA).get(PATH, her.caseId));
    Deceased.on(her.caseId);
    door.sends().get("/v1/door/consents").then().statusCode(401);
    door.tries(door.number).then().statusCode(404);
    as(MIRA)
        .get(PATH, her.caseId)
        .then()
        .body("live", equalTo(false))
        .body("endedAt", not(nullValue()));
    AtTheDoor.give(MIRA, her.caseId)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    renews(MIRA, seen).then().statusCode(409).body("type", endsWith("/step-not-open"));
    assertThat(lines(MIRA, overall(her)).stream().filter(it -> it.get("notice") != null))
        .as("what she wrote is still to be read, and nothing more is to be done for her")
        .hasSize(1);
    noticeOf(MIRA, overall(her), "person-wrote");
    as(TAMARA)
        .get("/v1/journal?caseId=" + her.caseId)
        .then()
        .body("entries.action", hasItem("receipt-number-ended"));
  }

  @Test
  void aPageIsShutWhereThePersonIsKeptShut() throws SQLException {
    MainJob goesOn = MainJob.aWomanAtTheCrossing().registered();
    AtTheDoor lost = AtTheDoor.givenBy(VERA, her.caseId).opened();
    AtTheDoor kept = AtTheDoor.givenBy(VERA, goesOn.caseId).opened();
    joins(her, goesOn);
    Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  shut.fire(new PersonKeptShut(new CaseId(goesOn.caseId)));
                  return true;
                }));
    for (AtTheDoor dead : List.of(lost, kept)) {
      dead.sends().get("/v1/door/consents").then().statusCode(401);
      dead.tries(dead.number).then().statusCode(404);
    }
  }

  /** Each of two records of her has a number; both are hers and end together. */
  @Test
  void theNumberOfAClosedDuplicateEndsWithTheOther() throws SQLException {
    MainJob goesOn = MainJob.aWomanAtTheCrossing().registered();
    AtTheDoor lost = AtTheDoor.givenBy(VERA, her.caseId).opened();
    AtTheDoor kept = AtTheDoor.givenBy(VERA, goesOn.caseId).opened();
    joins(her, goesOn);
    lost.sends().get("/v1/door/consents").then().statusCode(200);
    String revision = revision(as(VERA).get(PATH, goesOn.caseId));
    renews(VERA, revision).then().statusCode(409).body("type", endsWith("/step-not-open"));
    as(VERA)
        .header("If-Match", revision)
        .body(Map.of("id", Ids.random()))
        .post(PATH + "/renewal", goesOn.caseId)
        .then()
        .statusCode(201);
    for (AtTheDoor old : List.of(lost, kept)) {
      old.sends().get("/v1/door/consents").then().statusCode(401);
      old.tries(old.number).then().statusCode(404);
    }
    as(VERA).get(PATH, her.caseId).then().statusCode(200).body("live", equalTo(true));
    as(VERA)
        .header("If-Match", revision(as(VERA).get(PATH, her.caseId)))
        .post(PATH + "/revocation", her.caseId)
        .then()
        .statusCode(200);
    as(VERA).get(PATH, goesOn.caseId).then().body("live", equalTo(false));
    AtTheDoor.give(VERA, her.caseId).then().statusCode(409);
  }

  private static void joins(MainJob closed, MainJob goesOn) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.executeUpdate(
          "insert into process.case_alias (code, closed_case, case_id, country, joined_at) select code, id, '%s',"
                  .formatted(goesOn.caseId)
              + " 'ME', now() from process.case_record where id = '%s'".formatted(closed.caseId));
    }
  }

  private Response renews(Person who, String seen) {
    return as(who)
        .header("If-Match", seen)
        .body(Map.of("id", Ids.random()))
        .post(PATH + "/renewal", her.caseId);
  }

  private static UUID overall(MainJob woman) {
    return UUID.fromString(
        as(MIRA)
            .get("/v1/cases/{id}/steps", woman.caseId)
            .path("tracks.find { it.track == 'overall' }.id"));
  }
}
