package org.uputnica.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** The time of a practice: real time, and what it was moved forward by. It never goes back. */
public final class PracticeClock extends Clock {
  private final Clock real;
  private final AtomicLong ahead;

  /**
   * @param ahead of real time, whole seconds, not negative
   */
  public PracticeClock(Clock real, Duration ahead) {
    this(real, new AtomicLong(ahead.toSeconds()));
  }

  private PracticeClock(Clock real, AtomicLong ahead) {
    this.real = real;
    this.ahead = ahead;
  }

  /** How far it is ahead of real time. */
  public Duration ahead() {
    return Duration.ofSeconds(ahead.get());
  }

  /** Goes on so far ahead of real time, or as far as it is already if that is further. */
  public void advanceTo(Duration further) {
    ahead.accumulateAndGet(further.toSeconds(), Math::max);
  }

  @Override
  public Instant instant() {
    return real.instant().plusSeconds(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  /** The same time, seen from another zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new PracticeClock(real.withZone(zone), ahead);
  }
}
