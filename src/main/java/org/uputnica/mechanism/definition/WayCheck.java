package org.uputnica.mechanism.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.mechanism.definition.Reading.Part;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Track;

/** Every state is reached, leads on or is an end, and waits for somebody who can do something. */
final class WayCheck implements MechanismCheck.Check {
  /** Watches over a case without having a step in every track. */
  private static final String WATCHES = "R-COORD";

  @Override
  public void look(Mechanism mechanism, Reading reading) {
    for (Track track : mechanism.tracks()) {
      if (reading.isWhole(Part.WAYS, reading.place(track.code()).file())) {
        Set<StateCode> reached = reached(track, track.opening().to());
        track.states().forEach(state -> look(state, track, reached, reading));
      }
    }
  }

  private static void look(State state, Track track, Set<StateCode> reached, Reading reading) {
    Node place = reading.place(state);
    if (!reached.contains(state.code())) {
      place.report(
          "no way leads to " + state.code() + " from the beginning of the track",
          "add a step to it or remove the state");
    }
    if (!stays(state)
        && reached(track, state.code()).stream().noneMatch(end -> stays(track.state(end)))) {
      place.report(
          state.code() + " is a dead end: it leads to no end and to no rest",
          "add a step out of it, or make it an end");
    }
    Set<Performer> able =
        track.leaving(state.code()).stream()
            .flatMap(step -> step.by().stream())
            .collect(Collectors.toSet());
    List<Performer> idle =
        state.waitsFor().stream()
            .filter(one -> !able.contains(one) && !one.role().equals(WATCHES))
            .toList();
    if (!able.isEmpty() && !idle.isEmpty()) {
      place.report(
          state.code() + " waits for " + Wording.names(idle) + ", who can take no step there",
          "let them take one, or wait for somebody else");
    }
  }

  private static boolean stays(State state) {
    return state.kind() == State.Kind.END || state.kind() == State.Kind.RESTING;
  }

  /** Every state that steps lead to from here, this one included. */
  static Set<StateCode> reached(Track track, StateCode from) {
    Set<StateCode> reached = new HashSet<>();
    Deque<StateCode> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      StateCode state = next.poll();
      if (reached.add(state)) {
        track.leaving(state).forEach(step -> next.add(step.to()));
      }
    }
    return reached;
  }
}
