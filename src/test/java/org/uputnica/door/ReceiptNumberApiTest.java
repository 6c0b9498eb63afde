package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Numbers are given, renewed and revoked, and shown once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReceiptNumberApiTest {
  private static final String PATH = "/v1/cases/{id}/receipt-number";

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
  void whoMayNotGiveAReceiptGivesNoNumber() {
    AtTheDoor.give(JELENA, her.caseId).then().statusCode(404);
    AtTheDoor.give(ARTA, her.caseId).then().statusCode(404);
    AtTheDoor.give(ZORAN, her.caseId).then().statusCode(403);
    as(MIRA).get(PATH, her.caseId).then().statusCode(404);
    as(MIRA)
        .header("If-Match", "\"0\"")
        .body(Map.of("id", Ids.random()))
        .post(PATH + "/renewal", her.caseId)
        .then()
        .statusCode(404);
  }
}
