package org.uputnica.consent.domain;

/** How a person stands to one scope towards one organisation; what a step's guard wants to know. */
public enum Standing {
  /** Something covers it now: consent, duty or exception. */
  OPEN,
  /** The latest word is a no. */
  REFUSED,
  /** Could not be asked, and it is written down why. */
  NOT_ASKED,
  /** Nothing was said, or its time is over. */
  NOTHING
}
