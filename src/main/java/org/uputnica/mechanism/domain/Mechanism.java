package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The referral procedure of one country in one version: immutable, and the same answer for the same
 * question every time.
 */
public final class Mechanism {
  private final String country;
  private final String version;
  private final Map<TrackCode, Track> tracks;
  private final Clocks clocks;
  private final Reckoning reckoning;
  private final Map<String, Parameter> parameters;
  private final Recorders recorders;
  private final Interpreter interpreter;

  /**
   * Who writes down the word of somebody who has no login.
   *
   * @param adult for the person concerned, if an adult
   * @param child for the person concerned, if a child
   * @param guardian for the guardian of a child
   */
  public record Recorders(List<Performer> adult, List<Performer> child, List<Performer> guardian) {
    public Recorders {
      adult = List.copyOf(adult);
      child = List.copyOf(child);
      guardian = List.copyOf(guardian);
    }

    /** The recorders of the person's own word. */
    public List<Performer> of(AgeRule age) {
      return age == AgeRule.ADULT ? adult : child;
    }
  }

  /**
   * A mechanism.
   *
   * @param country ISO 3166-1 alpha-2 code, and {@code XK}
   * @param version changes with every change of a rule; a case keeps the version it started with
   * @param reckoning how the country counts the time of its clocks
   */
  public Mechanism(
      String country,
      String version,
      List<Track> tracks,
      List<Clock> clocks,
      Reckoning reckoning,
      List<Parameter> parameters,
      Recorders recorders) {
    this.country = country;
    this.version = version;
    this.tracks = new LinkedHashMap<>();
    tracks.forEach(track -> this.tracks.put(track.code(), track));
    this.clocks = new Clocks(clocks, reckoning);
    this.reckoning = reckoning;
    this.parameters = new LinkedHashMap<>();
    parameters.forEach(parameter -> this.parameters.put(parameter.code(), parameter));
    this.recorders = recorders;
    this.interpreter = new Interpreter(this.clocks, recorders, new Remedies(tracks));
  }

  public String country() {
    return country;
  }

  public String version() {
    return version;
  }

  /** All tracks, in the order of the files. */
  public List<Track> tracks() {
    return List.copyOf(tracks.values());
  }

  /** The track with this code, if this mechanism has it. */
  public Optional<Track> track(TrackCode code) {
    return Optional.ofNullable(tracks.get(code));
  }

  /** All clocks, those without a length in this country included. */
  public List<Clock> clocks() {
    return clocks.all();
  }

  /** The clock with this code. */
  public Optional<Clock> clock(ClockCode code) {
    return clocks.find(code);
  }

  /** How the country counts time. */
  public Reckoning reckoning() {
    return reckoning;
  }

  /** All parameters of the country. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /** The parameter with this code ({@code P-*}). */
  public Optional<Parameter> parameter(String code) {
    return Optional.ofNullable(parameters.get(code));
  }

  public Recorders recorders() {
    return recorders;
  }

  /** How the opening of a track looks to an actor: open, or closed with the reasons. */
  public StepOption opening(TrackCode track, Actor actor, Facts facts) {
    return interpreter.option(require(track).opening(), actor, facts);
  }

  /** Begins a track. */
  public StepResult open(TrackCode track, Actor actor, StepInputs inputs, Facts facts, Instant at) {
    return interpreter.open(require(track), actor, inputs, facts, at);
  }

  /**
   * Every step that leaves the present state, open or closed with all its reasons, as this actor
   * sees it.
   */
  public Evaluation evaluate(TrackSnapshot snapshot, Actor actor, Facts facts) {
    Facts known = facts.withClocks(snapshot.clocks());
    List<Step> leaving = require(snapshot.track()).leaving(snapshot.state());
    return new Evaluation(
        snapshot, leaving.stream().map(step -> interpreter.option(step, actor, known)).toList());
  }

