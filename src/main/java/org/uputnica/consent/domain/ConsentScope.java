package org.uputnica.consent.domain;

import static org.uputnica.consent.domain.ChildRule.ASSENT;
import static org.uputnica.consent.domain.ChildRule.GUARDIAN;
import static org.uputnica.consent.domain.ChildRule.GUARDIAN_AND_ASSENT;
import static org.uputnica.consent.domain.ChildRule.GUARDIAN_UNLESS_REFUSED;
import static org.uputnica.consent.domain.ChildRule.NEVER;
import static org.uputnica.consent.domain.ChildRule.NONE_NEEDED;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person can say yes or no to, one by one: {@code codelists/consent-scopes.csv}. A test
 * keeps the two alike.
 */
public enum ConsentScope {
  // spotless:off
  //              code          recipient  child                    exception  expires
  INTERVIEW(      "CS-INT",     false,     ASSENT,                  false,     null),
  STORAGE(        "CS-STO",     true,      GUARDIAN,                true,      Duration.ofDays(365)),
  MECHANISM(      "CS-NRM",     true,      NONE_NEEDED,             true,      null),
  REFERRAL(       "CS-REF-SVC", true,      GUARDIAN_AND_ASSENT,     true,      null),
  POLICE(         "CS-POL",     true,      GUARDIAN,                true,      null),
  MIGRATION(      "CS-MIG",     true,      GUARDIAN,                true,      null),
  ASYLUM(         "CS-ASY",     true,      GUARDIAN,                false,     null),
  CONSULATE(      "CS-CONS",    false,     GUARDIAN,                false,     null),
  FAMILY(         "CS-FAM",     false,     GUARDIAN,                true,      null),
  CROSS_BORDER(   "CS-XBR",     true,      GUARDIAN,                true,      null),
  /** Travel stays voluntary for a child too: her own no stands, although the list names only the guardian. */
  TRAVEL(         "CS-RET",     false,     GUARDIAN_UNLESS_REFUSED, false,     null),
  LATER_CONTACT(  "CS-POST",    false,     GUARDIAN,                false,     Duration.ofDays(365)),
  STATISTICS(     "CS-STAT",    false,     GUARDIAN,                false,     null),
  RESEARCH(       "CS-RES",     false,     NEVER,                   false,     null),
  RECORDING(      "CS-AUD",     false,     GUARDIAN,                false,     null),
  INTERPRETER(    "CS-INTP",    false,     ASSENT,                  false,     null),
  GUARDIAN_ACTION("CS-GUARD",   false,     GUARDIAN_AND_ASSENT,     false,     null);
  // spotless:on

  private final String code;
  private final boolean needsRecipient;
  private final ChildRule childRule;
  private final boolean allowsException;
  private final @Nullable Duration validity;

  ConsentScope(
      String code,
      boolean needsRecipient,
      ChildRule childRule,
      boolean allowsException,
      @Nullable Duration validity) {
    this.code = code;
    this.needsRecipient = needsRecipient;
    this.childRule = childRule;
    this.allowsException = allowsException;
    this.validity = validity;
  }

  /** The code of the list, such as {@code CS-REF-SVC}. */
  public String code() {
    return code;
  }

  /** Whether a yes must name one organisation; a no without one is towards everybody. */
  public boolean needsRecipient() {
    return needsRecipient;
  }

  public ChildRule childRule() {
    return childRule;
  }

  /** Whether any law knows another ground than consent; {@code legal_basis_if_not_consent}. */
  public boolean allowsException() {
    return allowsException;
  }

  /** How long a yes lasts when nothing shorter was said; {@code expires_default}. */
  public Optional<Duration> validity() {
    return Optional.ofNullable(validity);
  }

  public static Optional<ConsentScope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }
}
