package org.uputnica.crossborder.domain;

/** What became of the data that had been sent, after a stop. */
public enum RecallState {
  ASKED,
  ERASED
}
