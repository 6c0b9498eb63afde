package org.uputnica.crossborder.domain;

import org.jspecify.annotations.Nullable;

/**
 * What whoever sends a request has to know of the two countries; told, and no stop by itself.
 *
 * @param day the day it turns on, or null
 */
public record RequestRisk(Code code, @Nullable String day) {
  /** Which risk. Closed. */
  public enum Code {
    NO_AGREEMENT,
    AGREEMENT_DRAFT,
    AGREEMENT_NOT_YET,
    AGREEMENT_ENDS,
    AGREEMENT_ENDED,
    /** On what ground data may go there was settled by nobody ({@code P-XDATA}). */
    NO_DATA_GROUND
  }
}
