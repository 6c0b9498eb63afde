package org.uputnica.offer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.offer.domain.Cascade.Candidate;
import org.uputnica.offer.domain.Cascade.PassedOver;
import org.uputnica.offer.domain.CascadePolicy.Sending;
import org.uputnica.offer.domain.CascadePolicy.Turn;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.Priority;

/** What a cascade does next. */
class CascadePolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void itBeginsWithTheFirst() {
    assertThat(CascadePolicy.turn(null, null)).isEqualTo(new Turn.AskNext());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF-DRF", "RF-CNS"})
  void aDraftIsSent(String state) {
    assertThat(CascadePolicy.turn(state, null)).isEqualTo(new Turn.Send());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF-SENT", "RF-ACK", "RF-INFO", "RF-COND"})
  void anAnswerIsWaitedFor(String state) {
    assertThat(CascadePolicy.turn(state, null)).isEqualTo(new Turn.Stay());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF-DEC", "RF-EXP", "RF-WAIT"})
  void aNoSilenceAndAListAreFollowedByTheNext(String state) {
    assertThat(CascadePolicy.turn(state, null)).isEqualTo(new Turn.AskNext());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF-ACC", "RF-MOVE", "RF-ARR", "RF-SERV", "RF-DONE"})
  void theFirstAcceptanceEndsIt(String state) {
    assertThat(CascadePolicy.turn(state, null)).isEqualTo(new Turn.End(Cascade.State.ACCEPTED));
  }

  @ParameterizedTest
  @CsvSource({
    "NEED_ENDED, ENDED",
    "OTHER_SERVICE_ACCEPTED, ACCEPTED",
    "PERSON_WITHDREW, ",
    "SENDER_CANCELLED, ",
    ", "
  })
  void whatWasTakenBackEndsItOnlyWithTheNeed(String reason, Cascade.State end) {
    assertThat(CascadePolicy.turn("RF-CAN", reason))
        .isEqualTo(end == null ? new Turn.AskNext() : new Turn.End(end));
  }

  /** Whatever state the procedure knows, a cascade knows what to do. */
  @Test
  void everyStateOfAReferralHasItsTurn() {
    assertThat(
            Procedures.BASE.track(new TrackCode("referral")).orElseThrow().states().stream()
                .map(State::code)
                .filter(it ->
                    CascadePolicy.turn(it.value(), null)
                        .equals(new Turn.End(Cascade.State.ACCEPTED)))
                .map(it -> it.value()))
        .containsExactlyInAnyOrder("RF-ACC", "RF-MOVE", "RF-ARR", "RF-SERV", "RF-DONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                   | NOW
          consent-given                        | HER_ANSWER
          consent-deferred                     | HER_ANSWER
          items-equal-consent                  | HER_ANSWER
          consent-given items-equal-consent    | HER_ANSWER
          consent-refused items-equal-consent  | SHE_SAID_NO
          receiver-active                      | NOT_AT_ALL
          no-conflict-of-interest              | NOT_AT_ALL
          consent-refused receiver-active      | NOT_AT_ALL
          case-open                            | NOT_AT_ALL
          """)
  void aDraftIsSentOnHerYesAlone(String unmet, Sending sending) {
    Set<String> words = unmet.isEmpty() ? Set.of() : Set.of(unmet.split(" ", -1));
    assertThat(CascadePolicy.sending(words)).isEqualTo(sending);
  }

  @Test
  void eachIsAskedOnceInTheOrderOfTheList() {
    Cascade cascade = cascade(3);
    assertThat(cascade.current()).isEmpty();
    TrackId first = new TrackId(Ids.random());
    Cascade asked = cascade.asking(first);
    assertThat(asked.current().orElseThrow().referral()).isEqualTo(first);
    assertThat(asked.next()).contains(cascade.candidates().get(1));
    Cascade passed = asked.without(cascade.candidates().get(1), PassedOver.CANNOT_BE_ASKED);
    assertThat(passed.current().orElseThrow().referral()).isEqualTo(first);
    TrackId third = new TrackId(Ids.random());
    Cascade last = passed.asking(third);
    assertThat(last.current().orElseThrow().referral()).isEqualTo(third);
    assertThat(last.next()).isEmpty();
  }

  @Test
  void aDraftThatCouldNotBeSentIsNotTheCurrentOne() {
    TrackId first = new TrackId(Ids.random());
    TrackId second = new TrackId(Ids.random());
    Cascade asked = cascade(3).asking(first).asking(second);
    Cascade passed = asked.without(asked.current().orElseThrow(), PassedOver.CANNOT_BE_ASKED);
    assertThat(passed.current().orElseThrow().referral()).isEqualTo(first);
    assertThat(passed.next()).contains(asked.candidates().get(2));
  }

  @Test
  void whatHasEndedIsNotUnderWay() {
    Cascade ended = cascade(2).ended(Cascade.State.EXHAUSTED, NOW);
    assertThat(ended.state().isUnderWay()).isFalse();
    assertThat(ended.endedAt()).isEqualTo(NOW);
    assertThat(cascade(2).goingOn(true).state()).isEqualTo(Cascade.State.WAITING);
    assertThat(cascade(2).goingOn(true).state().isUnderWay()).isTrue();
  }

  @Test
  void whoIsAskedNextIsWaitedForAnew() {
    Cascade waits = cascade(2).asking(new TrackId(Ids.random())).goingOn(true);
    assertThat(waits.asking(new TrackId(Ids.random())).state()).isEqualTo(Cascade.State.RUNNING);
  }

  private static Cascade cascade(int candidates) {
    return new Cascade(
        Ids.random(),
        new CaseId(Ids.random()),
        new CountryCode("ME"),
        new OrganizationId(Ids.random()),
        new OrganizationId(Ids.random()),
        Cascade.State.RUNNING,
        Priority.EMERGENCY,
        Set.of(ItemCategory.NAME),
        List.of("ACC-EMG"),
        "ME-BOZAJ",
        "STAFF",
        IntStream.range(0, candidates)
            .mapToObj(
                _ -> Candidate.of(new ServiceId(Ids.random()), new OrganizationId(Ids.random())))
            .toList(),
        NOW,
        null,
        0);
  }
}
