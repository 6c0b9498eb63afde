package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * A case is closed by one person while another one opens something in it: whoever is first in the
 * database is in time, and the other one is told no (domain reference 3.1, rule 5).
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClosingMeanwhileTest {
  private MainJob job;
  private Walk overall;

  @BeforeEach
  void mayBeClosed() {
    job = known();
    job.says(MIRA, "CS-POST", "CR-GIVEN", MIRA).then().statusCode(201);
    overall = run(MIRA, job, "overall");
  }

  @Test
  void whoCameWithAReferralFirstKeepsTheCaseOpen() throws Exception {
    List<Response> both = oneAfterTheOther(this::refers, this::closes);
    both.getFirst().then().statusCode(201);
    refused(both.getLast(), "no-open-referral");
    state("ST-ACTIVE");
  }

  @Test
  void whoClosedFirstLetsNoReferralBegin() throws Exception {
    List<Response> both = oneAfterTheOther(this::closes, this::refers);
    both.getFirst().then().statusCode(200);
    refused(both.getLast(), "case-open");
  }

  @Test
  void whoCameWithARequestFirstKeepsTheCaseOpen() throws Exception {
    List<Response> both = oneAfterTheOther(this::asksAbroad, this::closes);
    both.getFirst().then().statusCode(201);
    refused(both.getLast(), "no-open-request");
    state("ST-ACTIVE");
  }

  @Test
  void whoClosedFirstLetsNoRequestBegin() throws Exception {
    List<Response> both = oneAfterTheOther(this::closes, this::asksAbroad);
    both.getFirst().then().statusCode(200);
    refused(both.getLast(), "case-open");
  }

  /** What she says comes first or last, and nobody waits for the other for ever. */
  @Test
  void aWithdrawalAndAStepDoNotWaitForOneAnother() throws Exception {
    Walk asked = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    List<Response> both =
        oneAfterTheOther(() -> asked.tries(VERA, "T020", Walk.SEND), this::takesBack);
    both.getFirst().then().statusCode(200);
    both.getLast().then().statusCode(201);
    as(VERA).get(asked.path).then().body("state", equalTo("RF-CAN"));
  }

  private Response closes() {
    return overall.tries(MIRA, "T045", Map.of("closure-reason", "CL-GOAL"));
  }

  private Response refers() {
    return as(VERA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "service",
                MainJob.BREZA,
                "priority",
                "URGENT",
                "items",
                List.of("NAME")))
        .post("/v1/cases/{id}/referrals", job.caseId);
  }

  private Response asksAbroad() {
    return as(MIRA)
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
        .post("/v1/cases/{id}/crossborder-requests", job.caseId);
  }

  private Response takesBack() {
    Map<String, Object> said = job.said("CS-REF-SVC", "", JELENA);
    said.keySet().removeAll(Set.of("status", "method", "interpreter", "witness"));
    return as(MIRA).body(said).post("/v1/cases/{id}/withdrawals", job.caseId);
  }

  /**
   * The first one has reached the database and cannot end yet when the second one comes; then the
   * way is free.
   */
  private List<Response> oneAfterTheOther(Callable<Response> first, Callable<Response> second)
      throws Exception {
    try (Connection gate = Database.connect();
        Statement sql = gate.createStatement();
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      gate.setAutoCommit(false);
      sql.execute("lock table process.waiting in share mode");
      Future<Response> earlier = both.submit(first);
      Awaiting.until(() -> waitsFor("relation") && isHeld());
      Future<Response> later = both.submit(second);
      Awaiting.until(() -> waitsFor("transactionid"));
      assertThat(earlier.isDone()).isFalse();
      gate.rollback();
      return List.of(earlier.get(), later.get());
    }
  }

  private boolean isHeld() {
    try (Connection other = Database.connect();
        PreparedStatement free =
            other.prepareStatement(
                "select from process.case_record where id = ? for no key update skip locked")) {
      free.setObject(1, job.caseId);
      try (ResultSet row = free.executeQuery()) {
        return !row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean waitsFor(String what) {
    try (Connection other = Database.connect();
        Statement sql = other.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select from pg_stat_activity where wait_event_type = 'Lock' and wait_event = '%s'"
                    .formatted(what))) {
      return row.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(Response answer, String because) {
    answer
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", contains(because));
  }

  private void state(String expected) {
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'overall' }.state", equalTo(expected));
  }
}
