package org.uputnica.inbox.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that could not be delivered is tried again: after a first pause, then after pauses
 * twice as long each time, up to the longest, until it is given up.
 *
 * @param lasts from its making on; then it is given up
 */
public record RetrySchedule(Duration first, Duration longest, Duration lasts) {
  /** Doubling more often than this passes any longest pause there is. */
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The next try.
   *
   * @param tries those that were made, this one included
   */
  public Instant next(int tries, Instant now) {
    Duration pause = first.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), MOST_DOUBLINGS));
    return now.plus(pause.compareTo(longest) < 0 ? pause : longest);
  }

  public boolean isOver(Instant madeAt, Instant now) {
    return !now.isBefore(madeAt.plus(lasts));
  }
}
