package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Migration;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Two records of her became one: what she said in the closed one opens nothing any more. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JoinedRecordsTest {
  private static final String LOOKED = "entries.findAll { it.what.startsWith('Looked at') }";

  private final MainJob closed = another();
  private final MainJob goesOn = another();

  private static MainJob another() {
    return MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").with("language", "en");
  }

  @BeforeEach
  void bothHousesReadTheOneThatIsClosedThen() {
    closed.registered().takenOver(MIRA);
    goesOn.registered().takenOver(MIRA);
    for (Person reader : List.of(MIRA, VERA)) {
      as(reader).get("/v1/cases/{id}/identity", closed.caseId).then().statusCode(200);
    }
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", closed.caseId);
    String run = "tracks.find { it.track == 'overall' }.";
    new Walk(
            "/v1/cases/" + closed.caseId + "/tracks/" + steps.path(run + "id"),
            "\"" + steps.path(run + "revision") + "\"")
        .step(MIRA, "A045", Map.of("other-case", goesOn.caseId.toString(), "merge-agreed", "true"));
  }

  @Test
  void itsIdentityOpensForNobodyAndNobodyIsAskedBack() {
    Map<String, Object> late = closed.said("CS-STO", "CR-GIVEN", VERA, "NAME");
    late.put("deviceTime", Instant.now().toString());
    as(VERA)
        .body(late)
        .post("/v1/cases/{id}/consents", closed.caseId)
        .then()
        .statusCode(201)
        .body("inForce", equalTo(false));
    for (Person reader : List.of(MIRA, VERA)) {
      as(reader)
          .get("/v1/cases/{id}/identity", closed.caseId)
          .then()
          .statusCode(409)
          .body("type", endsWith("/consent-missing"));
      as(reader).get("/v1/cases/{id}/identity", goesOn.caseId).then().statusCode(200);
    }
    as(MIRA)
        .get("/v1/cases/{id}/consents", closed.caseId)
        .then()
        .body("statements.findAll { it.inForce }", hasSize(0));
    assertThat(asked(closed)).isEmpty();
  }

  @Test
  void herPageShowsTheOneThatGoesOnAndWhoLookedInBoth() {
    AtTheDoor door = AtTheDoor.givenBy(VERA, goesOn.caseId).opened();
    door.sends().get("/v1/door/consents").then().statusCode(200).body("consents", hasSize(3));
    door.sends()
        .get("/v1/door/uses?limit=100")
        .then()
        .statusCode(200)
        .body(LOOKED, hasSize(2))
        .body("entries.findAll { it.what == 'Wrote down your request' }", hasSize(2));
    as(MIRA)
        .get("/v1/cases/{id}/access-log?limit=100", goesOn.caseId)
        .then()
        .body(LOOKED, hasSize(2));
  }

  @Test
  void whatSheTakesBackReachesWhatWasShownInTheClosedOne() {
    as(MIRA).get("/v1/cases/{id}/identity", goesOn.caseId).then().statusCode(200);
    AtTheDoor door = AtTheDoor.givenBy(VERA, goesOn.caseId).opened();
    door.takesBack(yesTo(VERA)).then().statusCode(201).body("askedBack", hasSize(1));
    assertThat(asked(closed)).containsExactly(VERA.organization().toString());
    assertThat(asked(goesOn)).isEmpty();
    door.takesBack(yesTo(MIRA)).then().statusCode(201).body("askedBack", hasSize(2));
    assertThat(asked(closed)).hasSize(2);
    assertThat(asked(goesOn)).containsExactly(MIRA.organization().toString());
    door.sends().get("/v1/door/recalls").then().statusCode(200).body("recalls", hasSize(3));
    as(MIRA)
        .get("/v1/recalls")
        .then()
        .body(
            "recalls.findAll { it.caseId in ['%s', '%s'] }.caseId"
                .formatted(closed.caseId, goesOn.caseId),
            containsInAnyOrder(closed.caseId.toString(), goesOn.caseId.toString()));
  }

  @Test
  void whatWasJoinedOrShownBeforeIsTreatedTheSame() throws SQLException, IOException {
    AtTheDoor.givenBy(VERA, goesOn.caseId).opened().takesBack(yesTo(VERA)).then().statusCode(201);
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      above.setAutoCommit(false);
      try {
        sql.execute(
            "update process.case_record set words_count_from = null where id = '%s'"
                .formatted(closed.caseId));
        sql.execute("delete from process.disclosed where case_id = '%s'".formatted(closed.caseId));
        Migration.again(above, "V2026.11.26.312__joined_records_and_what_was_shown_before.sql");
        ResultSet shown =
            sql.executeQuery(
                "select d.*, c.words_count_from = 'infinity' as silent from process.disclosed d"
                    + " join process.case_record c on c.id = d.case_id"
                    + " where d.case_id = '%s' order by d.item desc".formatted(closed.caseId));
        assertThat(shown.next()).isTrue();
        assertThat(shown.getString("scope")).isEqualTo("CS-STO");
        assertThat(shown.getString("item")).isEqualTo("NAME");
        do {
          assertThat(shown.getBoolean("silent")).isTrue();
          assertThat(shown.getString("organization"))
              .as("what was asked back is not noted again")
              .isEqualTo(MIRA.organization().toString());
        } while (shown.next());
      } finally {
        above.rollback();
      }
    }
  }

  private String yesTo(Person reader) {
    return as(MIRA)
        .get("/v1/cases/{id}/consents", goesOn.caseId)
        .path(
            "statements.find { it.scope == 'CS-STO' && it.recipient == '%s' }.id"
                .formatted(reader.organization()));
  }

  private static List<String> asked(MainJob record) {
    return as(MIRA)
        .get("/v1/cases/{id}/recalls", record.caseId)
        .then()
        .statusCode(200)
        .extract()
        .path("recalls.recipient");
  }
}
