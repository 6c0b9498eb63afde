package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Database.read;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.message.MessageSeal;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.directory.DirectoryService;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** A person is erased while her first letter is on its way, and several copies carry. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LettersInOrderTest {
  private static final int GATE = 20_261_126;

  @Inject Outbox outbox;
  @Inject MessageSeal seal;
  @Inject InboxService inbox;
  @Inject UndeliveredService undelivered;
  @Inject DirectoryService directory;
  @Inject Clock clock;
  @Inject Post post;
  @Inject Scheduler schedule;

  private final UUID erasure = Ids.random();
  private MainJob job = MainJob.aWomanAtTheCrossing();
  private Walk sent = new Walk("", "");
  private String conversation = "";

  @BeforeEach
  void prepare() throws SQLException {
    job = registered().takenOver(MIRA);
    sent = drafted(job);
    conversation =
        read("select conversation from process.crossborder_request where id = '%s'", sent.id());
    run(
        "create function public.later() returns trigger language plpgsql as"
            + " $$ begin new.next_try_at := now() + interval '1 day'; return new; end $$");
    run(
        "create function public.gate() returns trigger language plpgsql set lock_timeout = 0 as"
            + " $$ begin perform pg_advisory_xact_lock(%d); return new; end $$",
        GATE);
    run(
        "create function public.busy() returns trigger language plpgsql as"
            + " $$ begin raise exception 'somebody was faster' using errcode = '40001'; end $$");
  }

  @AfterEach
  void clear() throws SQLException {
    run("drop function public.later cascade");
    run("drop function public.gate cascade");
    run("drop function public.busy cascade");
  }

  @Test
  void aLetterLeavesWithTheStepThatSendsItAndWaitsForNoRound() {
    schedule.pause();
    try {
      send();
      Awaiting.until(() -> received(1) == 1);
      Awaiting.until(() -> "XB-RCV".equals(sent.seenBy(NIKOLA).path("state")));
    } finally {
      schedule.resume();
    }
  }

  @Test
  void aLetterThatWasForgottenAfterItWasTakenIsNotDelivered() throws SQLException {
    run(
        "create trigger later before insert on platform.outbox for each row"
            + " when (new.conversation = '%s' and new.sequence = 1) execute function public.later()",
        conversation);
    send();
    run("update platform.outbox set tries = 1 where conversation = '%s'", conversation);
    Outbox.Queued taken = taken();
    wanted();
    approved();
    post.deliver(taken);
    assertThat(received(1)).isZero();
    Awaiting.until(() -> received(2) == 1);
    assertThat(
            read(
                "select token is null and undelivered = 'TAKEN_BACK' from platform.outbox"
                    + " where conversation = '%s' and country = 'ME' and sequence = 1",
                conversation))
        .isEqualTo("t");
  }

  @Test
  void theRecallDoesNotOvertakeALetterAnotherCopyIsDelivering() throws SQLException {
    run(
        "create trigger gate before insert on platform.inbox for each row"
            + " when (new.conversation = '%s' and new.sequence = 1) execute function public.gate()",
        conversation);
    CompletableFuture<Void> erased;
    try (Connection holder = Database.connect();
        var gate = holder.createStatement()) {
      gate.execute("select pg_advisory_lock(" + GATE + ")");
      send();
      Awaiting.until(
          () -> count("select count(*) from pg_locks where not granted and objid = %d", GATE) == 1);
      wanted();
      erased = CompletableFuture.runAsync(this::approved);
      Awaiting.until(() -> erased.isDone() || waitsForTheLetter());
      new Post(outbox, seal, inbox, undelivered, directory, clock).carry();
      assertThat(received(2)).as("received before the first").isZero();
    }
    erased.join();
    Awaiting.until(() -> received(2) == 1);
    assertThat(received(1)).isEqualTo(1);
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(NIKOLA).path("recall")));
  }

  @Test
  void oneForWhichSomethingIsAwayDoesNotKeepTheOthersThatWereTakenWithIt() throws SQLException {
    String first = conversation;
    run(
        "create trigger later before insert on platform.outbox for each row"
            + " when (new.country = 'ME' and new.sequence = 1) execute function public.later()");
    run(
        "create trigger busy before insert on platform.inbox for each row"
            + " when (new.conversation = '%s') execute function public.busy()",
        first);
    send();
    job = registered().takenOver(MIRA);
    sent = drafted(job);
    conversation =
        read("select conversation from process.crossborder_request where id = '%s'", sent.id());
    send();
    run(
        "update platform.outbox set next_try_at = now() - case when conversation = '%1$s' then interval '2 seconds'"
            + " else interval '1 second' end where conversation in ('%1$s', '%2$s')",
        first, conversation);
    Awaiting.until(() -> received(1) == 1);
    assertThat(
            count(
                "select tries from platform.outbox where conversation = '%s' and country = 'ME'",
                conversation))
        .isEqualTo(1);
  }

  private void send() {
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    sent.step(NIKOLA, "T036", Map.of());
  }

  private void wanted() {
    as(MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId)
        .then()
        .statusCode(201);
  }

  /** One that waits too long for the letter is refused, and asked again. */
  private void approved() {
    Awaiting.until(() ->
        asGold(TAMARA)
                .header("If-Match", "\"0\"")
                .body(Map.of("decision", "APPROVED"))
                .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure)
                .statusCode()
            == 200);
  }

  private Outbox.Queued taken() throws SQLException {
    try (Connection connection = Database.connect();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select id, token, expires_at from platform.outbox where conversation = '"
                        + conversation
                        + "'")) {
      assertThat(row.next()).isTrue();
      return new Outbox.Queued(
          row.getObject("id", UUID.class),
          UUID.fromString(conversation),
          1,
          new CountryCode("ME"),
          new CountryCode("AL"),
          row.getTimestamp("expires_at").toInstant(),
          0,
          row.getString("token"));
    }
  }

  private static boolean waitsForTheLetter() {
    return count(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like"
                + " 'update platform.outbox set token = null%%'")
        > 0;
  }

  private long received(int sequence) {
    return count(
        "select count(*) from platform.inbox where country = 'AL' and conversation = '%s'"
            + " and sequence = %d",
        conversation, sequence);
  }

  private static long count(String query, Object... values) {
    return Long.parseLong(read(query, values));
  }
}
