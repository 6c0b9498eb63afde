package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Database.read;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Whoever waits for a case holds nothing that somebody who has the case may need. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class OrderOfLocksTest {
  @Inject Outbox outbox;

  @Test
  void whoRemindsTakesTheCaseBeforeWhatIsAskedBack() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    run("update process.track set state = 'XB-MON' where id = '%s'", sent.id());
    job.withdraws(MIRA, "CS-XBR").then().statusCode(201);
    try (Connection holder = Database.connect();
        Statement sql = holder.createStatement()) {
      hold(holder, sql, job.caseId);
      run(
          "update process.recall set asked_at = now() - interval '4 days', remind_at = now() - interval '1 day',"
              + " due_at = now() + interval '1 day' where case_id = '%s'",
          job.caseId);
      Awaiting.until(() -> Database.isWaitedFor(sql));
      assertFree(sql, "process.recall where case_id = '%s'", job.caseId);
      holder.rollback();
    }
    Awaiting.until(() ->
        as(MIRA).get("/v1/cases/{id}/recalls", job.caseId).path("recalls[0].remindedAt") != null);
  }

  @Test
  void whoGivesAMessageUpTakesTheCaseBeforeTheRequestAndTheMessage() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    UUID late = Ids.random();
    try (Connection holder = Database.connect();
        Statement sql = holder.createStatement()) {
      hold(holder, sql, job.caseId);
      queue(
          late,
          UUID.fromString(
              read(
                  "select conversation from process.crossborder_request where id = '%s'",
                  sent.id())));
      Awaiting.until(() -> Database.isWaitedFor(sql));
      assertFree(sql, "process.crossborder_request where id = '%s'", sent.id());
      assertFree(sql, "platform.outbox where id = '%s'", late);
      holder.rollback();
    }
    Awaiting.until(() -> "EXPIRED".equals(sent.seenBy(NIKOLA).path("undelivered")));
  }

  private static void hold(Connection holder, Statement sql, UUID caseId) throws SQLException {
    holder.setAutoCommit(false);
    sql.execute("select from process.case_record where id = '%s' for update".formatted(caseId));
  }

  private static void assertFree(Statement sql, String which, UUID id) throws SQLException {
    try (ResultSet row =
        sql.executeQuery("select 1 from " + which.formatted(id) + " for update nowait")) {
      assertThat(row.next()).isTrue();
    }
  }

  /** One whose time is over when it is taken. */
  private void queue(UUID id, UUID conversation) {
    CountryCode from = new CountryCode("ME");
    Callers.apart(
        Caller.service(new OrganizationId(NIKOLA.organization()), from),
        () ->
            outbox.add(
                new Outbox.Queued(
                    id,
                    conversation,
                    99,
                    from,
                    new CountryCode("AL"),
                    Instant.now().minusSeconds(1),
                    0,
                    "!")));
  }
}
