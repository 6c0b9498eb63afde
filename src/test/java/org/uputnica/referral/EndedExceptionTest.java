package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** What was sent without asking her, on a ground of the law, ends with that ground. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndedExceptionTest {
  private static final Map<String, Object> MOVE =
      Map.of("companion", "STAFF", "vehicle", "SERVICE_CAR");

  private final UUID exception = Ids.random();
  private MainJob job;
  private Walk referral;

  @BeforeEach
  void itWasSentWhileSheCouldNotDecide() {
    job = MainJob.aWomanAtTheCrossing().registered();
    job.excepted(exception, "OV-INCAP", ANA, "HEALTH");
    referral =
        job.drafted(MainJob.EMERGENCY_CARE, "EMERGENCY", "HEALTH")
            .step(
                VERA,
                "T021",
                Map.of(
                    "override-reason", "OV-INCAP", "approver", Tokens.subject(MARKO.username())));
  }

  @Test
  void herNoStopsIt() {
    job.says(VERA, "CS-REF-SVC", "CR-REFUSED", ANA).then().statusCode(201);
    assertStopped();
  }

  @Test
  void herNoToAnotherHouseStopsNothing() {
    job.says(VERA, "CS-REF-SVC", "CR-REFUSED", MARKO).then().statusCode(201);
    referral.seenBy(VERA).then().body("state", equalTo("RF-SENT"));
  }

  @Test
  void whatNobodyApprovedInTimeEndsWithIt() throws SQLException {
    lapses();
    assertThat(
            change(
                "update process.exception_open set ends_at = now() - interval '1 hour' where exception = ?"))
        .isEqualTo(1);
    Awaiting.until("FollowUpJob", () -> "RF-CAN".equals(referral.seenBy(VERA).path("state")));
    assertStopped();
    Awaiting.until("FollowUpJob", () -> open() == 0);
  }

  @Test
  void herYesCarriesItOn() throws SQLException {
    assertThat(open()).isEqualTo(1);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", ANA, "HEALTH").then().statusCode(201);
    lapses();
    change(
        "update process.exception_open set ends_at = now() - interval '1 hour' where exception = ?");
    Awaiting.until("FollowUpJob", () -> open() == 0);
    referral.step(ANA, "T022", Map.of()).step(ANA, "T024", ACCEPT);
    referral
        .seenBy(ANA)
        .then()
        .body("state", equalTo("RF-ACC"))
        .body("identityOpen", equalTo(true));
  }

  @Test
  void acceptedWithoutAGroundItOpensNothing() throws SQLException {
    lapses();
    referral.step(ANA, "T022", Map.of()).step(ANA, "T024", ACCEPT);
    referral
        .seenBy(ANA)
        .then()
        .body("state", equalTo("RF-ACC"))
        .body("identityOpen", equalTo(false));
    as(ANA).get(referral.path + "/identity").then().statusCode(404);
    as(ANA).get("/v1/cases/{id}/consents", job.caseId).then().statusCode(404);
  }

  @Test
  void aNewYesOpensForTheReferralThatStillRuns() throws SQLException {
    referral.step(ANA, "T022", Map.of()).step(ANA, "T024", ACCEPT).step(ANA, "T027", MOVE);
    as(ANA).get(referral.path + "/identity").then().statusCode(200);
    lapses();
    change(
        "update process.exception_open set ends_at = now() - interval '1 hour' where exception = ?");
    Awaiting.until(() -> open() == 0);
    referral
        .seenBy(ANA)
        .then()
        .body("state", equalTo("RF-MOVE"))
        .body("identityOpen", equalTo(false));
    as(ANA).get(referral.path + "/identity").then().statusCode(404);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", ANA, "NAME").then().statusCode(201);
    referral.seenBy(ANA).then().body("identityOpen", equalTo(false));
    Map<String, Object> yes = job.said("CS-REF-SVC", "CR-GIVEN", ANA, "NAME", "HEALTH");
    yes.put("deviceTime", Instant.now().toString());
    as(VERA).body(yes).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    referral.seenBy(ANA).then().body("identityOpen", equalTo(true));
    as(ANA).get(referral.path + "/identity").then().statusCode(200);
    as(ANA).get("/v1/cases/{id}/consents", job.caseId).then().statusCode(200);
  }

  @Test
  void aYesAfterAnAcceptanceWithoutAGroundOpensIt() throws SQLException {
    lapses();
    referral.step(ANA, "T022", Map.of()).step(ANA, "T024", ACCEPT);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "HEALTH").then().statusCode(201);
    referral.seenBy(ANA).then().body("identityOpen", equalTo(false));
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", ANA, "HEALTH").then().statusCode(201);
    referral
        .seenBy(ANA)
        .then()
        .body("state", equalTo("RF-ACC"))
        .body("identityOpen", equalTo(true));
    as(ANA).get(referral.path + "/identity").then().statusCode(200);
  }

  /** Nothing of her identity goes with it, and all the same the house serves her under her yes. */
  @Test
  void aNewYesOpensAReferralWithoutItemsToo() {
    MainJob woman = MainJob.aWomanAtTheCrossing().registered();
    woman.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    Walk toTheHouse = woman.referTo(MainJob.BREZA).accepted().step(VERA, "T027", MOVE);
    assertOpen(toTheHouse, true);
    says(woman, "CR-REFUSED", JELENA);
    assertOpen(toTheHouse, false);
    says(woman, "CR-GIVEN", ANA);
    assertOpen(toTheHouse, false);
    says(woman, "CR-GIVEN", JELENA);
    assertOpen(toTheHouse, true);
  }

  /** In another meeting. */
  private static void says(MainJob woman, String status, Person towards) {
    Map<String, Object> said = woman.said("CS-REF-SVC", status, towards);
    said.put("contact", Ids.random());
    said.put("deviceTime", Instant.now().toString());
    as(VERA).body(said).post("/v1/cases/{id}/consents", woman.caseId).then().statusCode(201);
  }

  private static void assertOpen(Walk referral, boolean open) {
    referral
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-MOVE"))
        .body("identityOpen", equalTo(open));
  }

  @Test
  void whoEndsItHoldsTheCaseFirst() throws SQLException {
    lapses();
    try (Connection other = Database.connect();
        Statement sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute(
          "select from process.case_record where id = '%s' for update".formatted(job.caseId));
      change(
          "update process.exception_open set ends_at = now() - interval '1 hour' where exception = ?");
      Awaiting.until(() -> Database.isWaitedFor(sql));
      assertThatCode(() ->
              sql.execute(
                  "select from process.exception_open where exception = '%s' for update nowait"
                      .formatted(exception)))
          .doesNotThrowAnyException();
      other.rollback();
    }
    Awaiting.until(() -> "RF-CAN".equals(referral.seenBy(VERA).path("state")));
  }

  private void assertStopped() {
    referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    as(ANA).get(referral.path + "/identity").then().statusCode(404);
    as(ANA).get("/v1/cases/{id}/consents", job.caseId).then().statusCode(404);
  }

  /** The time in which somebody else has to approve is over. */
  private void lapses() throws SQLException {
    assertThat(
            change(
                "update process.consent_statement set lapses_at = now() - interval '1 hour' where id = ?"))
        .isEqualTo(1);
  }

  private int open() {
    try {
      return change("update process.exception_open set ends_at = ends_at where exception = ?");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** As time would. */
  private int change(String sql) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement update = above.prepareStatement(sql)) {
      update.setObject(1, exception);
      return update.executeUpdate();
    }
  }
}
