package org.uputnica.mechanism.domain;

import java.time.Duration;

/** What somebody wants of a clock that was started. */
public sealed interface ClockWish {
  /** That it stands still, and keeps what is left of it. */
  record Pause() implements ClockWish {}

  /** That it runs on with what was left. */
  record Resume() implements ClockWish {}

  /**
   * That it is lengthened: the wish of one person, for another to decide. It is never shortened.
   *
   * @param length in what the clock counts
   */
  record AskExtension(Duration length) implements ClockWish {}

  /**
   * That the extension somebody else asked for holds, or does not.
   *
   * @param length as it was asked for
   */
  record DecideExtension(Duration length, boolean approved) implements ClockWish {}
}
