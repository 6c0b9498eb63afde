package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One step that leaves the present state, as one actor sees it.
 *
 * @param waysOpen in which way the actor may take it: in an office, or writing down the person's
 *     word; empty if it is not their turn
 * @param closed why it cannot be taken; empty if it is open
 * @param asks the inputs to give with it
 * @param wouldStart the clocks it would start; where an input chooses, or one of several that runs
 *     begins anew, all of them
 */
public record StepOption(
    Step step,
    Set<SaidBy> waysOpen,
    List<ClosedReason> closed,
    List<AskedInput> asks,
    List<Clock> wouldStart) {
  public StepOption {
    waysOpen = Set.copyOf(waysOpen);
    closed = List.copyOf(closed);
    asks = List.copyOf(asks);
    wouldStart = List.copyOf(wouldStart);
  }

  /** The same, with one more reason against it, unless that one stands there already. */
  public StepOption closed(ClosedReason.GuardNotMet also) {
    return closed.stream()
            .anyMatch(it ->
                it instanceof ClosedReason.GuardNotMet(Guard guard, Reason _)
                    && guard.equals(also.guard()))
        ? this
        : new StepOption(
            step,
            waysOpen,
            Stream.concat(closed.stream(), Stream.of(also)).toList(),
            asks,
            wouldStart);
  }

  /** The same, for a run that stays where it stands. */
  public StepOption staying(StateCode state) {
    return new StepOption(step.staying(state), waysOpen, closed, asks, wouldStart);
  }

  /** Can this actor take it now? */
  public boolean isOpen() {
    return closed.isEmpty();
  }
}
