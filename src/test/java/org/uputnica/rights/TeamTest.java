package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** One responsible person per case; who has a conflict of interest sees nothing of it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TeamTest {
  private static final String NAME = "Grozdana Izmisljena";

  @Test
  void whoeverOfTheHouseComesFirstManagesTheCaseAndReadsTheName() {
    MainJob job = named();
    for (Person one : List.of(MIRA, NADA)) {
      identity(job, one).then().statusCode(404);
    }
    job.takenOver(MIRA);
    identity(job, MIRA).then().statusCode(200).body("items.name", equalTo(NAME));
    identity(job, NADA).then().statusCode(404);
    as(NADA).get("/v1/cases/{id}", job.caseId).then().statusCode(200);
    assign(job, NADA, Map.of())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/not-your-turn"));
  }

  @Test
  void theManagerNamesColleaguesAndTheCoordinatorReassigns() {
    MainJob job = named().takenOver(MIRA);
    assign(job, MIRA, Map.of("colleagues", List.of(account(NADA))))
        .then()
        .statusCode(200)
        .body("manager", equalTo(account(MIRA)))
        .body("colleagues", contains(account(NADA)));
    identity(job, NADA).then().statusCode(200);
    assign(job, SANJA, Map.of("manager", account(NADA), "colleagues", List.of()))
        .then()
        .statusCode(200);
    identity(job, MIRA).then().statusCode(404);
    identity(job, NADA).then().statusCode(200);
    identity(job, SANJA).then().statusCode(403);
  }

  @Test
  void anAccountOfAnotherHouseIsAssignedWithoutEffect() {
    MainJob job = named();
    assign(job, SANJA, Map.of("manager", account(GENT))).then().statusCode(200);
    identity(job, GENT).then().statusCode(404);
    as(GENT).get("/v1/cases/{id}", job.caseId).then().statusCode(404);
  }

  @Test
  void nothingIsAssignedFromAStaleCopy() {
    MainJob job = named();
    as(MIRA)
        .header("If-Match", "\"7\"")
        .body(Map.of())
        .put("/v1/cases/{id}/team", job.caseId)
        .then()
        .statusCode(412);
    without("If-Match", as(MIRA))
        .body(Map.of())
        .put("/v1/cases/{id}/team", job.caseId)
        .then()
        .statusCode(428);
    assign(job, JELENA, Map.of()).then().statusCode(403);
  }

  @Test
  void ofAChildTheRegistrarReadsOnlyUntilSomebodyManagesTheCase() {
    MainJob job = child();
    Response named = guardian(job);
    named.then().statusCode(200);
    for (Person keeper : List.of(VERA, MIRA)) {
      Map<String, Object> said = new java.util.HashMap<>(saidBy(job, keeper));
      as(DRAGAN).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    }
    as(VERA)
        .header("If-Match", revision(named))
        .body(Map.of("name", NAME))
        .put("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200);
    identity(job, VERA).then().statusCode(200);
    job.takenOver(MIRA);
    identity(job, VERA).then().statusCode(404);
    identity(job, MIRA).then().statusCode(200);
  }

  @Test
  void forAnAccountWithAConflictOfInterestTheCaseIsAbsentEverywhere() {
    MainJob job = named().takenOver(MIRA);
    String code = as(MIRA).get("/v1/cases/{id}", job.caseId).path("code");
    assertThat(pages(NADA, "/v1/cases")).contains(code);
    Response closed = close(job, MIRA, Map.of("account", account(NADA), "reason", "RELATED"));
    closed.then().statusCode(201);
    String absent = body(as(NADA).get("/v1/cases/{id}", Ids.random()));
    for (String below : List.of("", "/steps", "/consents", "/team", "/conflicts", "/identity")) {
      Response answer = as(NADA).get("/v1/cases/" + job.caseId + below);
      assertThat(answer.statusCode()).as(below).isEqualTo(404);
      assertThat(body(answer)).as(below).isEqualTo(absent);
    }
    assertThat(pages(NADA, "/v1/cases")).doesNotContain(code);
    assertThat(pages(NADA, "/v1/worklist")).doesNotContain(code);
    assign(job, MIRA, Map.of("colleagues", List.of(account(NADA))))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/rule-broken"));
    as(TAMARA)
        .queryParam("caseId", job.caseId)
        .get("/v1/journal")
        .then()
        .body("entries.action", hasItem("conflict-recorded"))
        .body(
            "entries.find { it.action == 'conflict-recorded' }.details.reason", equalTo("RELATED"));
    lift(job, MIRA, closed.path("id")).then().statusCode(200);
    as(NADA).get("/v1/cases/{id}", job.caseId).then().statusCode(200);
  }

  @Test
  void aManagerWithAConflictOfInterestLeavesTheTeam() {
    MainJob job = named().takenOver(NADA);
    close(job, NADA, Map.of("account", account(NADA), "reason", "KNOWN_PRIVATELY"))
        .then()
        .statusCode(201);
    identity(job, NADA).then().statusCode(404);
    assertThat(as(MIRA).get("/v1/cases/{id}/team", job.caseId).<String>path("manager")).isNull();
    job.takenOver(MIRA);
    identity(job, MIRA).then().statusCode(200);
  }

  @Test
  void anOrganisationWithAConflictOfInterestIsNotAskedAndSeesNothing() {
    MainJob job = named().takenOver(MIRA);
    close(job, MIRA, Map.of("organization", JELENA.organization(), "reason", "NAMED_BY_THE_PERSON"))
        .then()
        .statusCode(201);
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral
        .tries(VERA, "T020", Walk.SEND)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/guard-not-met"))
        .body("errors.code", hasItem("no-conflict-of-interest"));
  }

  @Test
  void aHouseThatIsKeptFromTheCaseIsNoGuardianInIt() throws SQLException {
    MainJob job = child().takenOver(MIRA);
    does(JELENA, "guardianship", true);
    try {
      Map<String, Object> barred =
          Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY");
      Response closed = close(job, MIRA, barred);
      closed.then().statusCode(201);
      names(job, MIRA, JELENA)
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/rule-broken"))
          .body("errors.field", hasItem("organization"));
      lift(job, MIRA, closed.path("id")).then().statusCode(200);
      names(job, MIRA, JELENA).then().statusCode(200);
      close(job, MIRA, barred).then().statusCode(201);
      as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("guardianOrganization", nullValue());
    } finally {
      does(JELENA, "guardianship", false);
    }
  }

  static void does(Person of, String function, boolean does) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement sql =
            above.prepareStatement(
                "update directory.organization set functions = array_"
                    + (does ? "append" : "remove")
                    + "(functions, ?) where id = ?")) {
      sql.setString(1, function);
      sql.setObject(2, of.organization());
      assertThat(sql.executeUpdate()).isOne();
    }
  }

  @Test
  void aReferralThatWasSentBeforeDisappearsForIt() {
    MainJob job = named().takenOver(MIRA);
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    as(JELENA).get(referral.path).then().statusCode(200);
    close(job, SANJA, Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY"))
        .then()
        .statusCode(201);
    as(JELENA).get(referral.path).then().statusCode(404);
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
    assertThat(pages(JELENA, "/v1/referrals?box=RECEIVED"))
        .doesNotContain(referral.path.substring("/v1/referrals/".length()));
    as(PETAR).get(referral.path).then().statusCode(404);
  }

  @Test
  void whoMayRecordAConflictAndOfWhom() {
    MainJob job = named().takenOver(MIRA);
    Map<String, Object> own =
        Map.of("organization", MIRA.organization(), "reason", "PARTY_TO_THE_CASE");
    close(job, MIRA, own).then().statusCode(422);
    close(job, MIRA, Map.of("reason", "RELATED")).then().statusCode(400);
    close(job, NADA, Map.of("account", account(MIRA), "reason", "RELATED"))
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/not-your-turn"));
    lift(job, MIRA, Ids.random().toString()).then().statusCode(404);
  }

  @Test
  void theGlassIsNotBrokenWithoutTheSecondFactor() {
    MainJob job = named();
    as(NADA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "items",
                List.of("NAME"),
                "reason",
                "LIFE_AT_RISK",
                "minutes",
                5))
        .post("/v1/cases/{id}/break-glass", job.caseId)
        .then()
        .statusCode(401)
        .body("type", equalTo("/problems/step-up-needed"));
  }

  private static MainJob named() {
    return MainJob.aWomanAtTheCrossing().named(NAME).registered();
  }

  private static Response identity(MainJob job, Person who) {
    return as(who).get("/v1/cases/{id}/identity", job.caseId);
  }

  private static Response assign(MainJob job, Person who, Map<String, Object> body) {
    return as(who).header("If-Match", seen(job)).body(body).put("/v1/cases/{id}/team", job.caseId);
  }

  static Response close(MainJob job, Person who, Map<String, Object> body) {
    Map<String, Object> whole = new java.util.HashMap<>(body);
    whole.put("id", Ids.random());
    return as(who)
        .header("If-Match", seen(job))
        .body(whole)
        .post("/v1/cases/{id}/conflicts", job.caseId);
  }

  private static Response lift(MainJob job, Person who, String conflict) {
    return as(who)
        .header("If-Match", seen(job))
        .post("/v1/cases/{id}/conflicts/{conflict}/end", job.caseId, conflict);
  }

  /** The revision as the coordinator sees it. */
  private static String seen(MainJob job) {
    return revision(as(SANJA).get("/v1/cases/{id}", job.caseId));
  }

  private static String account(Person person) {
    return as(person).get("/v1/me").path("account");
  }

  private static Response guardian(MainJob job) {
    return names(job, MIRA, DRAGAN);
  }

  static Response names(MainJob job, Person who, Person guardian) {
    return as(who)
        .header("If-Match", seen(job))
        .body(Map.of("organization", guardian.organization(), "appointedOn", "2026-11-01"))
        .put("/v1/cases/{id}/guardian", job.caseId);
  }

  static MainJob child() {
    return MainJob.aWomanAtTheCrossing()
        .with("ageState", "CHILD")
        .with("age", 15)
        .with("consents", List.of(assent()))
        .registered();
  }

  private static Map<String, Object> assent() {
    Map<String, Object> said =
        new java.util.HashMap<>(MainJob.aWomanAtTheCrossing().said("CS-INT", "CR-GIVEN", null));
    said.put("method", "CM-ASSENT");
    return said;
  }

  static Map<String, Object> saidBy(MainJob job, Person keeper) {
    Map<String, Object> said =
        new java.util.HashMap<>(job.said("CS-STO", "CR-GIVEN", keeper, "NAME"));
    said.put("saidBy", "GUARDIAN");
    said.put("method", "CM-GUARD");
    return said;
  }

  private static String body(Response answer) {
    return answer.asString().replaceFirst("urn:uuid:[0-9a-f-]+", "");
  }

  /** All pages of a list. */
  private static String pages(Person who, String path) {
    StringBuilder all = new StringBuilder();
    String cursor = null;
    do {
      var request = as(who).queryParam("limit", 100);
      Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(path);
      page.then().statusCode(200);
      all.append(page.asString());
      cursor = page.path("next");
    } while (cursor != null);
    return all.toString();
  }
}
