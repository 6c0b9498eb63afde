package org.uputnica.consent.domain;

import org.uputnica.consent.domain.IdentityAccess.Kind;

/** Why somebody outside the team opens identity; a code, never words. */
public enum AccessReason {
  /** Two registrations may be one person. */
  SAME_PERSON_TWICE(Kind.ON_REQUEST),
  COMPLAINT(Kind.ON_REQUEST),
  /** The person asks for what is kept of her. */
  HER_OWN_REQUEST(Kind.ON_REQUEST),
  COURT_ORDER(Kind.ON_REQUEST),
  LIFE_AT_RISK(Kind.BREAK_GLASS),
  CHILD_MISSING(Kind.BREAK_GLASS),
  /** Nobody of the team can be reached and it cannot wait. */
  NOBODY_REACHABLE(Kind.BREAK_GLASS);

  private final Kind kind;

  AccessReason(Kind kind) {
    this.kind = kind;
  }

  public boolean isFor(Kind asked) {
    return kind == asked;
  }
}
