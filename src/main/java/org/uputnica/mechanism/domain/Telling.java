package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;

/**
 * What is told of a clock at one moment.
 *
 * @param kind what the history of the clock says of it
 * @param level {@link #WARNING}, {@link #PASSED}, and above it the escalations in their order, or
 *     of a clock that repeats how often its length has passed once more
 * @param at when it is to be told, UTC; a late round tells the same
 */
public record Telling(ClockEvent.Kind kind, int level, Instant at, List<Performer> tells) {
  /** It will run out soon. */
  public static final int WARNING = 0;

  /** It has run out. */
  public static final int PASSED = 1;

  public Telling {
    tells = List.copyOf(tells);
  }
}
