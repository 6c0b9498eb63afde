package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.note;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;
import org.uputnica.testing.WorkList;

/**
 * What is found about age after registration: doubt counts for the child at once, and only a
 * decision ends that (Council of Europe Convention, article 10(3)).
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AgeApiTest {
  @Inject AgeJob late;

  static final Map<String, Object> DISPUTED =
      Map.of("ageState", "PRESUMED_CHILD", "age", 16, "ageGround", "SAID");
  private static final Map<String, Object> GROWN_UP =
      Map.of(
          "ageState",
          "ADULT",
          "age",
          19,
          "ageGround",
          "DECISION",
          "decidedBy",
          IVANA.organization());

  @Test
  void whoMayBeAChildGoesOverToTheRuleForChildrenAtOnce() {
    MainJob job = known();
    Walk overall = run(MIRA, job, "overall");
    assertThat(clocks(job)).doesNotContain("DL-GUARD", "DL-CHILD");

    found(VERA, job, DISPUTED)
        .then()
        .statusCode(201)
        .body("kind", equalTo("AGE"))
        .body("ageState", equalTo("PRESUMED_CHILD"));

    assertThat(clocks(job)).contains("DL-GUARD", "DL-CHILD");
    Walk identification = run(MIRA, job, "identification");
    identification
        .tries(
            MIRA,
            "T005",
            Map.of(
                "identification-body",
                IVANA.organization().toString(),
                "summary",
                note(job),
                "person-informed",
                "true",
                "guardian-informed",
                "true"))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("guardian-named"));
    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body("statements.findAll { it.scope == 'CS-STO' }.inForce", not(hasItem(true)));
    Map<String, Object> alarm = noticeOf(SANJA, overall.id(), "alarm");
    WorkList.answer(SANJA, alarm, "ACTED").then().statusCode(200);
    as(TAMARA)
        .queryParam("caseId", job.caseId)
        .get("/v1/journal")
        .then()
        .body(
            "entries.find { it.action == 'age-recorded' }.details.state", equalTo("PRESUMED_CHILD"))
        .body("entries.find { it.action == 'age-recorded' }.details.ground", equalTo("SAID"));

    identification.step(MIRA, "A003", Map.of("told-on", DAY));
    guardian(job).then().statusCode(200);
    run(MIRA, job, "overall")
        .step(DRAGAN, "A014", Map.of("met-on", DAY, "person-informed", "true"));
    assertThat(clocks(job)).doesNotContain("DL-GUARD", "DL-CHILD");
  }

  @Test
  void whoTurnsOutToBeAChildAfterADecisionIsToldOfAsWell() {
    MainJob job = known();
    job.says(MIRA, "CS-NRM", "CR-GIVEN", IVANA).then().statusCode(201);
    run(MIRA, job, "identification")
        .step(
            MIRA,
            "T005",
            Map.of("identification-body", IVANA.organization().toString(), "summary", note(job)));
    run(MIRA, job, "identification")
        .step(
            IVANA,
            "T007",
            Map.of(
                "reasons",
                note(job),
                "decision-date",
                DAY,
                "members-present",
                "3",
                "decision-delivered",
                "true",
                "review-explained",
                "true"));
    found(MIRA, job, Map.of("ageState", "CHILD", "age", 15, "ageGround", "DOCUMENT"))
        .then()
        .statusCode(201);
    assertThat(clocks(job)).contains("DL-GUARD", "DL-CHILD");
    run(MIRA, job, "identification").step(MIRA, "A003", Map.of("told-on", DAY));
    assertThat(clocks(job)).contains("DL-GUARD").doesNotContain("DL-CHILD");
  }

  @Test
  void ofWhomNobodyCanSayTheAgeAGuardianIsNeeded() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("ageState", "UNKNOWN")
            .with("consents", List.of(assent()))
            .registered();
    assertThat(clocks(job)).contains("DL-GUARD", "DL-CHILD");
    found(MIRA, job, Map.of("ageState", "UNKNOWN", "age", 30, "ageGround", "SEEN"))
        .then()
        .statusCode(422);
    found(MIRA, job, GROWN_UP).then().statusCode(201);
    assertThat(clocks(job)).doesNotContain("DL-GUARD", "DL-CHILD");
  }

  @Test
  void whomAnEarlierVersionTookForAnAdultGoesOverByHerself() throws SQLException {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("ageState", "UNKNOWN")
            .with("consents", List.of(assent()))
            .registered();
    neverRan(job, "DL-GUARD", "DL-CHILD");
    assertThat(clocks(job)).doesNotContain("DL-GUARD", "DL-CHILD");
    late.goOver();
    assertThat(clocks(job)).contains("DL-GUARD", "DL-CHILD");
    noticeOf(SANJA, run(MIRA, job, "overall").id(), "alarm");

    guardian(job).then().statusCode(200);
    run(MIRA, job, "overall")
        .step(DRAGAN, "A014", Map.of("met-on", DAY, "person-informed", "true"));
    late.goOver();
    assertThat(clocks(job)).as("what was answered is not asked again").doesNotContain("DL-GUARD");
  }

  private static void neverRan(MainJob job, String... codes) throws SQLException {
    for (String table : List.of("clock_event", "clock")) {
      try (Connection above = Database.connect();
          PreparedStatement sql =
              above.prepareStatement(
                  "delete from process." + table + " where case_id = ? and code = any (?)")) {
        sql.setObject(1, job.caseId);
        sql.setArray(2, above.createArrayOf("text", codes));
        assertThat(sql.executeUpdate()).isEqualTo(codes.length);
      }
    }
  }

  @Test
  void aChildIsOneUntilABodyForIdentificationDecides() {
    MainJob job = child();
    guardian(job).then().statusCode(200);
    best(job).then().statusCode(201);

    Map<String, Object> said = Map.of("ageState", "ADULT", "age", 18, "ageGround", "SAID");
    refused(VERA, job, said, ProblemType.RULE_BROKEN, "decidedBy");
    refused(MIRA, job, said, ProblemType.RULE_BROKEN, "decidedBy");
    refused(
        MIRA,
        job,
        with(GROWN_UP, "decidedBy", JELENA.organization()),
        ProblemType.RULE_BROKEN,
        "decidedBy");
    refused(DRAGAN, job, GROWN_UP, ProblemType.NOT_YOUR_TURN, "ageState");
    refused(VERA, job, GROWN_UP, ProblemType.NOT_YOUR_TURN, "ageState");
    refused(MIRA, job, with(GROWN_UP, "age", 15), ProblemType.INVALID_VALUE, "age");
    refused(
        MIRA,
        job,
        Map.of("ageState", "ADULT", "ageGround", "DECISION"),
        ProblemType.INVALID_VALUE,
        "decidedBy");
    refused(MIRA, job, Map.of("ageGround", "SAID"), ProblemType.MISSING_FIELD, "ageState");
    refused(MIRA, job, Map.of("ageState", "CHILD"), ProblemType.MISSING_FIELD, "ageGround");
    as(PETAR).get("/v1/cases/{id}", job.caseId).then().statusCode(404);

    UUID key = Ids.random();
    String read = revision(as(MIRA).get("/v1/cases/{id}", job.caseId));
    Map<String, Object> body = body(GROWN_UP);
    Response once = post(MIRA, job, body, read, key);
    once.then().statusCode(201);
    post(MIRA, job, body, read, key).then().statusCode(201).body("id", equalTo(once.path("id")));
    post(MIRA, job, body(GROWN_UP), read, Ids.random())
        .then()
        .statusCode(412)
        .body("type", endsWith("/stale-revision"));
    as(MIRA)
        .get("/v1/cases/{id}", job.caseId)
        .then()
        .body("ageState", equalTo("ADULT"))
        .body("guardianOrganization", nullValue())
        .body("bestInterestsDetermined", nullValue());
    assertThat(clocks(job)).doesNotContain("DL-GUARD", "DL-CHILD");
    JsonPath steps = as(MIRA).get("/v1/cases/" + job.caseId + "/steps").jsonPath();
    assertThat(
            steps.getList(
                "tracks.find { it.track == 'identification' }.steps.find { it.step == 'A003' }.reasons.code"))
        .contains("children-only");
  }

  @Test
  void whatWasFoundFollowsFromNothingWhereTheRuleStaysTheSame() {
    MainJob job = child();
    List<String> before = clocks(job);
    found(MIRA, job, DISPUTED).then().statusCode(201);
    assertThat(clocks(job)).containsExactlyElementsOf(before);
    as(MIRA)
        .get("/v1/cases/{id}", job.caseId)
        .then()
        .body("ageState", equalTo("PRESUMED_CHILD"))
        .body("age", equalTo(16))
        .body("tracks.track", containsInAnyOrder("identification", "assistance", "overall"));
  }

  private static MainJob child() {
    return MainJob.aWomanAtTheCrossing()
        .with("ageState", "CHILD")
        .with("age", 15)
        .with("consents", List.of(assent()))
        .registered();
  }

  private static List<String> clocks(MainJob job) {
    return as(MIRA)
        .get("/v1/cases/" + job.caseId + "/steps")
        .jsonPath()
        .getList("tracks.clocks.flatten().clock", String.class);
  }

  private static void refused(
      Person who, MainJob job, Map<String, Object> said, ProblemType type, String field) {
    Refusals.refused(() -> found(who, job, said), type, field);
  }

  static Response found(Person who, MainJob job, Map<String, Object> said) {
    String read = revision(as(MIRA).get("/v1/cases/{id}", job.caseId));
    return post(who, job, body(said), read, Ids.random());
  }

  private static Response post(
      Person who, MainJob job, Map<String, Object> body, String read, UUID key) {
    return as(who)
        .header("If-Match", read)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/cases/{id}/assessments", job.caseId);
  }

  private static Map<String, Object> body(Map<String, Object> said) {
    Map<String, Object> body = new HashMap<>(said);
    body.putAll(Map.of("id", Ids.random(), "kind", "AGE", "deviceTime", MainJob.now()));
    return body;
  }

  private static Map<String, Object> with(Map<String, Object> said, String field, Object value) {
    Map<String, Object> other = new HashMap<>(said);
    other.put(field, value);
    return other;
  }

  private static Response guardian(MainJob job) {
    return as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", DAY))
        .put("/v1/cases/{id}/guardian", job.caseId);
  }

  private static Response best(MainJob job) {
    return as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(
            Map.of(
                "id",
                Ids.random(),
                "kind",
                "BEST_INTERESTS",
                "favourable",
                true,
                "childHeard",
                true,
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/assessments", job.caseId);
  }

  private static Map<String, Object> assent() {
    Map<String, Object> said =
        new HashMap<>(MainJob.aWomanAtTheCrossing().said("CS-INT", "CR-GIVEN", null));
    said.put("method", "CM-ASSENT");
    return said;
  }
}
