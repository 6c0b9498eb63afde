package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows. The only place where a step is decided. */
final class Interpreter {
  private final Clocks clocks;
  private final Mechanism.Recorders recorders;
  private final Remedies remedies;

  Interpreter(Clocks clocks, Mechanism.Recorders recorders, Remedies remedies) {
    this.clocks = clocks;
    this.recorders = recorders;
    this.remedies = remedies;
  }

  StepOption option(Step step, Actor actor, Facts facts) {
    Set<SaidBy> ways = ways(step, actor, facts.age());
    List<ClosedReason> closed = new ArrayList<>();
    if (ways.isEmpty()) {
      closed.add(new ClosedReason.NotYourTurn(step.by()));
    }
    unmet(step, facts)
        .forEach(guard ->
            closed.add(new ClosedReason.GuardNotMet(guard, remedies.explain(guard, facts))));
    List<Set<String>> oneOfEach = oneOfEach(step, facts);
    List<AskedInput> asks =
        step.asks().stream()
            .filter(ask -> ask.concerns(facts.age()))
            .map(ask -> asked(ask, oneOfEach))
            .toList();
    List<Clock> wouldStart =
        step.starts().stream()
            .filter(start -> start.applies(facts))
            .flatMap(start -> start.what().possible())
            .flatMap(code -> lasting(code, facts.age()).stream())
            .toList();
    return new StepOption(step, ways, closed, asks, wouldStart);
  }

  StepResult open(Track track, Actor actor, StepInputs inputs, Facts facts, Instant at) {
    return decide(track.code(), null, track.opening(), actor, inputs, facts, at);
  }

  StepResult take(
      Track track,
      TrackSnapshot now,
      StepCode asked,
      Actor actor,
      StepInputs inputs,
      Facts facts,
      Instant at) {
    Optional<Step> step = track.step(now.state(), asked);
    if (step.isEmpty()) {
      List<StepCode> leaving = track.leaving(now.state()).stream().map(Step::code).toList();
      return new StepRefusal.StepNotFromHere(track.code(), now.state(), asked, leaving);
    }
    return decide(track.code(), now, step.get(), actor, inputs, facts.withClocks(now.clocks()), at);
  }

  static List<RunningClock> left(Step step, StepInputs inputs, List<RunningClock> clocks) {
    Map<ClockCode, RunningClock> running = new LinkedHashMap<>();
    clocks.forEach(clock -> running.put(clock.code(), clock));
    stop(step, inputs, running);
    return List.copyOf(running.values());
  }

  ClockAnswer answer(TrackSnapshot snapshot, ClockCode code, Actor actor, Instant at) {
    Optional<RunningClock> running = snapshot.clock(code);
    Clock clock = clocks.find(code).orElse(null);
    if (running.isEmpty() || clock == null) {
      return new ClockAnswer.NotRunning(code);
    }
    if (clock.answeredBy().stream().noneMatch(performer -> performer.is(actor))) {
      return new ClockAnswer.NotYours(code, clock.answeredBy());
    }
    RunningClock again =
        clock.repeats() ? clocks.started(code, AgeRule.ADULT, at).orElse(null) : null;
    List<RunningClock> left = new ArrayList<>(snapshot.clocks());
    left.remove(running.get());
    if (again != null) {
      left.add(again);
    }
    TrackSnapshot after = snapshot.with(left);
    return new ClockAnswer.Answered(after, running.get(), again, at);
  }

  private StepResult decide(
      TrackCode track,
      @Nullable TrackSnapshot now,
      Step step,
      Actor actor,
      StepInputs inputs,
      Facts facts,
      Instant at) {
    if (!ways(step, actor, facts.age()).contains(actor.saidBy())) {
      return new StepRefusal.NotYourTurn(step.code(), step.by());
    }
    List<Guard> unmet = unmet(step, facts);
    if (!unmet.isEmpty()) {
      return new StepRefusal.GuardNotMet(
          step.code(), unmet.stream().map(guard -> remedies.explain(guard, facts)).toList());
    }
    List<InputProblem> problems =
        InputCheck.problems(step, facts.age(), inputs.values(), oneOfEach(step, facts));
    if (!problems.isEmpty()) {
      return new StepRefusal.InputInvalid(step.code(), problems);
    }
    return move(track, now, step, actor.saidBy(), inputs, facts, at);
  }

