package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;

/**
 * What is told of a clock at one moment.
 *
 * @param level {@link #WARNING}, {@link #PASSED}, and above it the escalations in their order
 * @param at when it is to be told, UTC; a late round tells the same
 */
public record Telling(int level, Instant at, List<Performer> tells) {
  /** It will run out soon. */
  public static final int WARNING = 0;

  /** It has run out. */
  public static final int PASSED = 1;

  public Telling {
    tells = List.copyOf(tells);
  }

  /** What the history of the clock says of it. */
  public ClockEvent.Kind kind() {
    return switch (level) {
      case WARNING -> ClockEvent.Kind.WARNED;
      case PASSED -> ClockEvent.Kind.PASSED;
      default -> ClockEvent.Kind.ESCALATED;
    };
  }
}
