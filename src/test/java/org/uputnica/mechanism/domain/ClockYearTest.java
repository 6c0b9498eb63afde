package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.mechanism.Procedures;

/** The clocks of one case through a year, with rounds of the job that come when they come. */
class ClockYearTest {
  private static final Mechanism SERBIA = Procedures.of("RS");
  private static final TrackCode HELP = new TrackCode("assistance");
  private static final TrackCode IDENTIFICATION = new TrackCode("identification");
  private static final ClockCode PLAN = ClockCode.of("DL-PLAN");
  private static final ClockCode FINAL = ClockCode.of("DL-CG");
  private static final ClockCode FIRST = ClockCode.of("DL-RG");
  private static final Instant START = Procedures.MONDAY;
  private static final Actor MANAGER = Procedures.actor("R-CASE", Party.OWNER);
  private static final Actor BODY = Procedures.actor("R-ID", Party.COUNTERPART);
  private static final Actor COORDINATOR = Procedures.actor("R-COORD", Party.COUNTRY);

  private TrackSnapshot help =
      withClocks(HELP, "AS-NEED", SERBIA.started(PLAN, AgeRule.ADULT, START).orElseThrow());
  private TrackSnapshot identification =
      withClocks(
          IDENTIFICATION,
          "ID-PND",
          SERBIA.started(FINAL, AgeRule.ADULT, START).orElseThrow(),
          SERBIA.started(FIRST, AgeRule.ADULT, START).orElseThrow());

