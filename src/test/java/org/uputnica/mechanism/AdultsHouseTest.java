package org.uputnica.mechanism;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.mechanism.AgeApiTest.DISPUTED;
import static org.uputnica.mechanism.AgeApiTest.found;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** Who turns out to be a child does not go to a house for adults. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AdultsHouseTest {
  @Inject MechanismVersionService versions;

  @Test
  void aHouseForAdultsDoesNotTakeWhoTurnedOutToBeAChild() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Lasta Izmisljena").registered();
    Walk asked = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    asked.step(VERA, "T020", Walk.SEND).step(JELENA, "T022", Map.of());
    found(VERA, job, DISPUTED).then().statusCode(201);
    asked
        .tries(JELENA, "T024", Walk.ACCEPT)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("criteria-met"));
    as(JELENA).get(asked.path).then().body("needs.ageState", equalTo("PRESUMED_CHILD"));
    asked.seenBy(JELENA);
    asked.step(JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    as(VERA).get(asked.path).then().body("needs.ageState", equalTo("ADULT"));

    MainJob taken = MainJob.aWomanAtTheCrossing().named("Grlica Izmisljena").registered();
    Walk accepted = taken.referTo(MainJob.BREZA, "NAME");
    taken.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    accepted.accepted();
    found(VERA, taken, DISPUTED).then().statusCode(201);
    accepted.seenBy(VERA);
    accepted
        .tries(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "SERVICE_CAR"))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("criteria-met"));
  }

  @Test
  void norDoesSheGoThereOnAnOlderVersion() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Senica Izmisljena").registered();
    Walk accepted = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    accepted.accepted();
    OlderVersion.of(
        job,
        versions,
        "base/referral.yaml",
        ", when: [risk-fresh], when-child: [criteria-met], starts",
        ", when: [risk-fresh], starts");
    found(VERA, job, DISPUTED).then().statusCode(201);
    as(VERA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body(
            "tracks.find { it.track == 'referral' }.steps.find { it.step == 'T027' }.reasons.code",
            hasItem("criteria-met"));
    accepted.seenBy(VERA);
    accepted
        .tries(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "SERVICE_CAR"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", contains("criteria-met"));
  }
}
