package org.uputnica.rights;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What a guardian agreed to ends with a conflict of interest, and only with one. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RemovedGuardianTest {
  private static final String REMOVED = "statements.findAll { it.reason == 'GUARDIAN_CONFLICT' }";

  /** The time of the practice, which other tests move. */
  @Inject Clock clock;

  private MainJob job = MainJob.aWomanAtTheCrossing();

  @BeforeEach
  void aGuardianAgreesThatTheNameIsKept() throws SQLException {
    TeamTest.does(JELENA, "guardianship", true);
    job = TeamTest.child();
    TeamTest.names(job, MIRA, JELENA).then().statusCode(200);
    says(MIRA, VERA);
    says(MIRA, MIRA);
    as(VERA)
        .header("If-Match", revision(as(VERA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("name", "Grozdana Izmisljena"))
        .put("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200);
    job.takenOver(MIRA);
    identity().statusCode(200);
  }

  @AfterEach
  void theHouseIsAHouseAgain() throws SQLException {
    TeamTest.does(JELENA, "guardianship", false);
  }

  @Test
  void withAConflictOfInterestTheYesEndsUntilTheNextGuardianSaysOne() {
    bars(job);
    identity().statusCode(409).body("type", equalTo("/problems/consent-missing"));
    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body(REMOVED, hasSize(2))
        .body(REMOVED + ".status.unique()", contains("CR-INVALID"))
        .body("statements.findAll { it.scope == 'CS-STO' && it.inForce }", hasSize(0))
        .body("statements.find { it.scope == 'CS-INT' }.inForce", equalTo(true));
    as(MIRA)
        .get("/v1/cases/{id}/recalls", job.caseId)
        .then()
        .body("recalls.recipient", hasItem(MIRA.organization().toString()));
    TeamTest.names(job, MIRA, DRAGAN).then().statusCode(200);
    identity().statusCode(409);
    says(DRAGAN, MIRA);
    identity().statusCode(200);
  }

  @Test
  void anotherGuardianAloneEndsNothing() {
    TeamTest.names(job, MIRA, DRAGAN).then().statusCode(200);
    identity().statusCode(200);
    as(MIRA).get("/v1/cases/{id}/consents", job.caseId).then().body(REMOVED, hasSize(0));
  }

  @Test
  void aConflictThatIsFoundAfterAnotherWasNamedEndsWhatTheFormerOneAgreedTo() {
    TeamTest.names(job, MIRA, DRAGAN).then().statusCode(200);
    says(DRAGAN, VERA);
    bars(job);
    identity().statusCode(409).body("type", equalTo("/problems/consent-missing"));
    as(MIRA)
        .get("/v1/cases/{id}", job.caseId)
        .then()
        .body("guardianOrganization", equalTo(DRAGAN.organization().toString()));
    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body(REMOVED + ".recipient", contains(MIRA.organization().toString()))
        .body(
            "statements.findAll { it.scope == 'CS-STO' && it.inForce }.recipient",
            contains(VERA.organization().toString()));
    says(DRAGAN, MIRA);
    identity().statusCode(200);
  }

  @Test
  void whatTheRemovedOneAgreedToMayComeInLate() {
    Map<String, Object> yes = TeamTest.saidBy(job, PETAR);
    yes.put("deviceTime", clock.instant().toString());
    bars(job);
    TeamTest.names(job, MIRA, DRAGAN).then().statusCode(200);
    as(MIRA)
        .body(yes)
        .post("/v1/cases/{id}/consents", job.caseId)
        .then()
        .statusCode(201)
        .body("inForce", equalTo(false));
    yes.put("id", Ids.random());
    yes.put("deviceTime", clock.instant().toString());
    as(MIRA)
        .body(yes)
        .post("/v1/cases/{id}/consents", job.caseId)
        .then()
        .statusCode(201)
        .body("inForce", equalTo(true));
  }

  @Test
  void aConflictFromAnotherRecordOfTheChildRemovesTheGuardianToo() {
    MainJob twice = TeamTest.child().takenOver(MIRA);
    TeamTest.names(twice, MIRA, DRAGAN).then().statusCode(200);
    says(DRAGAN, twice, MIRA);
    bars(twice);
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", twice.caseId);
    String run = "tracks.find { it.track == 'overall' }.";
    new Walk(
            "/v1/cases/" + twice.caseId + "/tracks/" + steps.path(run + "id"),
            "\"" + steps.path(run + "revision") + "\"")
        .step(MIRA, "A045", Map.of("other-case", job.caseId.toString(), "merge-agreed", "true"));
    identity().statusCode(409).body("type", equalTo("/problems/consent-missing"));
    as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("guardianOrganization", nullValue());
    as(MIRA).get("/v1/cases/{id}/consents", job.caseId).then().body(REMOVED, hasSize(2));
  }

  private static void bars(MainJob job) {
    TeamTest.close(job, MIRA, Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY"))
        .then()
        .statusCode(201);
  }

  private ValidatableResponse identity() {
    return as(MIRA).get("/v1/cases/{id}/identity", job.caseId).then();
  }

  private void says(Person writes, Person keeper) {
    says(writes, job, keeper);
  }

  private void says(Person writes, MainJob of, Person keeper) {
    Map<String, Object> said = TeamTest.saidBy(of, keeper);
    said.put("deviceTime", clock.instant().toString());
    as(writes).body(said).post("/v1/cases/{id}/consents", of.caseId).then().statusCode(201);
  }
}
