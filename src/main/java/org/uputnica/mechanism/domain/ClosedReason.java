package org.uputnica.mechanism.domain;

import java.util.List;

/** Why a step that leaves the present state cannot be taken. */
public sealed interface ClosedReason {
  /** Somebody else has to take it. */
  record NotYourTurn(List<Performer> performers) implements ClosedReason {
    public NotYourTurn {
      performers = List.copyOf(performers);
    }
  }

  /** A condition is not met. */
  record GuardNotMet(Guard guard, Reason reason) implements ClosedReason {}
}
