package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step was taken.
 *
 * @param before where the track stood; null if this step opened it
 * @param after where it stands now, with all clocks that run or pause
 * @param started clocks started or started anew by this step, with their due times
 * @param stopped clocks ended by this step, as they were before it
 * @param effects what the features above have to do, in the same transaction
 * @param inputs as sent and found valid
 * @param at server time, UTC
 */
public record Moved(
    @Nullable TrackSnapshot before,
    TrackSnapshot after,
    Step step,
    SaidBy saidBy,
    List<RunningClock> started,
    List<RunningClock> stopped,
    List<Effect> effects,
    StepInputs inputs,
    Instant at)
    implements StepResult {
  public Moved {
    started = List.copyOf(started);
    stopped = List.copyOf(stopped);
    effects = List.copyOf(effects);
  }

  Moved with(List<RunningClock> clocks, List<Effect> brings) {
    TrackSnapshot now = after.with(clocks);
    List<RunningClock> begun =
        clocks.stream().filter(it -> started.contains(it) || isNew(it.code())).toList();
    return new Moved(before, now, step, saidBy, begun, stopped, brings, inputs, at);
  }

  /** The same, of a run that stays where it stands. */
  public Moved staying(TrackSnapshot run) {
    TrackSnapshot now = run.with(after.clocks());
    Step stays = step.staying(run.state());
    return new Moved(run, now, stays, saidBy, started, stopped, effects, inputs, at);
  }

  private boolean isNew(ClockCode code) {
    return after.clock(code).isEmpty() && was().flatMap(it -> it.clock(code)).isEmpty();
  }

  /** Where the track stood; empty if this step opened it. */
  public Optional<TrackSnapshot> was() {
    return Optional.ofNullable(before);
  }

  /** Whether the case is over by this step. */
  public boolean endsCase() {
    return was().filter(it -> !AcrossTracks.isOver(it.state())).isPresent()
        && AcrossTracks.isOver(after.state());
  }

  /** Whether the person has died. */
  public boolean isDeath() {
    return endsCase() && AcrossTracks.isDeath(after.state());
  }

  /** Whether the case was closed and is not any more. */
  public boolean opensAgain() {
    return was().filter(it -> AcrossTracks.isClosed(it.state())).isPresent()
        && !AcrossTracks.isClosed(after.state());
  }
}
