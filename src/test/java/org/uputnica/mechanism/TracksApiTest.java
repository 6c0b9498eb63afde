package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.comparison;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.note;
import static org.uputnica.mechanism.Runs.opened;
import static org.uputnica.mechanism.Runs.opens;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** Stay, courts and the future, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TracksApiTest {
  @Inject MechanismVersionService versions;

  private static final Map<String, Object> RECOVERY =
      Map.of(
          "recovery-from",
          DAY,
          "recovery-ground",
          "LAW_ON_FOREIGNERS",
          "recovery-explained",
          "true");

  @Test
  void theTimeToRecoverStartsAndEndsByADecision() {
    MainJob job = known();
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .statusCode(200)
        .body("openings.track", hasItems("legal-status", "justice", "durable-solution"))
        .body("openings.track", not(hasItem("overall")));
    opens(JELENA, job, "legal-status", Map.of()).then().statusCode(404);
    opens(SANJA, job, "legal-status", Map.of()).then().statusCode(403);
    opens(MIRA, job, "fortune", Map.of())
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"));
    opens(MIRA, job, "referral", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    Walk stay = opened(VERA, job, "legal-status", Map.of());
    opens(MIRA, job, "legal-status", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    stay.tries(VERA, "T031", RECOVERY)
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
    stay.tries(MIRA, "T031", Map.of("recovery-from", DAY, "recovery-ground", "GOOD_WILL"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("inputs.recovery-ground", "inputs.recovery-explained"));
    stay.tries(MIRA, "T032", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    Response started = stay.tries(MIRA, "T031", RECOVERY);
    started
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-REFL"))
        .body("clocks.clock", containsInAnyOrder("DL-REFL-MIN", "DL-REFL-MAX"));
    Walk running = new Walk(stay.path, revision(started));
    running
        .tries(MIRA, "T032", Map.of("recovery-end", "PERSON_DECIDED", "nobody-removed", "true"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.next-step"));
    running
        .tries(
            MIRA,
            "T032",
            Map.of(
                "recovery-end",
                "PERSON_DECIDED",
                "next-step",
                "STAY_PERMIT",
                "nobody-removed",
                "true"))
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-END"))
        .body("clocks.size()", equalTo(0));
  }

  @Test
  void recoveryWaitsForThePresumptionAndNoLonger() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .named("Dunja Izmisljena")
            .with("screening", "UNDECIDED")
            .registered();
    opened(MIRA, job, "legal-status", Map.of())
        .tries(MIRA, "T031", RECOVERY)
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", hasItem("reflection-may-start"));
  }

  @Test
  void whoAsksForProtectionIsNotSpokenOfAbroad() {
    MainJob job = known();
    UUID draft = Ids.random();
    as(MIRA)
        .body(Map.of("id", draft, "toCountry", "AL", "purpose", "RETURN", "items", List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", job.caseId)
        .then()
        .statusCode(201);
    Walk stay = opened(MIRA, job, "legal-status", Map.of()).step(MIRA, "T031", RECOVERY);
    Walk solution = opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"));
    solution.step(MIRA, "A071", comparison());
    Map<String, Object> claim = Map.of("claim-date", DAY, "no-contact-with-home", "true");
    stay.tries(MIRA, "T061", claim).then().statusCode(409).body("type", endsWith("/not-your-turn"));
    Response claimed = stay.triesAs("PERSON", MIRA, "T061", claim);
    claimed
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-ASY"))
        .body("clocks.clock", containsInAnyOrder("DL-REFL-MIN", "DL-REFL-MAX"));
    as(MIRA)
        .get("/v1/crossborder-requests/{id}", draft)
        .then()
        .statusCode(200)
        .body("state", equalTo("XB-STOP"));
    solution
        .tries(MIRA, "T071", Map.of("return-country", "AL", "person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("no-asylum-pending"));
    new Walk(stay.path, revision(claimed))
        .tries(MIRA, "A061", Map.of("claim-end", "TAKEN_BACK"))
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-REFL"));
  }

  @Test
  void aProceedingIsNotedAndNothingWaitsForIt() {
    MainJob job = known();
    opens(MIRA, job, "justice", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.no-link-with-help"));
    Walk court = opened(MIRA, job, "justice", Map.of("no-link-with-help", "true"));
    opened(MIRA, job, "justice", Map.of("no-link-with-help", "true"));
    Map<String, Object> file = Map.of("court-reference", note(job));
    court.tries(MIRA, "T034", file).then().statusCode(409).body("errors.code", hasItem("any-of"));
    as(ZORAN).get("/v1/cases/{id}/steps", job.caseId).then().statusCode(403);
    job.says(MIRA, "CS-POL", "CR-GIVEN", ZORAN).then().statusCode(201);
    court.step(MIRA, "T034", file);
    court
        .tries(MIRA, "T063", Map.of("measures-asked", "VIDEO", "person-asks", "true"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
    court
        .triesAs("PERSON", MIRA, "T035", Map.of("claim-before", "HEAVEN"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.claim-before"));
    Response claimed = court.triesAs("PERSON", MIRA, "T035", Map.of("claim-before", "STATE_FUND"));
    claimed.then().statusCode(200).body("state", equalTo("JU-COM"));
    new Walk(court.path, revision(claimed))
        .tries(
            MIRA,
            "T066",
            Map.of("compensation-outcome", "PAID", "amount", "4000", "outcome-told", "true"))
        .then()
        .statusCode(200)
        .body("state", equalTo("JU-END"));
  }

  @Test
  void whatMayBeginIsWhatTheOwnVersionOfTheCaseSays() throws SQLException {
    MainJob job = known();
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("openings.track", hasItem("durable-solution"));
    OlderVersion.of(
        job,
        versions,
        "base/durable-solution.yaml",
        "to: DS-DET, by: [R-CASE@owner, R-LAW@owner",
        "to: DS-DET, by: [R-LAW@owner");
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("openings.track", not(hasItem("durable-solution")));
    opens(MIRA, job, "durable-solution", Map.of("person-asks", "true"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
  }

  @Test
  void aSolutionOpensAgainByTheOwnVersionOfTheCase() throws SQLException {
    MainJob job = known();
    Walk solution =
        opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"))
            .step(MIRA, "A071", comparison());
    OlderVersion.of(
        job,
        versions,
        "base/durable-solution.yaml",
        "code: A073, label: the ways open again,      from: [DS-RET, DS-3RD], ",
        "code: A073, label: the ways open again,      from: [DS-3RD], ");
    solution.step(MIRA, "T071", Map.of("return-country", "AL", "person-chose", "true"));
    String draft =
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'cross-border' }.id");
    Walk request = new Walk("/v1/crossborder-requests/" + draft, "\"0\"");
    request.seenBy(MIRA);
    request.step(MIRA, "T043", Map.of("stop-reason", "PERSON_DECIDED"));
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'durable-solution' }.state", equalTo("DS-RET"));
  }

  @Test
  void aChoiceRestsOnAComparisonAndOpensAgainWhenTheJourneyFallsAway() {
    MainJob job = known();
    opens(MIRA, job, "durable-solution", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.person-asks"));
    Walk solution = opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"));
    Map<String, Object> home = Map.of("return-country", "AL", "person-chose", "true");
    solution
        .tries(MIRA, "T071", home)
        .then()
        .statusCode(409)
        .body("errors.code", contains("options-compared"));
    solution
        .tries(MIRA, "A071", Map.of("for-staying", "SAFETY"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("inputs.for-return", "inputs.compared-aloud"));
    solution.step(MIRA, "A071", comparison()).step(MIRA, "T071", home);
    Response requests = as(MIRA).get("/v1/crossborder-requests?limit=100");
    String draft =
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'cross-border' }.id");
    requests.then().body("entries.id", hasItem(draft));
    Walk request = new Walk("/v1/crossborder-requests/" + draft, "\"0\"");
    request
        .seenBy(MIRA)
        .then()
        .statusCode(200)
        .body("state", equalTo("XB-REQ"))
        .body("purpose", equalTo("RETURN"))
        .body("otherCountry", equalTo("AL"));
    request.step(MIRA, "T043", Map.of("stop-reason", "PERSON_DECIDED"));
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'durable-solution' }.state", equalTo("DS-DET"));
    assertThat(noticeOf(MIRA, UUID.fromString(draft), "reconsider-solution"))
        .containsEntry("step", "T043");
    run(MIRA, job, "durable-solution")
        .tries(MIRA, "T044", Map.of("person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("options-compared"));
    run(MIRA, job, "durable-solution")
        .step(MIRA, "A071", comparison())
        .step(MIRA, "T044", Map.of("person-chose", "true"))
        .step(MIRA, "T073", Map.of("what-changed", note(job)));
    as(JELENA).get("/v1/cases/{id}/steps", job.caseId).then().statusCode(404);
  }
}
