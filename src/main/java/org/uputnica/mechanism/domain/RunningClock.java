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
 */
public record RunningClock(
    ClockCode code, Instant startedAt, @Nullable Instant due, @Nullable Duration remaining) {
  public RunningClock {
    if ((due == null) == (remaining == null)) {
      throw new IllegalArgumentException(code + " either runs or pauses");
    }
  }

  /** A clock started at {@code at}. */
  public static RunningClock started(ClockCode code, Instant at, Duration length) {
    return new RunningClock(code, at, at.plus(length), null);
  }

  /** Has it run out at {@code now}? A paused clock never runs out. */
  public boolean passed(Instant now) {
    return due != null && !due.isAfter(now);
  }

  /** Does it pause? */
  public boolean paused() {
    return remaining != null;
  }

  RunningClock pause(Instant at) {
    return due == null
        ? this
        : new RunningClock(
            code, startedAt, null, at.isAfter(due) ? Duration.ZERO : Duration.between(at, due));
  }

  RunningClock resume(Instant at) {
    return remaining == null ? this : new RunningClock(code, startedAt, at.plus(remaining), null);
  }
}
