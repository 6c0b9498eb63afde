package org.uputnica.registration.domain;

/** What the worker decides after looking and listening; the count of indicators never decides. */
public enum Screening {
  PRESUMED,
  UNDECIDED,
  NOTHING_FOUND
}
