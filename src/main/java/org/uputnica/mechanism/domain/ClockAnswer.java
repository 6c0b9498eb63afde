package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of saying that a clock's task was done, or of wanting it changed. */
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

  /**
   * The clock is as it was wished.
   *
   * @param clock as it is now; as it was, where only something was asked for or refused
   */
  record Changed(TrackSnapshot after, RunningClock clock, Instant at) implements ClockAnswer {}

  /** It pauses already, or it runs already. */
  record AsItIs(ClockCode clock) implements ClockAnswer {}

  /** It has run out, and is answered or lengthened instead of paused. */
  record HasRunOut(ClockCode clock) implements ClockAnswer {}

  /** All its pauses together have lasted as long as they may. */
  record PausedLongEnough(ClockCode clock) implements ClockAnswer {}

  /** What was asked for is no length of what the clock counts. */
  record NoLength(ClockCode clock, Clock.Counts counts) implements ClockAnswer {}

  /** No such clock runs on this track. */
  record NotRunning(ClockCode clock) implements ClockAnswer {}

  /** Somebody else answers it, or a step does, in which case nobody is named. */
  record NotYours(ClockCode clock, List<Performer> performers) implements ClockAnswer {
    public NotYours {
      performers = List.copyOf(performers);
    }
  }
}
