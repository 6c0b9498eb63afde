package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Optional;

/** Where one track of one case stands. */
public record TrackSnapshot(TrackCode track, StateCode state, List<RunningClock> clocks) {
  public TrackSnapshot {
    clocks = List.copyOf(clocks);
  }

  /** A snapshot without clocks. */
  public static TrackSnapshot of(TrackCode track, StateCode state) {
    return new TrackSnapshot(track, state, List.of());
  }

  /** The same place with these clocks. */
  public TrackSnapshot with(List<RunningClock> running) {
    return new TrackSnapshot(track, state, running);
  }

  /** The clock with this code, if it was started and not stopped. */
  public Optional<RunningClock> clock(ClockCode code) {
    return clocks.stream().filter(clock -> clock.code().equals(code)).findFirst();
  }
}
