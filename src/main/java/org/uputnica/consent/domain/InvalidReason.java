package org.uputnica.consent.domain;

import java.util.List;

/** Why a yes is found not to be valid ({@code CR-INVALID} of {@code consent-statuses.csv}). */
public enum InvalidReason implements StatedReason {
  /** Somebody put pressure on the person. */
  DURESS,
  /** Somebody else had answered. */
  WRONG_PERSON,
  /** It was explained in a language she does not understand. */
  WRONG_LANGUAGE,
  /**
   * The guardian who had said it was removed for a conflict of interest; touches the guardian's
   * words alone, and nobody writes it down by hand.
   */
  GUARDIAN_CONFLICT;

  /** Those that somebody may state. */
  static final List<InvalidReason> STATED = List.of(DURESS, WRONG_PERSON, WRONG_LANGUAGE);
}
