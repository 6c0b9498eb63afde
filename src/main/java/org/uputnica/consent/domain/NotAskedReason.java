package org.uputnica.consent.domain;

/** Why a person could not be asked. */
public enum NotAskedReason {
  UNCONSCIOUS,
  UNSAFE,
  NO_INTERPRETER,
  NO_CONTACT,
  EXHAUSTED,
  NOT_NEEDED_NOW
}
