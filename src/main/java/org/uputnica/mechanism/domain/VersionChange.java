package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of a case when it goes over from one version of a procedure to another. */
public record VersionChange(Mechanism from, Mechanism to) {
  /** What the new version does not have, so that a case that is there cannot go over. */
  public record Obstacle(What what, String code) {
    /** Kind of the thing that is missing. */
    public enum What {
      TRACK_GONE,
      STATE_GONE,
      CLOCK_GONE
    }
  }

  /** Steps that leave a state, as the new version has them. */
  public record Steps(Set<StepCode> gone, Set<StepCode> added, Set<StepCode> changed) {
    public Steps {
      gone = Set.copyOf(gone);
      added = Set.copyOf(added);
      changed = Set.copyOf(changed);
    }

    public boolean isEmpty() {
      return gone.isEmpty() && added.isEmpty() && changed.isEmpty();
    }
  }

  /** Why a run cannot go over; empty if it can. */
  public List<Obstacle> obstacles(TrackSnapshot run) {
    return Stream.concat(
            obstacle(run.track(), run.state()).stream(),
            run.clocks().stream()
                .map(RunningClock::code)
                .filter(this::isGone)
                .map(code -> new Obstacle(Obstacle.What.CLOCK_GONE, code.value())))
        .toList();
  }

  /** What stands in the way of a run in this state. */
  public Optional<Obstacle> obstacle(TrackCode track, StateCode state) {
    Optional<Track> there = to.track(track);
    if (there.isEmpty()) {
      return Optional.of(new Obstacle(Obstacle.What.TRACK_GONE, track.value()));
    }
    return there.get().states().stream().anyMatch(one -> one.code().equals(state))
        ? Optional.empty()
        : Optional.of(new Obstacle(Obstacle.What.STATE_GONE, state.value()));
  }

  /** Whether nobody would be told any more when this clock runs out. */
  public boolean isGone(ClockCode clock) {
    return to.clock(clock).isEmpty();
  }

  /** Whether the clock will last another time; one that runs keeps its end. */
  public boolean lastsOtherwise(ClockCode clock) {
    return !Objects.equals(length(from, clock), length(to, clock))
        || !Objects.equals(counts(from, clock), counts(to, clock));
  }

  /** How the ways out of a state change. */
  public Steps steps(TrackCode track, StateCode state) {
    List<Step> before = leaving(from, track, state);
    List<Step> after = leaving(to, track, state);
    return new Steps(
        codes(before, step -> !names(after).contains(step.code())),
        codes(after, step -> !names(before).contains(step.code())),
        codes(after, step -> names(before).contains(step.code()) && !before.contains(step)));
  }

  /** Whether those who are waited for in this state are others now. */
  public boolean waitsForOthers(TrackSnapshot run) {
    return !waitsFor(from, run).equals(waitsFor(to, run));
  }

  private static Set<Performer> waitsFor(Mechanism mechanism, TrackSnapshot run) {
    return mechanism.track(run.track()).stream()
        .flatMap(track -> track.states().stream())
        .filter(state -> state.code().equals(run.state()))
        .flatMap(state -> state.waitsFor().stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Duration> length(Mechanism mechanism, ClockCode clock) {
    return mechanism.clock(clock).flatMap(Clock::lasts);
  }

  private static Optional<Clock.Counts> counts(Mechanism mechanism, ClockCode clock) {
    return mechanism.clock(clock).map(Clock::counts);
  }

  private static List<Step> leaving(Mechanism mechanism, TrackCode track, StateCode state) {
    return mechanism.track(track).map(it -> it.leaving(state)).orElse(List.of());
  }

  private static Set<StepCode> names(List<Step> steps) {
    return steps.stream().map(Step::code).collect(Collectors.toSet());
  }

  private static Set<StepCode> codes(List<Step> steps, Predicate<Step> which) {
    return steps.stream()
        .filter(which)
        .map(Step::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
