package org.uputnica.mechanism.domain;

/** An answer to a plain question; not knowing is an answer. */
public enum Answer {
  YES,
  NO,
  UNKNOWN
}
