package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Database;
import org.uputnica.testing.NeutralWords;
import org.uputnica.testing.Stack;
import org.uputnica.testing.WorkList;

/** What a person sees and does behind her own door, and that it is hers alone. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class OwnPageTest {
  private static final String CANARY = "Xq7Zwölf Kanarienvogel";

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");
  private AtTheDoor door = AtTheDoor.with("");

  @BeforeEach
  void sheHasANumber() {
    her.registered().takenOver(MIRA);
    door = AtTheDoor.givenBy(VERA, her.caseId).opened();
  }

  @Test
  void sheReadsWhatSheSaidInHerLanguage() {
    door.sends()
        .get("/v1/door/consents")
        .then()
        .statusCode(200)
        .body("language", equalTo("prs"))
        .body("direction", equalTo("rtl"))
        .body("consents", hasSize(3))
        .body("consents.holds", everyItem(equalTo(true)));
  }

  @Test
  void whatSheTakesBackStopsEverywhere() {
    Walk referral = her.referTo(MainJob.BREZA, "NAME");
    her.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    String yes =
        as(MIRA)
            .get("/v1/cases/{id}/consents", her.caseId)
            .path("statements.find { it.scope == 'CS-REF-SVC' }.id");
    door.takesBack(yes).then().statusCode(201).body("lines", hasSize(1));
    assertThat(referral.seenBy(VERA).<String>path("state")).isEqualTo("RF-CAN");
    as(MIRA)
        .get("/v1/cases/{id}/consents", her.caseId)
        .then()
        .body("statements.findAll { it.scope == 'CS-REF-SVC' }.status", hasItem("CR-WITHDRAWN"))
        .body("statements.findAll { it.scope == 'CS-REF-SVC' }.inForce", everyItem(equalTo(false)));
    door.takesBack(yes).then().statusCode(409).body("type", endsWith("/nothing-to-withdraw"));
    door.takesBack(Ids.random()).then().statusCode(404);
  }

  @Test
  void sheSeesWhoLookedAndNoNameThatTells() {
    as(MIRA).get("/v1/cases/{id}/identity", her.caseId).then().statusCode(200);
    as(VERA).get("/v1/cases/{id}/identity", her.caseId).then().statusCode(200);
    Response uses = door.sends().get("/v1/door/uses?limit=100");
    uses.then()
        .statusCode(200)
        .body("entries.language", everyItem(equalTo("prs")))
        .body("entries.organization", hasItem("Centre for social work"))
        .body("entries.organization", not(hasItem("Border police station Božaj")));
  }

  @Test
  void whatSheWritesIsSealedAndStandsOnTheWorkList() throws SQLException {
    door.leaves("MESSAGE", Map.of("text", CANARY))
        .then()
        .statusCode(201)
        .body("kind", equalTo("MESSAGE"));
    door.leaves("CONTACT", Map.of("way", "CALL", "reach", "+382 67 000 000", "times", CANARY))
        .then()
        .statusCode(201);
    door.leaves("COPY", Map.of()).then().statusCode(201);
    UUID overall =
        UUID.fromString(
            as(MIRA)
                .get("/v1/cases/{id}/steps", her.caseId)
                .path("tracks.find { it.track == 'overall' }.id"));
    for (String about : List.of("person-wrote", "contact-wished", "copy-wished")) {
      Map<String, Object> notice = WorkList.noticeOf(MIRA, overall, about);
      assertThat(notice.get("reachSafely")).asString().contains("how and when it is safe");
      WorkList.answer(MIRA, notice, "DONE").then().statusCode(200);
    }
    as(MIRA)
        .get("/v1/cases/{id}/messages", her.caseId)
        .then()
        .statusCode(200)
        .body("messages.kind", contains("COPY", "CONTACT", "MESSAGE"))
        .body("messages.text", hasItems(CANARY, "CALL\n+382 67 000 000\n" + CANARY));
    as(NADA).get("/v1/cases/{id}/messages", her.caseId).then().statusCode(404);
    as(VERA).get("/v1/cases/{id}/messages", her.caseId).then().statusCode(403);
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      for (String table : Database.rows().keySet()) {
        assertThat(
                number(
                    sql,
                    "select count(*) from %s t where position('%s' in t::text) > 0"
                        .formatted(table, CANARY)))
            .as(table)
            .isZero();
      }
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    for (Map.Entry<String, Map<String, Object>> each :
        Map.<String, Map<String, Object>>of("MESSAGE", Map.of(), "CONTACT", Map.of("way", "CALL"))
            .entrySet()) {
      door.leaves(each.getKey(), each.getValue())
          .then()
          .statusCode(400)
          .body("type", endsWith("/missing-field"));
    }
    door.leaves("MESSAGE", Map.of("text", "a bell \u0007")).then().statusCode(400);
  }

  @Test
  void nobodyFloodsAWorkList() {
    for (int i = 0; i < 20; i++) {
      door.leaves("COPY", Map.of()).then().statusCode(201);
    }
    door.leaves("COPY", Map.of())
        .then()
        .statusCode(429)
        .body("type", endsWith("/too-many-requests"));
  }

  @Test
  void aNumberOpensOneCase() {
    MainJob other = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    String theirs =
        as(VERA)
            .get("/v1/cases/{id}/consents", other.caseId)
            .path("statements.find { it.scope == 'CS-STO' }.id");
    door.takesBack(theirs).then().statusCode(404);
    as(VERA)
        .get("/v1/cases/{id}/consents", other.caseId)
        .then()
        .body("statements.status", everyItem(equalTo("CR-GIVEN")));
  }

  @Test
  void aSessionGoesWhereSheGoesAndEnds() throws SQLException {
    AtTheDoor onTheWay = AtTheDoor.with(door.number);
    onTheWay.session = door.session;
    onTheWay.sends().get("/v1/door/consents").then().statusCode(200);

    UUID key = Ids.random();
    String closedAt = closes(key).then().statusCode(200).extract().path("closedAt");
    closes(key).then().statusCode(200).body("closedAt", equalTo(closedAt));
    closes(Ids.random()).then().statusCode(401);
    door.sends().get("/v1/door/consents").then().statusCode(401);
    door.leaves("COPY", Map.of()).then().statusCode(401);

    door.session = "";
    door.opened();
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.executeUpdate("update process.door_session set until = now() - interval '1 second'");
    }
    door.sends()
        .get("/v1/door/consents")
        .then()
        .statusCode(401)
        .body("type", endsWith("/unauthenticated"));
    door.session = "";
    door.sends().get("/v1/door/uses").then().statusCode(401);
    door.takesBack(Ids.random()).then().statusCode(401);
    door.leaves("COPY", Map.of()).then().statusCode(401);
    door.sends().post("/v1/door/closing").then().statusCode(401);
  }

  private Response closes(UUID key) {
    return door.sends().header("Idempotency-Key", key).post("/v1/door/closing");
  }

  @Test
  void erasedTheNumberDies() {
    UUID erasure = Ids.random();
    String asked =
        revision(
            as(MIRA)
                .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
                .post("/v1/cases/{id}/erasures", her.caseId));
    asGold(TAMARA)
        .header("If-Match", asked)
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{e}/decision", her.caseId, erasure)
        .then()
        .statusCode(200);
    door.sends().get("/v1/door/consents").then().statusCode(401);
    door.tries(door.number).then().statusCode(404);
    as(MIRA).get("/v1/cases/{id}/receipt-number", her.caseId).then().body("live", equalTo(false));
  }

  @Test
  void theNumberOfAClosedDuplicateOpensTheCaseThatGoesOn() throws SQLException {
    MainJob goesOn = MainJob.aWomanAtTheCrossing().registered();
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.executeUpdate(
          "insert into process.case_alias (code, closed_case, case_id, country, joined_at) select code, id, '%s',"
                  .formatted(goesOn.caseId)
              + " 'ME', now() from process.case_record where id = '%s'".formatted(her.caseId));
    }
    door.session = "";
    door.opened().sends().get("/v1/door/consents").then().body("consents", hasSize(1));
  }

  @Test
  void noAnswerSaysWhatKindOfServiceThisIs() {
    her.says(VERA, "CS-POL", "CR-REFUSED", null).then().statusCode(201);
    String yes =
        as(MIRA)
            .get("/v1/cases/{id}/consents", her.caseId)
            .path("statements.find { it.scope == 'CS-INT' }.id");
    door.takesBack(yes).then().statusCode(201);
    List<String> roots = NeutralWords.forbidden();
    for (String language : new String[] {"en", "mk", "ar"}) {
      StringBuilder all = new StringBuilder();
      for (Response answer :
          new Response[] {
            AtTheDoor.with(door.number).tries(door.number),
            door.sends().header("Accept-Language", language).get("/v1/door/consents"),
            door.sends().header("Accept-Language", language).get("/v1/door/uses?limit=100"),
            door.leaves("COPY", Map.of()),
            door.tries("1234"),
            door.tries(door.guess(3)),
            door.sends().header("Accept-Language", language).get("/v1/door/recalls"),
            door.takesBack(Ids.random()),
            door.takesBack(yes),
            AtTheDoor.with(door.number).takesBack(Ids.random())
          }) {
        all.append(answer.asString()).append(answer.headers());
      }
      String said = all.toString().toLowerCase(Locale.ROOT);
      assertThat(roots).noneMatch(said::contains);
      assertThat(said).doesNotContain("police", "shelter", "investigat", "coordinator");
      assertThat(all.toString()).doesNotContainPattern("\\b(CS|CR|OV|DL|R)-[A-Z]{3,}");
    }
  }

  @Test
  void whatNeedsNoTokenIsTheDoorAndTheLinkOfAHouse() {
    assertThat(
            Contract.bundled().operations().stream()
                .filter(it -> it.node().has("security"))
                .map(Contract.Operation::path))
        .isNotEmpty()
        .allMatch(path -> path.matches("/v1/(door/|answer-links/|answer$|answer/given$).*"));
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