  /**
   * Takes one step.
   *
   * @param at server time of the step, UTC; the time an offline device claims is kept beside it,
   *     never instead of it
   * @return {@link Moved}, or the one refusal that stood in the way first: step, turn, conditions,
   *     inputs
   */
  public StepResult take(
      TrackSnapshot snapshot,
      StepCode step,
      Actor actor,
      StepInputs inputs,
      Facts facts,
      Instant at) {
    return interpreter.take(require(snapshot.track()), snapshot, step, actor, inputs, facts, at);
  }

  /**
   * Those of these clocks of a run that a step of it leaves running. A step that this version does
   * not know leaves none.
   */
  public List<RunningClock> left(TrackCode track, TakenStep taken, List<RunningClock> clocks) {
    return require(track)
        .step(taken.from(), taken.step())
        .map(step -> Interpreter.left(step, StepInputs.of(Map.copyOf(taken.inputs())), clocks))
        .orElse(List.of());
  }

  /** Records that what a clock asks for was done, where no step says so. */
  public ClockAnswer answer(TrackSnapshot snapshot, ClockCode clock, Actor actor, Instant at) {
    return interpreter.answer(snapshot, clock, actor, at);
  }

  /** Starts a clock for a person of this age; empty where the country has no such deadline. */
  public Optional<RunningClock> started(ClockCode clock, AgeRule age, Instant at) {
    return clocks.started(clock, age, at);
  }

  /** As {@link #started(ClockCode, AgeRule, Instant)}, by a step that says this. */
  public Optional<RunningClock> started(
      ClockCode clock, AgeRule age, StepInputs inputs, Instant at) {
    return clocks.started(clock, age, inputs, at);
  }

  /** Pauses, resumes or lengthens a clock, or says who may, or why it cannot be. */
  public ClockAnswer change(
      TrackSnapshot snapshot, ClockCode clock, Actor actor, ClockWish wish, Instant at) {
    return clocks.change(snapshot, clock, actor, wish, at);
  }

  /** The run with a clock that pauses running on with what was left of it. */
  public TrackSnapshot resumed(TrackSnapshot snapshot, RunningClock paused, Instant at) {
    return clocks.resumed(snapshot, paused, at);
  }

  /** What is to be told of a clock next; empty while it pauses, and when everything was told. */
  public Optional<Telling> next(RunningClock clock, Instant now) {
    return clocks.next(clock, now);
  }

  /**
   * The run as this procedure tells of its clocks, where another one has started them; what was
   * told stays told.
   */
  public TrackSnapshot retold(TrackSnapshot snapshot) {
    return new TrackSnapshot(
        snapshot.track(),
        snapshot.state(),
        snapshot.clocks().stream().map(clocks::retold).toList());
  }

  /**
   * The clock once this was told of it at {@code now}; what repeats was told once for all that was
   * missed.
   */
  public RunningClock told(RunningClock clock, Telling telling, Instant now) {
    return clocks.told(clock, telling, now);
  }

  /** Whom the clocks of a track have called upon by now. */
  public List<Performer> calledUpon(TrackSnapshot snapshot, Instant now) {
    return snapshot.clocks().stream()
        .flatMap(clock -> clocks.calledUpon(clock, now))
        .distinct()
        .toList();
  }

  /**
   * The clocks of a track that have run out at {@code now}, with what is to be done. Asking twice
   * changes nothing.
   */
  public Stream<Clock> passed(TrackSnapshot snapshot, Instant now) {
    return snapshot.clocks().stream()
        .filter(clock -> clock.passed(now))
        .flatMap(clock -> clock(clock.code()).stream());
  }

  @Override
  public String toString() {
    return (country.isEmpty() ? "base" : country) + " " + version;
  }

  private Track require(TrackCode code) {
    return track(code)
        .orElseThrow(() ->
            new IllegalArgumentException("the mechanism of " + country + " has no track " + code));
  }
}
