package org.uputnica.audit.domain;

/** How it ended. */
public enum Outcome {
  DONE,
  REFUSED
}
