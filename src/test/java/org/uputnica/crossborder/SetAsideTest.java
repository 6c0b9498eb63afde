package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.MessageSeal;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Stack;

/** What another country says and cannot be followed here is kept as received, once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SetAsideTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final CountryCode AL = new CountryCode("AL");

  @Inject Outbox outbox;
  @Inject MessageSeal seal;

  @Test
  void aFirstLetterThatIsRefusedIsReceivedAllTheSame() {
    assertSetAside(letter("T036", "R-XB@contact"));
  }

  /** Only who sent data asks it back; of the asked side's own stop nothing was erased here. */
  @Test
  void aStopByWhoWasAskedIsNoRecallOfAnythingHere() {
    Message letter = letter("T043", "R-XB@abroad");
    assertSetAside(letter);
    assertThat(
            count(
                "select count(*) from platform.outbox where conversation = '%s' and country = 'AL'",
                letter.conversation()))
        .isZero();
  }

  @Test
  void whoAsksBackWhatNobodyHereKnowsIsToldThatNothingOfItIsHere() {
    Message letter = letter("ASKED-BACK", "R-XB@contact");
    queue(letter, ME, AL, Personas.NIKOLA.organization());
    Awaiting.until(() ->
        count(
                "select count(*) from platform.outbox where conversation = '%s' and country = 'AL'",
                letter.conversation())
            == 1);
    assertThat(
            count(
                "select count(*) from audit.entry where action = 'message-not-followed' and country = 'AL' and"
                    + " subject = '%s'",
                letter.conversation()))
        .isZero();
  }

  /** Who received it erases it by itself, and is told nothing of the kind. */
  @Test
  void thatItIsErasedIsNotHeardByWhoReceivedIt() {
    Walk sent = receivedAbroad(registered());
    Walk received = received(sent.seenBy(Personas.NIKOLA).path("pseudonym"));
    assertSetAside(letter(Message.Kind.ERASED, null, null, conversation(sent), 99, "ME", "AL"));
    received.seenBy(Personas.KALTRINA).then().body("recall", nullValue());
    noticeOf(Personas.KALTRINA, received.id(), "message-not-followed");
  }

  /** Here nobody can be told; who has the request is, once its case is free; it is not retried. */
  @Test
  void anAnswerAboutARequestNobodyKnowsIsSetAsideAndStandsBeforeWhoGaveIt() throws SQLException {
    Walk sent = receivedAbroad(registered());
    Walk received = received(sent.seenBy(Personas.NIKOLA).path("pseudonym"));
    UUID conversation = conversation(sent);
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.execute(
          "update process.crossborder_request set conversation = gen_random_uuid() where id = '%s'"
              .formatted(sent.id()));
    }
    Message letter = letter("ANSWERED", "R-XB@abroad", conversation, 99, "AL", "ME");
    UUID there = UUID.fromString(received.seenBy(Personas.KALTRINA).path("caseId"));
    try (var holder = Database.connect();
        var sql = holder.createStatement()) {
      holder.setAutoCommit(false);
      sql.execute("select from process.case_record where id = '%s' for update".formatted(there));
      queue(letter, AL, ME, Personas.KALTRINA.organization());
      awaitDelivered(letter);
      holder.rollback();
    }
    Awaiting.until(() -> "UNKNOWN".equals(received.seenBy(Personas.KALTRINA).path("undelivered")));
    assertThat(lines(Personas.KALTRINA, received.id())).isNotEmpty();
    assertThat(
            count(
                "select count(*) from audit.entry where action = 'message-not-followed' and country = 'ME' and"
                    + " subject = '%s'",
                conversation))
        .isEqualTo(1);
  }

  private void assertSetAside(Message letter) {
    queue(letter, ME, AL, Personas.NIKOLA.organization());
    awaitDelivered(letter);
    assertThat(
            count(
                "select count(*) from platform.inbox where id = '%s' and country = 'AL'",
                letter.id()))
        .isEqualTo(1);
    assertThat(
            count(
                "select count(*) from audit.entry where action = 'message-not-followed' and country = 'AL' and"
                    + " subject = '%s'",
                letter.conversation()))
        .isEqualTo(1);
  }

  @Test
  void whatCannotBeFollowedComesBeforeThoseWhoCanAskTheOtherCountry() {
    Walk sent = receivedAbroad(registered());
    UUID conversation = conversation(sent);
    Instant now = Instant.now();
    Message signed =
        new Message(
            Ids.random(),
            conversation,
            99,
            "AL",
            "ME",
            now,
            now.plus(Duration.ofDays(1)),
            Message.Kind.SIGNED,
            "T041",
            null,
            Map.of(),
            null,
            List.of(),
            null);
    queue(signed, AL, ME, Personas.KALTRINA.organization());
    Awaiting.until(
        () -> lines(Personas.SANJA, sent.id()).stream().anyMatch(it -> it.get("notice") != null));
    Map<String, Object> told = noticeOf(Personas.SANJA, sent.id(), "message-not-followed");
    assertThat(told).containsEntry("step", "T041");
    assertThat(noticeOf(Personas.NIKOLA, sent.id(), "message-not-followed").get("id"))
        .isEqualTo(told.get("id"));
    sent.seenBy(Personas.NIKOLA)
        .then()
        .body("signedThere", equalTo(false))
        .body("state", equalTo("XB-RCV"));
    answer(Personas.SANJA, told, "ACTED").then().statusCode(200);
    assertThat(lines(Personas.NIKOLA, sent.id())).noneMatch(it -> it.get("notice") != null);
  }

  /** It stands before the desks, and the conversation goes on. */
  @Test
  void aStepThatNobodyHereKnowsIsToldOfToo() {
    Walk sent = receivedAbroad(registered());
    Message letter = letter("X999", "R-XB@abroad", conversation(sent), 99, "AL", "ME");
    queue(letter, AL, ME, Personas.KALTRINA.organization());
    Awaiting.until(
        () -> lines(Personas.SANJA, sent.id()).stream().anyMatch(it -> it.get("notice") != null));
    Map<String, Object> told = noticeOf(Personas.SANJA, sent.id(), "message-not-followed");
    assertThat(told.get("step")).isNull();
    awaitDelivered(letter);
    answer(Personas.SANJA, told, "ACTED").then().statusCode(200);
  }

  private static void awaitDelivered(Message letter) {
    Awaiting.until(() ->
        count(
                "select count(*) from platform.outbox where id = '%s' and delivered_at is not null",
                letter.id())
            == 1);
  }

  private static UUID conversation(Walk sent) {
    return UUID.fromString(
        text(
            "select conversation::text from process.crossborder_request where id = '%s'",
            sent.id()));
  }

  private void queue(Message letter, CountryCode from, CountryCode to, UUID contact) {
    Callers.as(
        Caller.service(new OrganizationId(contact), from),
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  outbox.add(
                      new Outbox.Queued(
                          letter.id(),
                          letter.conversation(),
                          letter.sequence(),
                          from,
                          to,
                          letter.expires(),
                          0,
                          seal.seal(letter)));
                  return true;
                }));
  }

  private static Message letter(String step, String by) {
    return letter(step, by, Ids.random(), 1, "ME", "AL");
  }

  private static Message letter(
      String step, String by, UUID conversation, long sequence, String from, String to) {
    return letter(Message.Kind.STEP, step, by, conversation, sequence, from, to);
  }

  private static Message letter(
      Message.Kind kind,
      @Nullable String step,
      @Nullable String by,
      UUID conversation,
      long sequence,
      String from,
      String to) {
    Instant now = Instant.now();
    return new Message(
        Ids.random(),
        conversation,
        sequence,
        from,
        to,
        now,
        now.plus(Duration.ofDays(1)),
        kind,
        step,
        by,
        Map.of(),
        null,
        List.of(),
        null);
  }

  private static long count(String query, UUID id) {
    return Long.parseLong(text(query, id));
  }

  private static String text(String query, UUID id) {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(query.formatted(id))) {
      row.next();
      return row.getString(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
