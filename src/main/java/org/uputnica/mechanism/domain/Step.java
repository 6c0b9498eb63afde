package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of a track: who may lead it from where to where, with which inputs, under which
 * conditions, and what that starts.
 *
 * @param from states it leaves from; empty for the opening of a track
 * @param by who may take it; the word of the person concerned is recorded by others
 * @param partOf the step of the national or regional map it belongs to ({@code N01} to {@code
 *     R10}); empty text if none
 */
public record Step(
    StepCode code,
    String label,
    Set<StateCode> from,
    StateCode to,
    List<Performer> by,
    List<Ask> asks,
    List<Guard> when,
    List<Conditional<ClockRef>> starts,
    List<ClockRef> stops,
    List<ClockRef> pauses,
    List<ClockRef> resumes,
    List<Conditional<Effect>> effects,
    String partOf) {
  public Step {
    from = Set.copyOf(from);
    by = List.copyOf(by);
    asks = List.copyOf(asks);
    when = List.copyOf(when);
    starts = List.copyOf(starts);
    stops = List.copyOf(stops);
    pauses = List.copyOf(pauses);
    resumes = List.copyOf(resumes);
    effects = List.copyOf(effects);
  }

  /** The same row, from a state that it does not leave. */
  Step staying(StateCode state) {
    return new Step(
        code,
        label,
        Set.of(state),
        state,
        by,
        asks,
        when,
        starts,
        stops,
        pauses,
        resumes,
        effects,
        partOf);
  }

  /** Does this step begin a track? */
  public boolean opens() {
    return from.isEmpty();
  }

  /** Names of everything it may ask for. */
  public Set<String> inputNames() {
    return asks.stream().map(Ask::name).collect(Collectors.toUnmodifiableSet());
  }
}
