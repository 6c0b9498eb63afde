package org.uputnica.consent.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a law allows or orders a disclosure without consent: {@code consent-override-reasons.csv}.
 */
public enum OverrideReason {
  LIFE_AT_RISK("OV-VITAL"),
  CHILD_PROTECTION("OV-CHILD"),
  CRIME_REPORT("OV-CRIME"),
  COURT_ORDER("OV-COURT"),
  /** Only while nobody knows the person's wish: a no she has said stands against it. */
  CANNOT_DECIDE("OV-INCAP"),
  PUBLIC_HEALTH("OV-HEALTH");

  private final String code;

  OverrideReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<OverrideReason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
  }
}