  private static TrackSnapshot withClocks(TrackCode track, String state, RunningClock... clocks) {
    return new TrackSnapshot(track, new StateCode(state), List.of(clocks));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  /** A round of the job at {@code now}: as long as something is due, it is told. */
  private static TrackSnapshot round(TrackSnapshot snapshot, Instant now, List<String> told) {
    List<RunningClock> clocks = new ArrayList<>(snapshot.clocks());
    for (int i = 0; i < clocks.size(); i++) {
      Optional<Telling> due = due(clocks.get(i), now);
      while (due.isPresent()) {
        Telling telling = due.get();
        told.add(clocks.get(i).code() + " " + telling.kind() + " " + telling.at());
        clocks.set(i, SERBIA.told(clocks.get(i), telling, now));
        due = due(clocks.get(i), now);
      }
    }
    return new TrackSnapshot(snapshot.track(), snapshot.state(), clocks);
  }

  private static Optional<Telling> due(RunningClock clock, Instant now) {
    return Stream.ofNullable(clock.tellAt())
        .filter(at -> !at.isAfter(now))
        .flatMap(_ -> SERBIA.next(clock, now).stream())
        .findFirst();
  }

  private static TrackSnapshot changed(
      TrackSnapshot snapshot, ClockCode clock, Actor by, ClockWish wish, Instant at) {
    return ((ClockAnswer.Changed) SERBIA.change(snapshot, clock, by, wish, at)).after();
  }

  @Test
  void aYear() {
    List<String> told = new ArrayList<>();
    for (int day = 0; day <= 365; day++) {
      if (day == 5) { // nine days are left, and two weeks later still nine
        help = changed(help, PLAN, MANAGER, new ClockWish.Pause(), day(day));
      }
      if (day == 19) {
        help = changed(help, PLAN, MANAGER, new ClockWish.Resume(), day(day));
      }
      if (day == 80) {
        var more = new ClockWish.DecideExtension(Duration.ofDays(30), true);
        identification = changed(identification, FINAL, COORDINATOR, more, day(day));
      }
      help = round(help, day(day), told);
      identification = round(identification, day(day), told);
    }
    assertThat(told)
        .containsExactly(
            "DL-RG PASSED 2026-03-09T23:00:00Z", // five working days, with the end of Monday
            "DL-RG ESCALATED 2026-03-14T23:00:00Z",
            "DL-PLAN WARNED " + day(25),
            "DL-PLAN PASSED " + day(28),
            "DL-PLAN ESCALATED " + day(35),
            "DL-CG WARNED " + day(113),
            "DL-CG PASSED " + day(120),
            "DL-CG ESCALATED " + day(134));
  }

  /** Rounds late, repeated and out of order: what is told, and in which order, stays the same. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void anySchedulerTellsTheSame(long seed) {
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    round(help, day(365), expected);
    round(identification, day(365), expected);
    Collections.sort(expected);
    for (int run = 0; run < 50; run++) {
      List<Instant> rounds = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        rounds.add(START.plusSeconds(random.nextInt(365 * 24 * 3600)));
      }
      rounds.addAll(List.copyOf(rounds));
      Collections.shuffle(rounds, random);
      rounds.add(day(365));
      List<String> told = new ArrayList<>();
      TrackSnapshot first = help;
      TrackSnapshot second = identification;
      for (Instant now : rounds) {
        first = round(first, now, told);
        second = round(second, now, told);
      }
      assertThat(told.stream().filter(it -> it.startsWith("DL-CG")))
          .as("seed %d", seed)
          .isSortedAccordingTo((one, other) ->
              one.substring(one.length() - 20).compareTo(other.substring(other.length() - 20)));
      Collections.sort(told);
      assertThat(told).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void pausingAndLengtheningIsForThoseTheRowNames() {
    var pause = new ClockWish.Pause();
    assertThat(SERBIA.change(help, PLAN, BODY, pause, day(1)))
        .isInstanceOf(ClockAnswer.NotYours.class);
    assertThat(SERBIA.change(help, FINAL, BODY, pause, day(1)))
        .isInstanceOf(ClockAnswer.NotRunning.class);
    assertThat(SERBIA.change(help, PLAN, MANAGER, new ClockWish.Resume(), day(1)))
        .isInstanceOf(ClockAnswer.AsItIs.class);
    TrackSnapshot paused = changed(help, PLAN, MANAGER, pause, day(1));
    assertThat(SERBIA.change(paused, PLAN, MANAGER, pause, day(1)))
        .isInstanceOf(ClockAnswer.AsItIs.class);
    assertThat(SERBIA.calledUpon(paused, day(365))).isEmpty();

    var half = new ClockWish.AskExtension(Duration.ofHours(12));
    assertThat(SERBIA.change(identification, FIRST, BODY, half, day(1)))
        .isInstanceOf(ClockAnswer.NoLength.class);
    assertThat(
            SERBIA.change(
                help, PLAN, MANAGER, new ClockWish.AskExtension(Duration.ofDays(-1)), day(1)))
        .as("never shorter")
        .isInstanceOf(ClockAnswer.NoLength.class);
    var more = new ClockWish.AskExtension(Duration.ofDays(2));
    assertThat(changed(help, PLAN, MANAGER, more, day(1))).as("only asked").isEqualTo(help);
    var refused = new ClockWish.DecideExtension(Duration.ofDays(2), false);
    assertThat(changed(help, PLAN, COORDINATOR, refused, day(1))).isEqualTo(help);
    var given = new ClockWish.DecideExtension(Duration.ofDays(2), true);
    assertThat(changed(paused, PLAN, COORDINATOR, given, day(1)).clock(PLAN))
        .get()
        .satisfies(it -> assertThat(it.remaining()).isEqualTo(Duration.ofDays(15)));
    assertThat(changed(identification, FIRST, COORDINATOR, given, day(1)).clock(FIRST))
        .get()
        .satisfies(it -> assertThat(it.due()).isEqualTo("2026-03-11T23:00:00Z"));
  }

  @Test
  void whatHasRunOutIsNotPausedAndNoPauseIsForGood() {
    var pause = new ClockWish.Pause();
    assertThat(SERBIA.change(help, PLAN, MANAGER, pause, day(14)))
        .isInstanceOf(ClockAnswer.HasRunOut.class);
    TrackSnapshot paused = changed(help, PLAN, MANAGER, pause, day(5));
    RunningClock clock = paused.clock(PLAN).orElseThrow();
    assertThat(clock.tellAt()).isEqualTo(day(35));
    assertThat(SERBIA.resumed(paused, clock, day(35)).clock(PLAN))
        .get()
        .satisfies(it -> assertThat(it.due()).isEqualTo(day(44)));
    var given = new ClockWish.DecideExtension(Duration.ofDays(2), true);
    assertThat(changed(paused, PLAN, COORDINATOR, given, day(6)).clock(PLAN))
        .get()
        .satisfies(it -> assertThat(it.tellAt()).isEqualTo(day(35)));
  }

  @Test
  void allPausesTogetherLastAsLongAsOneMay() {
    var pause = new ClockWish.Pause();
    TrackSnapshot first = changed(help, PLAN, MANAGER, pause, day(5));
    TrackSnapshot between = SERBIA.resumed(first, first.clock(PLAN).orElseThrow(), day(25));
    TrackSnapshot second = changed(between, PLAN, MANAGER, pause, day(26));
    RunningClock clock = second.clock(PLAN).orElseThrow();
    assertThat(clock.tellAt()).isEqualTo(day(36));
    TrackSnapshot runs = SERBIA.resumed(second, clock, day(36));
    assertThat(runs.clock(PLAN).orElseThrow().due()).isEqualTo(day(44));
    assertThat(SERBIA.change(runs, PLAN, MANAGER, pause, day(37)))
        .isEqualTo(new ClockAnswer.PausedLongEnough(PLAN));
  }

  /** As kept before clocks warned and escalated: told once, then silent; or never to warn. */
  @Test
  void whatAnotherProcedureLeftSilentIsToldAgain() {
    RunningClock plan = help.clock(PLAN).orElseThrow();
    RunningClock passed = plan.at(Telling.PASSED + 1, null);
    RunningClock unwarned = plan.at(Telling.WARNING, plan.due());
    assertThat(retold(passed).tellAt()).isEqualTo(day(21));
    assertThat(retold(passed).nextLevel()).isEqualTo(Telling.PASSED + 1);
    assertThat(retold(unwarned).tellAt()).isEqualTo(day(11));
    assertThat(retold(plan.at(Telling.PASSED + 2, day(15))).tellAt()).isNull();
    TrackSnapshot paused = changed(help, PLAN, MANAGER, new ClockWish.Pause(), day(5));
    assertThat(SERBIA.retold(paused)).isEqualTo(paused);
  }

  private static RunningClock retold(RunningClock clock) {
    return SERBIA.retold(withClocks(HELP, "AS-NEED", clock)).clock(PLAN).orElseThrow();
  }

  @Test
  void whoeverWasToldStaysCalledUpon() {
    assertThat(SERBIA.calledUpon(help, day(10))).isEmpty();
    assertThat(SERBIA.calledUpon(help, day(11))).hasToString("[R-CASE@owner]");
    assertThat(Set.copyOf(SERBIA.calledUpon(help, day(21))).toString())
        .contains("R-CASE@owner", "R-COORD@country");
  }
}
