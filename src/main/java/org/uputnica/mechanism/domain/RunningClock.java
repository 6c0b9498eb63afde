package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock that was started on a track and not yet stopped. Either it runs and has {@code due}, or
 * it pauses and has {@code remaining}.
 *
 * @param startedAt server time, UTC
 * @param due when it runs out; null while it pauses
 * @param remaining what is left of it; null while it runs
 * @param nextLevel the {@link Telling} that comes next, or the one after the last
 * @param tellAt when that is to be told, or when a clock that somebody paused runs on by itself;
 *     null while it pauses until an answer comes, and when everything was told
 * @param pausable how long somebody may still let it pause, whole seconds; an answer that is waited
 *     for takes nothing from it
 */
public record RunningClock(
    ClockCode code,
    Instant startedAt,
    @Nullable Instant due,
    @Nullable Duration remaining,
    int nextLevel,
    @Nullable Instant tellAt,
    Duration pausable) {
  /** All pauses of a clock together; after them it runs on by itself. A working default. */
  public static final Duration LONGEST_PAUSE = Duration.ofDays(30);

  public RunningClock {
    if ((due == null) == (remaining == null)) {
      throw new IllegalArgumentException(code + " either runs or pauses");
    }
  }

  /** A clock nobody has let pause. */
  public RunningClock(
      ClockCode code,
      Instant startedAt,
      @Nullable Instant due,
      @Nullable Duration remaining,
      int nextLevel,
      @Nullable Instant tellAt) {
    this(code, startedAt, due, remaining, nextLevel, tellAt, LONGEST_PAUSE);
  }

  /** A clock started at {@code at} that only tells when it has run out. */
  public static RunningClock started(ClockCode code, Instant at, Duration length) {
    return new RunningClock(code, at, at.plus(length), null, Telling.PASSED, at.plus(length));
  }

  /** Has it run out at {@code now}? A paused clock never runs out. */
  public boolean passed(Instant now) {
    return due != null && !due.isAfter(now);
  }

  /** Does it pause? */
  public boolean paused() {
    return remaining != null;
  }

  /** The same clock, of which nothing is told any more. */
  public RunningClock silent() {
    return at(nextLevel, null);
  }

  /** The same clock, of which this is told next. */
  public RunningClock telling(Telling next) {
    return at(next.level(), next.at());
  }

  RunningClock at(int level, @Nullable Instant tells) {
    return new RunningClock(code, startedAt, due, remaining, level, tells, pausable);
  }

  RunningClock pausable(Duration further) {
    return new RunningClock(code, startedAt, due, remaining, nextLevel, tellAt, further);
  }

  /** How long somebody may let it pause after this pause has ended. */
  Duration pausableAfter(Instant end) {
    if (!paused() || tellAt == null) {
      return pausable;
    }
    return end.isBefore(tellAt)
        ? Duration.ofSeconds(Duration.between(end, tellAt).toSeconds())
        : Duration.ZERO;
  }
}
