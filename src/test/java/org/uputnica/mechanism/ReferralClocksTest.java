package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Procedures.MONDAY;
import static org.uputnica.mechanism.Procedures.actor;
import static org.uputnica.mechanism.Procedures.everythingHolds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/** What a question, a condition and an arrangement do to the clocks of a referral. */
class ReferralClocksTest {
  private static final Mechanism ME = Procedures.of("ME");
  private static final TrackCode REFERRAL = TrackCode.of("referral");
  private static final Actor SENDER = actor("R-FRONT", Party.OWNER);
  private static final Actor SHELTER = actor("R-SHELTER", Party.COUNTERPART);
  private static final Facts ADULT = everythingHolds(AgeRule.ADULT).build();

  @Test
  void aQuestionLeavesTheTimeForTheAnswerRunningAndHasAClockOfItsOwn() {
    Instant asked = MONDAY.plus(Duration.ofHours(10));
    Moved question = asks(received("DL-URG", Duration.ofDays(3)), asked);
    assertThat(due(question.after(), "DL-URG")).isEqualTo(MONDAY.plus(Duration.ofDays(3)));
    assertThat(due(question.after(), "DL-ASK")).isEqualTo(asked.plus(Duration.ofHours(6)));

    Instant answered = asked.plus(Duration.ofHours(20));
    var answer = StepInputs.of(Map.of("answer", "2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01"));
    Moved on =
        moved(ME.take(question.after(), StepCode.of("T057"), SENDER, answer, ADULT, answered));
    assertThat(on.after().clocks())
        .extracting(RunningClock::code)
        .containsExactly(ClockCode.of("DL-URG"));
    assertThat(due(on.after(), "DL-URG")).isEqualTo(MONDAY.plus(Duration.ofDays(3)));
  }

  @Test
  void silenceEndsARequestWithAQuestionThatIsOpen() {
    Instant late = MONDAY.plus(Duration.ofHours(31));
    Moved question = asks(received("DL-EMERG", Duration.ofHours(24)), MONDAY);
    StepCode unanswered = StepCode.of("T055");
    Actor service = actor("system", Party.SYSTEM);
    Facts facts = everythingHolds(AgeRule.ADULT).build();
    assertThat(ME.passed(question.after(), late))
        .extracting(Clock::code)
        .contains(ClockCode.of("DL-EMERG"));
    assertThat(
            moved(
                    ME.take(
                        Procedures.withEveryClock(ME, REFERRAL, StateCode.of("RF-INFO")),
                        unanswered,
                        service,
                        StepInputs.none(),
                        facts,
                        MONDAY))
                .after()
                .state())
        .isEqualTo(StateCode.of("RF-EXP"));
  }

  /** Within the grace, and with whatever of it is left. */
  @Test
  void aConditionBeginsTheTimeOfThePriorityAnew() {
    Instant late = MONDAY.plus(Duration.ofHours(29));
    var yes = StepInputs.of(Map.of("condition", "ESCORT", "reception-date", "2026-03-20"));
    TrackSnapshot received = received("DL-EMERG", Duration.ofHours(24));
    Moved condition = moved(ME.take(received, StepCode.of("T025"), SHELTER, yes, ADULT, late));
    assertThat(due(condition.after(), "DL-EMERG")).isEqualTo(late.plus(Duration.ofHours(24)));
    assertThat(condition.after().clocks()).as("of the one priority").hasSize(1);
  }

  @Test
  void theHandoverIsAwaitedFromWhatWasAgreedAndAnewWithEachArrangement() {
    ClockCode handover = ClockCode.of("DL-HAND");
    var day = StepInputs.of(Map.of("reception-date", "2026-03-06"));
    TrackSnapshot received = received("DL-URG", Duration.ofDays(3));
    Moved accepted = moved(ME.take(received, StepCode.of("T024"), SHELTER, day, ADULT, MONDAY));
    assertThat(due(accepted.after(), "DL-HAND"))
        .as("the end of that day in Podgorica")
        .isEqualTo("2026-03-06T23:00:00Z");
    Moved met = arranged(accepted.after(), "2026-03-04T15:00:00Z");
    assertThat(due(met.after(), "DL-HAND")).isEqualTo("2026-03-05T15:00:00Z");
    Moved later = arranged(met.after(), "2026-03-09T09:30:00Z");
    assertThat(due(later.after(), "DL-HAND")).isEqualTo("2026-03-10T09:30:00Z");
    assertThat(later.after().clocks()).extracting(RunningClock::code).containsExactly(handover);
    Moved past = arranged(later.after(), "2026-03-01T09:30:00Z");
    assertThat(due(past.after(), "DL-HAND")).isEqualTo(MONDAY.plus(Duration.ofHours(24)));
    Moved slip = arranged(later.after(), "2062-03-09T09:30:00Z");
    assertThat(due(slip.after(), "DL-HAND"))
        .as("no slip of the pen puts an alarm off for years")
        .isEqualTo(MONDAY.plus(Duration.ofDays(93)));
    Moved leaves =
        moved(
            take(
                later.after(),
                "T027",
                SENDER,
                StepInputs.of(Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR")),
                ADULT));
    assertThat(due(leaves.after(), "DL-HAND"))
        .as("whoever is on the way is awaited from then on")
        .isEqualTo(MONDAY.plus(Duration.ofHours(24)));
  }

  private static Moved arranged(TrackSnapshot accepted, String meetingAt) {
    return moved(
        take(
            accepted,
            "A029",
            SENDER,
            StepInputs.of(
                Map.of("companion", "STAFF", "meeting-place", "ME-BOZAJ", "meeting-at", meetingAt)),
            ADULT));
  }

  private static TrackSnapshot received(String clock, Duration length) {
    return new TrackSnapshot(
        REFERRAL,
        StateCode.of("RF-ACK"),
        List.of(RunningClock.started(ClockCode.of(clock), MONDAY, length)));
  }

  private static Moved asks(TrackSnapshot received, Instant at) {
    var question = StepInputs.of(Map.of("question", "2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01"));
    return moved(ME.take(received, StepCode.of("T023"), SHELTER, question, ADULT, at));
  }

  private static @Nullable Instant due(TrackSnapshot run, String clock) {
    return run.clock(ClockCode.of(clock)).orElseThrow().due();
  }

  private static StepResult take(
      TrackSnapshot from, String step, Actor actor, StepInputs inputs, Facts facts) {
    return ME.take(from, StepCode.of(step), actor, inputs, facts, MONDAY);
  }

  private static Moved moved(StepResult result) {
    assertThat(result).isInstanceOf(Moved.class);
    return (Moved) result;
  }
}
