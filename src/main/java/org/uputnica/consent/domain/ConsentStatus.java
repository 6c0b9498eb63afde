package org.uputnica.consent.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * Status of a statement: {@code codelists/consent-statuses.csv} (HL7 table 0498, ISO/IEC TS 27560
 * event states). {@link #EXPIRED} is never said; it follows from the time.
 */
public enum ConsentStatus {
  ASKED("CR-ASKED"),
  GIVEN("CR-GIVEN"),
  LIMITED("CR-LIMITED"),
  REFUSED("CR-REFUSED"),
  WITHDRAWN("CR-WITHDRAWN"),
  EXPIRED("CR-EXPIRED"),
  NOT_ASKED("CR-NOTASKED"),
  OVERRIDDEN("CR-OVERRIDE"),
  INVALIDATED("CR-INVALID");

  private final String code;

  ConsentStatus(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** A yes, whole or limited. */
  public boolean isYes() {
    return this == GIVEN || this == LIMITED;
  }

  /** An answer of the person: it needs a method by which it was given. */
  public boolean isAnswer() {
    return isYes() || this == REFUSED;
  }

  public static Optional<ConsentStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
  }
}
