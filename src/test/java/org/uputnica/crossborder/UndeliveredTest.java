package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.MessageSeal;
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
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A message that does not get through is tried again, and then both sides know. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class UndeliveredTest {
  @Inject Outbox outbox;
  @Inject MessageSeal seal;

  /** Every message that is queued from now on arrives spoilt. */
  @BeforeEach
  void prepare() throws SQLException {
    run("create table if not exists public.spoilt (conversation uuid primary key)");
    run(
        "create or replace function public.spoil() returns trigger language plpgsql security definer as $$ begin"
            + " if exists (select from public.spoilt s where s.conversation = new.conversation) then"
            + " new.token := '!' || new.token; end if; return new; end $$");
    run(
        "create or replace trigger spoil before insert on platform.outbox for each row execute function public.spoil()");
  }

  @AfterEach
  void clear() throws SQLException {
    run("drop trigger spoil on platform.outbox");
    run("drop function public.spoil");
    run("drop table public.spoilt");
  }

  @Test
  void whatDoesNotOpenWaitsAndArrivesOnceItCanBeRead() throws SQLException {
    Walk sent = spoiltRequest();
    Awaiting.until(() -> number("tries", sent) > 0);
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-REQ")).body("undelivered", nullValue());
    assertThat(text("next_try_at > now()", sent)).isEqualTo("t");
    run("delete from public.spoilt");
    run(
        "update platform.outbox set token = substr(token, 2), next_try_at = now() where conversation = '%s'"
            .formatted(conversation(sent)));
    until(sent, NIKOLA, "XB-RCV");
  }

  @Test
  void whatNeverOpensIsGivenUpAndTheSenderIsToldWhoeverTheReceiverKnows() throws SQLException {
    Walk sent = spoiltRequest();
    Awaiting.until(() -> number("tries", sent) > 0);
    assertThat(text("parked_at", sent)).isNull();
    lastTry(sent);
    Awaiting.until(() -> "UNREADABLE".equals(sent.seenBy(NIKOLA).path("undelivered")));
    assertThat(text("token is not null", sent)).isEqualTo("t");
    assertThat(text("delivered_at", sent)).isNull();
    assertTold(sent, NIKOLA, "ME");
    assertThat(journal("AL", UUID.fromString(conversation(sent)))).isEqualTo(1);
    assertOnWorkList(NIKOLA, sent);
  }

  @Test
  void aLostStepIsShownOnBothSidesAndWhatComesAfterItIsNotHeldBack() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    received.seenBy(KALTRINA);
    spoil(sent);
    received.step(
        KALTRINA, "T037", Map.of("risk-level", "LOW", "risk-sources", "PERSON,SERVICES_HERE"));
    Awaiting.until(() -> numberOf("AL", "tries", sent) > 0);
    lastTry(sent);
    Awaiting.until(() -> "UNREADABLE".equals(received.seenBy(KALTRINA).path("undelivered")));
    Awaiting.until(() -> "UNREADABLE".equals(sent.seenBy(NIKOLA).path("undelivered")));
    assertTold(received, KALTRINA, "AL");
    assertTold(sent, NIKOLA, "ME");
    assertOnWorkList(NIKOLA, sent);
    assertOnWorkList(KALTRINA, received);
    run("delete from public.spoilt");
    job.withdraws(MIRA, "CS-XBR").then().statusCode(201);
    until(received, KALTRINA, "XB-STOP");
  }

  @Test
  void whatHasExpiredInTheOutboxIsKeptInTheJournalsAndForgotten() throws SQLException {
    Walk sent = spoiltRequest();
    Awaiting.until(() -> number("tries", sent) > 0);
    run(
        "update platform.outbox set expires_at = now() - interval '1 second', next_try_at = now() where conversation = '%s'"
            .formatted(conversation(sent)));
    Awaiting.until(() -> "EXPIRED".equals(sent.seenBy(NIKOLA).path("undelivered")));
    assertThat(text("token is null", sent)).isEqualTo("t");
    assertTold(sent, NIKOLA, "ME");
    assertThat(journal("AL", UUID.fromString(conversation(sent)))).isEqualTo(1);
    assertOnWorkList(NIKOLA, sent);
  }

  @Test
  void aLetterThatWaitsHoldsNothingOfWhoIsErased() throws SQLException {
    MainJob job = registered().takenOver(MIRA);
    Walk sent = spoiltRequest(job);
    Awaiting.until(() -> number("tries", sent) > 0);
    UUID erasure = Ids.random();
    as(MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId)
        .then()
        .statusCode(201);
    asGold(TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure)
        .then()
        .statusCode(200);
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-STOP")).body("recall", equalTo("ASKED"));
    assertThat(text("token is null and undelivered = 'TAKEN_BACK'", sent, 1)).isEqualTo("t");
    Awaiting.until(() -> Integer.parseInt(text("tries", sent, 2)) > 0);
  }

  @Test
  void theReceiverTakesNothingThatItsSenderSaysHasExpired() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    Awaiting.until(() -> numberOf("ME", "count(*) filter (where delivered_at is null)", sent) == 0);
    UUID conversation = UUID.fromString(conversation(sent));
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Message late =
        new Message(
            Ids.random(),
            conversation,
            99,
            "ME",
            "AL",
            yesterday.minus(Duration.ofDays(14)),
            yesterday,
            Message.Kind.STEP,
            "T043",
            "R-CASE@owner",
            Map.of("stop-reason", "OTHER"),
            null,
            List.of(),
            null);
    Caller sender =
        Caller.service(new OrganizationId(NIKOLA.organization()), new CountryCode("ME"));
    Callers.as(
        sender,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  outbox.add(
                      new Outbox.Queued(
                          late.id(),
                          conversation,
                          late.sequence(),
                          new CountryCode("ME"),
                          new CountryCode("AL"),
                          Instant.now().plus(Duration.ofDays(1)),
                          0,
                          seal.seal(late)));
                  return true;
                }));
    Awaiting.until(() -> "EXPIRED".equals(received.seenBy(KALTRINA).path("undelivered")));
    received.seenBy(KALTRINA).then().body("state", equalTo("XB-RCV"));
    assertTold(received, KALTRINA, "AL");
    assertTold(sent, NIKOLA, "ME");
  }

  private Walk spoiltRequest() throws SQLException {
    return spoiltRequest(registered());
  }

  private Walk spoiltRequest(MainJob job) throws SQLException {
    Walk sent = drafted(job);
    spoil(sent);
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    return sent.step(NIKOLA, "T036", Map.of());
  }

  private static void spoil(Walk request) throws SQLException {
    run("insert into public.spoilt values ('" + conversation(request) + "')");
  }

  private static void lastTry(Walk request) throws SQLException {
    run(
        "update platform.outbox set tries = %d, next_try_at = now() where conversation = '%s' and delivered_at is null"
            .formatted(Post.TRIES_TO_OPEN - 1, conversation(request)));
  }

  private static void assertTold(Walk request, Person who, String country) throws SQLException {
    request.seenBy(who).then().statusCode(200);
    assertThat(journal(country, UUID.fromString(id(request)))).isEqualTo(1);
  }

  private static void assertOnWorkList(Person who, Walk request) {
    List<String> waiting = as(who).get("/v1/worklist?limit=100").path("entries.trackId");
    assertThat(waiting).contains(id(request));
  }

  private static long journal(String country, UUID subject) throws SQLException {
    return Long.parseLong(
        String.valueOf(
            query(
                "select count(*) from audit.entry where action = 'message-undelivered' and country = '%s' and subject = '%s'"
                    .formatted(country, subject))));
  }

  private static long number(String column, Walk sent) {
    return numberOf("ME", column, sent);
  }

  private static long numberOf(String country, String column, Walk sent) {
    String found = read(country, column.equals("tries") ? "max(tries)" : column, sent, true);
    return found == null ? 0 : Long.parseLong(found);
  }

  private static @Nullable String text(String column, Walk sent) {
    return read("ME", column, sent, false);
  }

  private static String text(String column, Walk sent, int sequence) {
    return String.valueOf(
        query(
            "select %s from platform.outbox where conversation = '%s' and country = 'ME' and sequence = %d"
                .formatted(column, conversation(sent), sequence)));
  }

  private static @Nullable String read(String country, String column, Walk sent, boolean onlyOpen) {
    return query(
        "select %s from platform.outbox where conversation = '%s' and country = '%s'%s"
            .formatted(
                column, conversation(sent), country, onlyOpen ? " and delivered_at is null" : ""));
  }

  private static String conversation(Walk request) {
    return String.valueOf(
        query(
            "select conversation from process.crossborder_request where id = '"
                + id(request)
                + "'"));
  }

  private static String id(Walk request) {
    return request.path.substring(request.path.lastIndexOf('/') + 1);
  }

  private static @Nullable String query(String sql) {
    try (Connection connection = Database.connect();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.createStatement().execute(sql);
    }
  }
}
