package org.uputnica.mechanism.domain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One of the parallel courses of a case, with its states and rows. */
public final class Track {
  private final TrackCode code;
  private final String label;
  private final String question;
  private final Instances instances;
  private final Map<StateCode, State> states;
  private final Step opening;
  private final List<Step> steps;
  private final List<Note> notes;
  private final Map<StateCode, List<Step>> leaving;

  /** How many runs of a track a case may have. */
  public enum Instances {
    /** One, for the life of the case. */
    ONE,
    /** One at a time; a new run may begin when the case is opened again. */
    ONE_AT_A_TIME,
    /** As many as needed. */
    MANY
  }

  /** A remark for the reader of the procedure: what was decided, and why. */
  public record Note(List<StepCode> steps, String text) {
    public Note {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A track.
   *
   * @throws IllegalArgumentException if a step names a state that is not there
   */
  public Track(
      TrackCode code,
      String label,
      String question,
      Instances instances,
      List<State> states,
      Step opening,
      List<Step> steps,
      List<Note> notes) {
    this.code = code;
    this.label = label;
    this.question = question;
    this.instances = instances;
    this.states = new LinkedHashMap<>();
    states.forEach(state -> this.states.put(state.code(), state));
    this.opening = opening;
    this.steps = List.copyOf(steps);
    this.notes = List.copyOf(notes);
    this.leaving = new HashMap<>();
    state(opening.to());
    for (State state : states) {
      leaving.put(
          state.code(),
          this.steps.stream().filter(step -> step.from().contains(state.code())).toList());
    }
    for (Step step : steps) {
      state(step.to());
      step.from().forEach(this::state);
    }
  }

  public TrackCode code() {
    return code;
  }

  public String label() {
    return label;
  }

  /** The question this track answers about a case. */
  public String question() {
    return question;
  }

  public Instances instances() {
    return instances;
  }

  /** All states, in the order of the file. */
  public List<State> states() {
    return List.copyOf(states.values());
  }

  /** All rows, in the order of the file, without the opening. */
  public List<Step> steps() {
    return steps;
  }

  /** The row that begins this track. */
  public Step opening() {
    return opening;
  }

  public List<Note> notes() {
    return notes;
  }

  /**
   * The state with this code.
   *
   * @throws IllegalArgumentException if the track has no such state
   */
  public State state(StateCode wanted) {
    State found = states.get(wanted);
    if (found == null) {
      throw new IllegalArgumentException("track " + code + " has no state " + wanted);
    }
    return found;
  }

  /** The rows that leave a state, in the order of the file. */
  public List<Step> leaving(StateCode state) {
    return Objects.requireNonNullElse(leaving.get(state), List.of());
  }

  /** The row with this code that leaves this state. */
  public Optional<Step> step(StateCode state, StepCode wanted) {
    return leaving(state).stream().filter(step -> step.code().equals(wanted)).findFirst();
  }
}
