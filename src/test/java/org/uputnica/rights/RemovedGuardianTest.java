package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Migration;
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

  /** What an upgrade finds of guardians who were removed before it. */
  @Test
  void aGuardianWhoWasRemovedBeforeTheUpgradeSaysNothingLateEither()
      throws SQLException, IOException {
    bars(job);
    assertThat(
            afterTheUpgrade(
                "select max(s.recorded_at) from process.consent_statement s where s.case_id = c.id"
                    + " and s.invalid_reason = 'GUARDIAN_CONFLICT'"))
        .isTrue();
  }

  @Test
  void norDoesOneWhoHadCeasedBeforeTheConflictWasRecorded() throws SQLException, IOException {
    TeamTest.names(job, MIRA, DRAGAN).then().statusCode(200);
    bars(job);
    assertThat(
            afterTheUpgrade(
                "select e.at from audit.entry e where e.case_id = c.id and e.action = 'guardian-named'"
                    + " and e.subject = '%s'".formatted(DRAGAN.organization()),
                "update process.consent_statement set invalid_reason = 'DURESS' where case_id = '%s'"
                    + " and status = 'CR-INVALID'"))
        .isTrue();
  }

  /** Whether yeses count from this time on, where it was not kept; rolled back. */
  private boolean afterTheUpgrade(String from, String... before) throws SQLException, IOException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      above.setAutoCommit(false);
      try {
        sql.execute("set local session_replication_role = replica"); // as before its triggers
        sql.execute(
            "delete from process.former_guardian where case_id = '%s'".formatted(job.caseId));
        sql.execute(
            "update process.case_record set guardian_yeses_from = null where id = '%s'"
                .formatted(job.caseId));
        for (String change : before) {
          sql.execute(change.formatted(job.caseId));
        }
        sql.execute("set local session_replication_role = origin");
        Migration.again(above, "V2026.11.27.328__guardians_of_before.sql");
        try (ResultSet row =
            sql.executeQuery(
                "select c.guardian_yeses_from = (%s) from process.case_record c where c.id = '%s'"
                    .formatted(from, job.caseId))) {
          return row.next() && row.getBoolean(1);
        }
      } finally {
        above.rollback();
      }
    }
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
