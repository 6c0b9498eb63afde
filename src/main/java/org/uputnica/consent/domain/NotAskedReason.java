package org.uputnica.consent.domain;

/** Why a person could not be asked. */
public enum NotAskedReason implements StatedReason {
  UNCONSCIOUS,
  UNSAFE,
  NO_INTERPRETER,
  NO_CONTACT,
  EXHAUSTED,
  /** A child that cannot say yet what it wants. */
  TOO_YOUNG,
  NOT_NEEDED_NOW
}
