package org.uputnica.rights;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
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
    TeamTest.close(job, MIRA, Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY"))
        .then()
        .statusCode(201);
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
    TeamTest.close(job, MIRA, Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY"))
        .then()
        .statusCode(201);
    identity().statusCode(200);
    as(MIRA).get("/v1/cases/{id}/consents", job.caseId).then().body(REMOVED, hasSize(0));
  }

  private ValidatableResponse identity() {
    return as(MIRA).get("/v1/cases/{id}/identity", job.caseId).then();
  }

  private void says(Person writes, Person keeper) {
    Map<String, Object> said = TeamTest.saidBy(job, keeper);
    said.put("deviceTime", clock.instant().toString());
    as(writes).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }
}
