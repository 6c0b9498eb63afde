package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of saying that a clock's task was done. */
public sealed interface ClockAnswer {
  /**
   * The clock is answered.
   *
   * @param startedAgain the same clock, running anew, if it repeats; else null
   */
  record Answered(
      TrackSnapshot after, RunningClock ended, @Nullable RunningClock startedAgain, Instant at)
      implements ClockAnswer {
    /** The clock that runs anew. */
    public Optional<RunningClock> next() {
      return Optional.ofNullable(startedAgain);
    }
  }

  /** No such clock runs on this track. */
  record NotRunning(ClockCode clock) implements ClockAnswer {}

  /** Somebody else answers it, or a step does, in which case nobody is named. */
  record NotYours(ClockCode clock, List<Performer> performers) implements ClockAnswer {
    public NotYours {
      performers = List.copyOf(performers);
    }
  }
}
