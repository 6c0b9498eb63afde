package org.uputnica.mechanism.domain;

/** What brings about something that is missing. */
public sealed interface Remedy {
  /** An operation of the contract, by its {@code operationId}. */
  record Operation(String id) implements Remedy {}

  /** Another step of the procedure. */
  record OtherStep(StepCode step) implements Remedy {}

  /** An input of the closed step itself. */
  record OwnInput(String input) implements Remedy {}
}
