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
 */
public record RunningClock(
    ClockCode code,
    Instant startedAt,
    @Nullable Instant due,
    @Nullable Duration remaining,
    int nextLevel,
    @Nullable Instant tellAt) {
  public RunningClock {
    if ((due == null) == (remaining == null)) {
      throw new IllegalArgumentException(code + " either runs or pauses");
    }
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
    return new RunningClock(code, startedAt, due, remaining, level, tells);
  }
}
