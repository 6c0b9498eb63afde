package org.uputnica.consent.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why somebody said no, or took a yes back, where she cared to say: {@code
 * codelists/refusal-reasons.csv}. Nobody owes one, and nothing hangs on it: it is counted, and the
 * house that was refused does not read it.
 */
public enum RefusalReason implements StatedReason {
  /** Does not trust the recipient. */
  NO_TRUST("RR-NOTRUST"),
  /** Fears what could follow from it. */
  FEAR("RR-FEAR"),
  NOT_NOW("RR-NOTNOW"),
  NO_NEED("RR-NONEED"),
  /** Did not understand it, or wants to know more first. */
  UNCLEAR("RR-UNCLEAR"),
  OTHER("RR-OTHER"),
  /** Did not say why, which is counted like a no without a reason. */
  NOT_SAID("RR-NOTSAID");

  private final String code;

  RefusalReason(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** The reason of that code. */
  public static Optional<RefusalReason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
  }
}