  private Moved move(
      TrackCode track,
      @Nullable TrackSnapshot now,
      Step step,
      SaidBy saidBy,
      StepInputs inputs,
      Facts facts,
      Instant at) {
    Map<ClockCode, RunningClock> running = new LinkedHashMap<>();
    if (now != null) {
      now.clocks().forEach(clock -> running.put(clock.code(), clock));
    }
    List<RunningClock> stopped = stop(step, inputs, running);
    for (ClockRef pause : step.pauses()) {
      meant(pause, inputs, running)
          .forEach(code -> running.computeIfPresent(code, (_, clock) -> clocks.paused(clock, at)));
    }
    for (ClockRef resume : step.resumes()) {
      meant(resume, inputs, running)
          .forEach(code -> running.computeIfPresent(code, (_, clock) -> clocks.resumed(clock, at)));
    }
    List<RunningClock> started = new ArrayList<>();
    for (Conditional<ClockRef> start : step.starts()) {
      if (start.applies(facts)) {
        meant(start.what(), inputs, running)
            .flatMap(code -> clocks.started(code, facts.age(), inputs, at).stream())
            .forEach(fresh -> {
              running.put(fresh.code(), fresh);
              started.add(fresh);
            });
      }
    }
    List<Effect> effects =
        step.effects().stream()
            .filter(effect -> effect.applies(facts))
            .map(Conditional::what)
            .toList();
    var after = new TrackSnapshot(track, step.to(), List.copyOf(running.values()));
    return new Moved(now, after, step, saidBy, started, stopped, effects, inputs, at);
  }

  private static List<RunningClock> stop(
      Step step, StepInputs inputs, Map<ClockCode, RunningClock> running) {
    List<RunningClock> stopped = new ArrayList<>();
    for (ClockRef stop : step.stops()) {
      meant(stop, inputs, running)
          .map(running::remove)
          .filter(Objects::nonNull)
          .forEach(stopped::add);
    }
    return stopped;
  }

  private static Stream<ClockCode> meant(
      ClockRef ref, StepInputs inputs, Map<ClockCode, RunningClock> running) {
    return switch (ref) {
      case ClockRef.One(ClockCode clock) -> Stream.of(clock);
      case ClockRef.Group(String _, List<ClockCode> group) -> group.stream();
      case ClockRef.NextOf(ClockRef.Group group) ->
          group
              .possible()
              .map(running::get)
              .filter(Objects::nonNull)
              .min(Comparator.comparing(clock -> clock.due() == null ? Instant.MAX : clock.due()))
              .map(RunningClock::code)
              .stream();
      case ClockRef.ChosenBy(String _, String input, Map<String, ClockCode> choices) ->
          inputs.values().containsKey(input)
              ? Optional.ofNullable(choices.get(inputs.text(input))).stream()
              : choices.values().stream().sorted();
      case ClockRef.Again(ClockRef of) -> meant(of, inputs, running).filter(running::containsKey);
      case ClockRef.All() -> List.copyOf(running.keySet()).stream();
    };
  }

  private Optional<Clock> lasting(ClockCode code, AgeRule age) {
    return clocks.find(code).filter(clock -> clock.lasts(age).isPresent());
  }

  private Set<SaidBy> ways(Step step, Actor actor, AgeRule age) {
    Set<SaidBy> ways = EnumSet.noneOf(SaidBy.class);
    for (Performer performer : step.by()) {
      if (performer.isPerson()) {
        addIfAmong(ways, SaidBy.PERSON, recorders.of(age), actor);
        continue;
      }
      if (performer.isGuardian()) {
        if (age == AgeRule.ADULT) {
          continue; // nobody stands in for an adult
        }
        addIfAmong(ways, SaidBy.GUARDIAN, recorders.guardian(), actor);
      }
      if (performer.is(actor)) {
        ways.add(SaidBy.ACTOR);
      }
    }
    return ways;
  }

  private static void addIfAmong(
      Set<SaidBy> ways, SaidBy way, List<Performer> recorders, Actor actor) {
    if (recorders.stream().anyMatch(recorder -> recorder.is(actor))) {
      ways.add(way);
    }
  }

  /** Conditions that stay unmet even if everything the step asks for is given. */
  private static List<Guard> unmet(Step step, Facts facts) {
    List<Guard> unmet = new ArrayList<>();
    for (Guard guard : step.when()) {
      if (!guard.test(facts) && !canBeStated(guard, facts)) {
        unmet.add(guard);
      }
    }
    return unmet;
  }

  /** Sets of inputs of which the conditions need one each, because nothing else meets them. */
  private static List<Set<String>> oneOfEach(Step step, Facts facts) {
    List<Set<String>> sets = new ArrayList<>();
    for (Guard guard : step.when()) {
      if (!guard.test(facts) && canBeStated(guard, facts)) {
        sets.add(guard.statedInputs());
      }
    }
    return sets;
  }

  private static AskedInput asked(Ask ask, List<Set<String>> oneOfEach) {
    if (!ask.optional()) {
      return new AskedInput(ask.input(), true, Set.of());
    }
    for (Set<String> oneOf : oneOfEach) {
      if (oneOf.contains(ask.name())) {
        Set<String> others = new HashSet<>(oneOf);
        others.remove(ask.name());
        return new AskedInput(ask.input(), true, others);
      }
    }
    return new AskedInput(ask.input(), false, Set.of());
  }

  private static boolean canBeStated(Guard guard, Facts facts) {
    Set<String> inputs = guard.statedInputs();
    return !inputs.isEmpty() && guard.test(facts.withStated(inputs));
  }
}
