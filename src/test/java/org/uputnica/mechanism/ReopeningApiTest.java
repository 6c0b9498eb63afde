package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.comparison;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.note;
import static org.uputnica.mechanism.Runs.opened;
import static org.uputnica.mechanism.Runs.opens;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.WorkList.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Who comes back is asked everything anew (domain 3.7, T047). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReopeningApiTest {
  @Inject MechanismVersionService versions;

  private MainJob job;
  private Walk overall;

  @BeforeEach
  void register() {
    job = known();
    overall = run(MIRA, job, "overall");
  }

  @Test
  void whatWasSaidBeforeTheClosingIsListedAndCountsNoLonger() {
    job.says(MIRA, "CS-NRM", "CR-REFUSED", IVANA).then().statusCode(201);
    close();
    tries("T047").then().statusCode(409).body("errors.code", contains("all-consents-new"));

    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    takes("T082");

    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body("statements.findAll { it.scope == 'CS-POST' }.inForce", contains(false))
        .body("statements.findAll { it.scope == 'CS-STO' }.inForce", hasItem(true))
        .body("statements.findAll { it.scope == 'CS-NRM' }.status", contains("CR-REFUSED"));
    tries("T074").then().statusCode(409).body("errors.code", contains("consent-given CS-POST"));
  }

  @Test
  void whatWasSaidBeforeAndIsWrittenDownLateDoesNotCountEither() {
    Map<String, Object> before = saidNow("CS-STO", MIRA);
    close();
    keeps(before);
    tries("T047").then().statusCode(409).body("errors.code", contains("all-consents-new"));
  }

  @Test
  void whatSheRefusedThenMayBeAskedNow() {
    Map<String, Object> no = saidNow("CS-NRM", IVANA);
    no.put("status", "CR-REFUSED");
    keeps(no);
    Map<String, Object> yes = saidNow("CS-NRM", IVANA);
    yes.put("contact", no.get("contact"));
    as(MIRA).body(yes).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(409);
    close();
    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    yes.putAll(Map.of("id", Ids.random(), "deviceTime", Instant.now().toString()));
    keeps(yes);
  }

  @Test
  void herNameIsReadOnNewConsentOnly() {
    close();
    Map<String, Object> withoutName = saidNow("CS-STO", MIRA);
    withoutName.put("items", List.of("CONTACT"));
    keeps(withoutName);
    takes("T047");
    as(MIRA).get("/v1/cases/{id}/identity", job.caseId).then().body("name", equalTo(null));
  }

  @Test
  void anExceptionForWhoCouldNotDecideEndsWithHerWordsAndOneOfTheLawByItsOwnTime() {
    for (String reason : List.of("OV-INCAP", "OV-VITAL")) {
      as(MIRA)
          .body(
              Map.of(
                  "id", Ids.random(),
                  "reason", reason,
                  "scope", "CS-REF-SVC",
                  "recipient", JELENA.organization(),
                  "items", List.of("HEALTH"),
                  "deviceTime", Instant.now().toString()))
          .post("/v1/cases/{id}/exceptions", job.caseId)
          .then()
          .statusCode(201)
          .body("inForce", equalTo(true));
    }
    close();
    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body("statements.find { it.exceptionReason == 'OV-INCAP' }.inForce", equalTo(false))
        .body("statements.find { it.exceptionReason == 'OV-VITAL' }.inForce", equalTo(true));
  }

  @Test
  void whatSheTakesBackLateIsWrittenDown() {
    keeps(saidNow("CS-POST", MIRA));
    String before = Instant.now().toString();
    close();
    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-POST",
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                before))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201);
  }

  @Test
  void theWaysAreComparedAnew() {
    Walk solution =
        opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"))
            .step(MIRA, "A071", comparison());
    close();
    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    solution
        .tries(MIRA, "T044", Map.of("person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("options-compared"));
    solution.step(MIRA, "A071", comparison()).step(MIRA, "T044", Map.of("person-chose", "true"));
  }

  @Test
  void whatIsInAChildsBestInterestsIsDeterminedAnew() {
    aChildWithItsDetermination();
    Walk solution =
        opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"))
            .step(MIRA, "A071", comparison())
            .step(MIRA, "T044", Map.of("person-chose", "true"))
            .step(MIRA, "T073", Map.of("what-changed", note(job)))
            .step(MIRA, "A071", comparison());
    assertUndetermined();
    solution
        .tries(MIRA, "T044", Map.of("person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("best-interests-determined"));

    determines();
    guardianSays("CS-POST");
    overall.step(MIRA, "T045", Map.of("closure-reason", "CL-GOAL"));
    guardianSays("CS-STO");
    takes("T047");
    assertUndetermined();
  }

  private void aChildWithItsDetermination() {
    Map<String, Object> assent =
        new HashMap<>(MainJob.aWomanAtTheCrossing().said("CS-INT", "CR-GIVEN", null));
    assent.put("method", "CM-ASSENT");
    job =
        MainJob.aWomanAtTheCrossing()
            .with("ageState", "CHILD")
            .with("age", 15)
            .with("consents", List.of(assent))
            .registered();
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", DAY))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    determines();
    overall = run(MIRA, job, "overall");
  }

  private void determines() {
    as(MIRA)
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
        .post("/v1/cases/{id}/assessments", job.caseId)
        .then()
        .statusCode(201)
        .body("favourable", equalTo(true));
  }

  private void assertUndetermined() {
    as(MIRA)
        .get("/v1/cases/{id}", job.caseId)
        .then()
        .body("bestInterestsDetermined", equalTo(false));
  }

  private void guardianSays(String scope) {
    Map<String, Object> said = saidNow(scope, MIRA);
    said.put("method", "CM-GUARD");
    said.put("saidBy", "GUARDIAN");
    as(DRAGAN).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    Map<String, Object> assent = saidNow(scope, MIRA);
    assent.put("method", "CM-ASSENT");
    as(MIRA).body(assent).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  @Test
  void nothingNewIsAskedInAClosedCase() {
    close();
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "service",
                "1e000000-0000-4000-8000-0000000a0901",
                "priority",
                "URGENT",
                "items",
                List.of("HEALTH")))
        .post("/v1/cases/{id}/referrals", job.caseId)
        .then()
        .statusCode(409)
        .body("errors.code", contains("case-open"));
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "toCountry",
                "AL",
                "purpose",
                "RETURN",
                "items",
                List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", job.caseId)
        .then()
        .statusCode(409)
        .body("errors.code", contains("case-open"));
  }

  @Test
  void nothingBeginsInAClosedCase() throws SQLException {
    close();
    refusesToBegin("legal-status");
    refusesToBegin("justice");
    refusesToBegin("durable-solution");
    OlderVersion.of(
        job,
        versions,
        "base/legal-status.yaml",
        "when: [case-open], part-of: N12 }",
        "part-of: N12 }");
    refusesToBegin("legal-status");

    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    opens(MIRA, job, "legal-status", Map.of()).then().statusCode(201);
  }

  private void refusesToBegin(String track) {
    opens(MIRA, job, track, Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", contains("case-open"));
  }

  @Test
  void theOtherRunsRestUntilItIsOpenedAgain() {
    Walk ways = opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"));
    Walk help = run(MIRA, job, "assistance");
    assertThat(lines(MIRA, ways.id())).hasSize(1);
    assertThat(lines(MIRA, help.id())).hasSize(1);
    close();
    assertThat(lines(MIRA, ways.id())).isEmpty();
    assertThat(lines(MIRA, help.id())).isEmpty();
    as(MIRA)
        .get("/v1/cases/{id}/clocks", job.caseId)
        .then()
        .body("clocks.findAll { it.endedAt == null }.clock", contains("DL-RET"));
    ways.seenBy(MIRA);
    ways.tries(MIRA, "A071", Runs.comparison())
        .then()
        .statusCode(409)
        .body("errors.code", contains("case-open"));
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body(
            "tracks.find { it.track == 'durable-solution' }.steps.find { it.step == 'A071' }"
                + ".reasons.code",
            contains("case-open"));

    keeps(saidNow("CS-STO", MIRA));
    takes("T047");
    assertThat(lines(MIRA, ways.id())).hasSize(1);
    assertThat(lines(MIRA, help.id())).as("help begins anew").isEmpty();
    run(MIRA, job, "durable-solution").step(MIRA, "A071", Runs.comparison());
  }

  private void close() {
    job.says(MIRA, "CS-POST", "CR-GIVEN", MIRA).then().statusCode(201);
    overall.step(MIRA, "T045", Map.of("closure-reason", "CL-GOAL"));
  }

  private Response tries(String step) {
    Map<String, Object> inputs =
        step.equals("T047") ? Map.of("what-happened", note(job)) : Map.of();
    return overall.tries(MIRA, step, inputs);
  }

  private void takes(String step) {
    tries(step).then().statusCode(200);
    overall = run(MIRA, job, "overall");
  }

  private Map<String, Object> saidNow(String scope, Person recipient) {
    Map<String, Object> said = job.said(scope, "CR-GIVEN", recipient, "NAME", "CONTACT");
    said.put("deviceTime", Instant.now().toString());
    return said;
  }

  private void keeps(Map<String, Object> said) {
    as(MIRA).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }
}
