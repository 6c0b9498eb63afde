package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** Who stands in decides only while nobody manages the case. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErasureMeanwhileTest {
  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");
  private final UUID erasure = Ids.random();

  @Test
  void aManagerWhoTakesTheCaseOverInThatMomentIsNotPassedOver() throws Exception {
    her.registered();
    as(Personas.TAMARA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", her.caseId)
        .then()
        .statusCode(201);
    String mira = as(Personas.MIRA).get("/v1/me").path("account");
    try (var taking = Database.connect();
        var sql = taking.createStatement();
        var thread = Executors.newSingleThreadExecutor()) {
      taking.setAutoCommit(false);
      sql.executeUpdate(
          "update process.case_record set manager = '%s', revision = revision + 1 where id = '%s'"
              .formatted(mira, her.caseId));
      Future<Response> decided = thread.submit(this::decided);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (waiting() == 0 && !decided.isDone()) {
        assertThat(System.nanoTime()).as("patience").isLessThan(end);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      taking.commit();
      decided
          .get()
          .then()
          .statusCode(ProblemType.NOT_YOUR_TURN.status())
          .body("type", org.hamcrest.Matchers.equalTo(ProblemType.NOT_YOUR_TURN.uri()));
    }
    as(Personas.MIRA).get("/v1/cases/{id}/identity", her.caseId).then().statusCode(200);
    Refusals.refused(this::decided, ProblemType.NOT_YOUR_TURN, null);
  }

  private Response decided() {
    return asGold(Personas.SANJA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", her.caseId, erasure);
  }

  private static long waiting() throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like '%case_record%'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
