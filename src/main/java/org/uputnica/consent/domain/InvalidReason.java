package org.uputnica.consent.domain;

/** Why a yes is found not to be valid ({@code CR-INVALID} of {@code consent-statuses.csv}). */
public enum InvalidReason implements StatedReason {
  /** Somebody put pressure on the person. */
  DURESS,
  /** Somebody else had answered. */
  WRONG_PERSON,
  /** It was explained in a language she does not understand. */
  WRONG_LANGUAGE
}
