package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.ClockEvent.Kind;

/** The clocks of one country, and how it reckons time. The only place where a due time is made. */
final class Clocks {
  /**
   * What is agreed for a later day is a slip of the pen, and must not put an alarm off for years.
   */
  private static final Duration FARTHEST = Duration.ofDays(92);

  private final Map<ClockCode, Clock> byCode = new LinkedHashMap<>();
  private final Reckoning reckoning;

  Clocks(Collection<Clock> clocks, Reckoning reckoning) {
    clocks.forEach(clock -> byCode.put(clock.code(), clock));
    this.reckoning = reckoning;
  }

  List<Clock> all() {
    return List.copyOf(byCode.values());
  }

  Optional<Clock> find(ClockCode code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** Starts it, where the country has it for this age. */
  Optional<RunningClock> started(ClockCode code, AgeRule age, Instant at) {
    return started(code, age, StepInputs.none(), at);
  }

  /** Starts it with a step; it counts from what the step says was agreed, if that is to come. */
  Optional<RunningClock> started(ClockCode code, AgeRule age, StepInputs inputs, Instant at) {
    return find(code)
        .flatMap(clock ->
            clock
                .lasts(age)
                .map(length ->
                    running(
                        clock,
                        at,
                        reckoning.due(clock.counts(), begins(clock, inputs, at), length),
                        at)));
  }

  private Instant begins(Clock clock, StepInputs inputs, Instant at) {
    return clock.from().stream()
        .filter(inputs.names()::contains)
        .findFirst()
        .map(input -> reckoning.moment(inputs.text(input)))
        .filter(at::isBefore)
        .map(said -> said.isBefore(at.plus(FARTHEST)) ? said : at.plus(FARTHEST))
        .orElse(at);
  }

  RunningClock paused(RunningClock running, Instant at) {
    Instant due = running.due();
    return due == null
        ? running
        : new RunningClock(
            running.code(),
            running.startedAt(),
            null,
            reckoning.left(counts(running), at, due),
            Telling.WARNING,
            null,
            running.pausable());
  }

  RunningClock resumed(RunningClock paused, Instant at) {
    Duration left = paused.remaining();
    return left == null
        ? paused
        : running(paused, reckoning.due(counts(paused), at, left), at)
            .pausable(paused.pausableAfter(at));
  }

  /** Lengthens it by time of the kind it counts; one that pauses keeps pausing. */
  RunningClock extended(RunningClock clock, Duration length, Instant at) {
    Duration left = clock.remaining();
    Instant due = clock.due();
    return due == null || left != null
        ? new RunningClock(
            clock.code(),
            clock.startedAt(),
            null,
            Optional.ofNullable(left).orElse(Duration.ZERO).plus(length),
            Telling.WARNING,
            clock.tellAt(),
            clock.pausable())
        : running(clock, reckoning.longer(counts(clock), due, length), at)
            .pausable(clock.pausable());
  }

  /**
   * What is to be told next, as far as it is known at {@code now}; empty while it pauses, and after
   * the last escalation.
   */
  Optional<Telling> next(RunningClock running, Instant now) {
    return find(running.code()).flatMap(clock -> next(clock, running, running.nextLevel(), now));
  }

  /** As it is told of by this procedure, whatever another one has told of it. */
  RunningClock retold(RunningClock running) {
    return running.paused()
        ? running
        : next(running, running.startedAt()).map(running::telling).orElseGet(running::silent);
  }

  /**
   * As it is once this was told at {@code now}; what repeats is told once for all that was missed.
   */
  RunningClock told(RunningClock running, Telling telling, Instant now) {
    RunningClock after = running.at(telling.level() + 1, null);
    return find(running.code())
        .flatMap(clock -> next(clock, running, levelAfter(telling, clock, running, now), now))
        .map(after::telling)
        .orElse(after);
  }

  /** Whom a clock has called upon by now: those warned, told and escalated to. */
  Stream<Performer> calledUpon(RunningClock running, Instant now) {
    return find(running.code()).stream()
        .flatMap(clock -> tellings(clock, running, now))
        .filter(it -> !it.at().isAfter(now))
        .flatMap(it -> it.tells().stream())
        .distinct();
  }

  TrackSnapshot resumed(TrackSnapshot snapshot, RunningClock paused, Instant at) {
    return with(snapshot, paused, resumed(paused, at));
  }

  ClockAnswer change(
      TrackSnapshot snapshot, ClockCode code, Actor actor, ClockWish wish, Instant at) {
    Optional<RunningClock> found = snapshot.clock(code);
    Clock clock = byCode.get(code);
    if (found.isEmpty() || clock == null) {
      return new ClockAnswer.NotRunning(code);
    }
    List<Performer> performers = clock.changes().of(wish);
    if (performers.stream().noneMatch(performer -> performer.is(actor))) {
      return new ClockAnswer.NotYours(code, performers);
    }
    RunningClock was = found.get();
    return switch (wish) {
      case ClockWish.Pause _ when was.paused() -> new ClockAnswer.AsItIs(code);
      case ClockWish.Resume _ when !was.paused() -> new ClockAnswer.AsItIs(code);
      case ClockWish.Pause _ when was.passed(at) -> new ClockAnswer.HasRunOut(code);
      case ClockWish.Pause _ when was.pausable().isZero() -> new ClockAnswer.PausedLongEnough(code);
      case ClockWish.AskExtension(Duration length) when !clock.counts().measures(length) ->
          new ClockAnswer.NoLength(code, clock.counts());
      case ClockWish.Pause _ ->
          changed(snapshot, was, paused(was, at).at(Telling.WARNING, at.plus(was.pausable())), at);
      case ClockWish.Resume _ -> changed(snapshot, was, resumed(was, at), at);
      case ClockWish.AskExtension _ -> changed(snapshot, was, was, at);
      case ClockWish.DecideExtension(Duration length, boolean approved) ->
          changed(snapshot, was, approved ? extended(was, length, at) : was, at);
    };
  }

  private static ClockAnswer changed(
      TrackSnapshot snapshot, RunningClock was, RunningClock is, Instant at) {
    return new ClockAnswer.Changed(with(snapshot, was, is), is, at);
  }

  private static TrackSnapshot with(TrackSnapshot snapshot, RunningClock was, RunningClock is) {
    List<RunningClock> clocks = new ArrayList<>(snapshot.clocks());
    clocks.replaceAll(it -> it.equals(was) ? is : it);
    return snapshot.with(clocks);
  }

  private Clock.Counts counts(RunningClock running) {
    return find(running.code()).map(Clock::counts).orElse(Clock.Counts.ELAPSED);
  }

  private RunningClock running(RunningClock before, Instant due, Instant now) {
    return find(before.code())
        .map(clock -> running(clock, before.startedAt(), due, now))
        .orElseGet(() ->
            new RunningClock(before.code(), before.startedAt(), due, null, Telling.PASSED, due));
  }

  /** A warning that would come before the clock itself is left out. */
  private RunningClock running(Clock clock, Instant startedAt, Instant due, Instant now) {
    var running = new RunningClock(clock.code(), startedAt, due, null, Telling.PASSED, due);
    return tellings(clock, running, now)
        .filter(it -> it.level() == Telling.WARNING && it.at().isAfter(now))
        .findFirst()
        .map(running::telling)
        .orElse(running);
  }

  /** What is told of it at this level or, where there is no such, at the first one above. */
  private Optional<Telling> next(Clock clock, RunningClock running, int level, Instant now) {
    return clock.repeats() && level > Telling.PASSED
        ? again(clock, running, level - Telling.PASSED)
        : tellings(clock, running, now).filter(it -> it.level() >= level).findFirst();
  }

  private Stream<Telling> tellings(Clock clock, RunningClock running, Instant now) {
    Instant due = running.due();
    if (due == null) {
      return Stream.of();
    }
    Duration warns = clock.warns();
    List<Telling> all = new ArrayList<>();
    if (warns != null) {
      Instant early = reckoning.before(clock.counts(), due, warns);
      if (early.isAfter(running.startedAt())) {
        all.add(new Telling(Kind.WARNED, Telling.WARNING, early, clock.warned()));
      }
    }
    Duration late = due.isBefore(now) ? Duration.between(due, now) : Duration.ZERO;
    List<Performer> tells = clock.repeats() ? concerned(clock, late) : clock.tells();
    all.add(new Telling(Kind.PASSED, Telling.PASSED, due, tells));
    if (!clock.repeats()) {
      for (Clock.Escalation escalation : clock.escalates()) {
        all.add(
            new Telling(
                Kind.ESCALATED,
                all.getLast().level() + 1,
                due.plus(escalation.after()),
                escalation.tells()));
      }
    }
    return all.stream();
  }

  /** What is told of it once its length has passed this many times more. */
  private Optional<Telling> again(Clock clock, RunningClock running, int times) {
    Instant due = running.due();
    return due == null
        ? Optional.empty()
        : period(clock)
            .map(it -> reckoning.longer(clock.counts(), due, it.multipliedBy(times)))
            .map(at ->
                new Telling(
                    Kind.TOLD_AGAIN,
                    Telling.PASSED + times,
                    at,
                    concerned(clock, Duration.between(due, at))));
  }

  /** Of a clock that repeats, the first one that is still to come. */
  private int levelAfter(Telling told, Clock clock, RunningClock running, Instant now) {
    int level = told.level() + 1;
    if (clock.repeats() && told.level() >= Telling.PASSED) {
      while (again(clock, running, level - Telling.PASSED)
          .filter(it -> !it.at().isAfter(now))
          .isPresent()) {
        level++;
      }
    }
    return level;
  }

  /** Those it tells, and those who are told too once it has waited so long. */
  private static List<Performer> concerned(Clock clock, Duration late) {
    return Stream.concat(
            clock.tells().stream(),
            clock.escalates().stream()
                .filter(it -> it.after().compareTo(late) <= 0)
                .flatMap(it -> it.tells().stream()))
        .distinct()
        .toList();
  }

  /** After which time a clock is told of anew; which rule applies to the person makes none. */
  private static Optional<Duration> period(Clock clock) {
    return clock.lasts().or(() -> clock.lasts(AgeRule.CHILD));
  }
}
