package org.uputnica.mechanism.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Telling;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/**
 * Where one run stands, as far as any condition can tell.
 *
 * @param state null before the run has begun
 * @param clocks those that some condition of the track asks about
 * @param noted what the history of the run says: the ways are compared, the person is held
 */
record Standing(@Nullable StateCode state, SortedMap<ClockCode, Ticking> clocks, boolean noted) {
  static final Instant NOW = Instant.EPOCH.plus(Duration.ofDays(20_000));
  static final Standing BEFORE = new Standing(null, new TreeMap<>(), false);

  private static final Duration SOME_TIME = Duration.ofHours(1);

  /** How a clock stands. */
  enum Ticking {
    RUNS,
    OUT,
    PAUSES,
    /** It had run out before it was paused. */
    PAUSES_OUT
  }

  /** As the mechanism sees it. */
  TrackSnapshot snapshot(TrackCode track) {
    List<RunningClock> running = new ArrayList<>();
    clocks.forEach((code, ticking) ->
        running.add(
            switch (ticking) {
              case RUNS -> clock(code, NOW.plus(SOME_TIME), null);
              case OUT -> clock(code, NOW.minus(SOME_TIME), null);
              case PAUSES -> clock(code, null, SOME_TIME);
              case PAUSES_OUT -> clock(code, null, Duration.ZERO);
            }));
    return new TrackSnapshot(track, Objects.requireNonNull(state), running);
  }

  private static RunningClock clock(
      ClockCode code, @Nullable Instant due, @Nullable Duration remaining) {
    return new RunningClock(code, NOW, due, remaining, Telling.PASSED, null);
  }

  /** Where the run stands after it was moved. */
  Standing after(TrackSnapshot moved, Set<ClockCode> asked, boolean nowNoted) {
    SortedMap<ClockCode, Ticking> left = new TreeMap<>();
    moved.clocks().stream()
        .filter(clock -> asked.contains(clock.code()))
        .forEach(clock -> left.put(clock.code(), ticking(clock)));
    return new Standing(moved.state(), left, nowNoted);
  }

  /** What the history says after a step, as the facts of the service read it. */
  boolean notedAfter(Step step) {
    return switch (step.code().value()) {
      case "A071", "A012" -> true;
      case "A013" -> false;
      default ->
          noted && !(step.to().value().startsWith("DS-") && !step.from().contains(step.to()));
    };
  }

  /** The same when this clock has run out. */
  Standing ranOut(ClockCode clock) {
    SortedMap<ClockCode, Ticking> later = new TreeMap<>(clocks);
    later.put(clock, Ticking.OUT);
    return new Standing(state, later, noted);
  }

  boolean runs(ClockCode clock) {
    return clocks.get(clock) == Ticking.RUNS;
  }

  private static Ticking ticking(RunningClock clock) {
    Duration remaining = clock.remaining();
    if (remaining != null) {
      return !remaining.isPositive() ? Ticking.PAUSES_OUT : Ticking.PAUSES;
    }
    return clock.passed(NOW) ? Ticking.OUT : Ticking.RUNS;
  }
}
