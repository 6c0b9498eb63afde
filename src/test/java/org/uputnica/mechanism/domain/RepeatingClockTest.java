package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;

/**
 * What repeats is told of anew each time its length has passed, and once for all that was missed.
 */
class RepeatingClockTest {
  private static final Mechanism ME = Procedures.of("ME");
  private static final ClockCode LIST = ClockCode.of("DL-LIST");
  private static final Instant START = Procedures.MONDAY;
  private static final Set<String> HOUSE = Set.of("R-SHELTER@counterpart", "R-LAW@counterpart");
  private static final Set<String> ALL =
      Set.of(
          "R-SHELTER@counterpart",
          "R-LAW@counterpart",
          "R-COORD@country",
          "R-FRONT@owner",
          "R-CASE@owner");

  private final List<Telling> told = new ArrayList<>();
  private RunningClock clock = ME.started(LIST, AgeRule.ADULT, START).orElseThrow();

  private static Instant day(double day) {
    return START.plusSeconds((long) (day * 24 * 3600));
  }

  /** A round of the job: whatever is due at this moment is told. */
  private void round(Instant now) {
    while (clock.tellAt() != null && !clock.tellAt().isAfter(now)) {
      Telling next = ME.next(clock, now).orElseThrow();
      assertThat(next.at()).isEqualTo(clock.tellAt());
      told.add(next);
      clock = ME.told(clock, next, now);
    }
  }

  private static Set<String> performers(Telling telling) {
    return Set.copyOf(telling.tells().stream().map(Performer::toString).toList());
  }

  @Test
  void everyWeekTheHouseAndFromTheSecondSilenceTheOthersToo() {
    for (double day = 0; day < 29; day += 0.25) {
      round(day(day));
    }
    assertThat(told).extracting(Telling::at).containsExactly(day(7), day(14), day(21), day(28));
    assertThat(told)
        .extracting(Telling::kind)
        .containsExactly(
            ClockEvent.Kind.PASSED,
            ClockEvent.Kind.TOLD_AGAIN,
            ClockEvent.Kind.TOLD_AGAIN,
            ClockEvent.Kind.TOLD_AGAIN);
    assertThat(told)
        .extracting(RepeatingClockTest::performers)
        .containsExactly(HOUSE, ALL, ALL, ALL);
    assertThat(clock.due()).as("it is late since the first week").isEqualTo(day(7));
  }

  @Test
  void whatWasMissedIsToldOnceToEverybodyWhoIsConcernedByThen() {
    round(day(26));
    assertThat(told).extracting(Telling::kind).containsExactly(ClockEvent.Kind.PASSED);
    assertThat(performers(told.getFirst())).isEqualTo(ALL);
    assertThat(clock.tellAt()).isEqualTo(day(28));
    round(day(26.5));
    assertThat(told).hasSize(1);
    round(day(50));
    assertThat(told)
        .extracting(Telling::kind)
        .containsExactly(ClockEvent.Kind.PASSED, ClockEvent.Kind.TOLD_AGAIN);
    assertThat(clock.tellAt()).isEqualTo(day(56));
  }

  @Test
  void whoeverWasToldIsCalledUponAndNobodyBefore() {
    TrackSnapshot listed =
        new TrackSnapshot(TrackCode.of("referral"), StateCode.of("RF-WAIT"), List.of(clock));
    assertThat(ME.calledUpon(listed, day(6))).isEmpty();
    assertThat(ME.calledUpon(listed, day(7.5))).hasSize(HOUSE.size());
    assertThat(ME.calledUpon(listed, day(300))).hasSize(ALL.size());
  }

  /** As it was kept before clocks were told of again: told once, and then never more. */
  @Test
  void whatWasLeftSilentIsToldAgain() {
    RunningClock silent = clock.at(Telling.PASSED + 1, null);
    TrackSnapshot listed =
        new TrackSnapshot(TrackCode.of("referral"), StateCode.of("RF-WAIT"), List.of(silent));
    assertThat(ME.retold(listed).clock(LIST))
        .hasValueSatisfying(it -> assertThat(it.tellAt()).isEqualTo(day(14)));
  }

  @Test
  void aWarningComesBeforeItAndTheRunningOutAfterIt() {
    ClockCode answer = ClockCode.of("DL-EMERG");
    RunningClock emergency = ME.started(answer, AgeRule.ADULT, START).orElseThrow();
    Instant early = START.plus(Duration.ofHours(18));
    Optional<Telling> warning = ME.next(emergency, early);
    assertThat(warning)
        .hasValueSatisfying(it -> {
          assertThat(it.kind()).isEqualTo(ClockEvent.Kind.WARNED);
          assertThat(it.at()).isEqualTo(early);
          assertThat(performers(it)).containsAll(HOUSE).doesNotContain("R-COORD@country");
        });
    RunningClock warned = ME.told(emergency, warning.orElseThrow(), early);
    assertThat(ME.next(warned, early))
        .hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(ClockEvent.Kind.PASSED));
  }
}
