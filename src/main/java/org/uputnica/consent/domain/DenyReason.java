package org.uputnica.consent.domain;

/** Why a scope is not covered. */
public enum DenyReason {
  NEVER_GIVEN("was not given"),
  REFUSED("was refused"),
  WITHDRAWN("was taken back"),
  INVALIDATED("was found not to be valid"),
  EXPIRED("has expired"),
  ITEMS_NOT_COVERED("does not cover everything that was asked for"),
  GUARDIAN_MISSING("needs the guardian's yes"),
  ASSENT_MISSING("needs the child's own yes"),
  CHILD_REFUSED("was refused by the child"),
  NOT_FOR_CHILDREN("is not asked of children");

  private final String words;

  DenyReason(String words) {
    this.words = words;
  }

  /** Ends the sentence "Consent for CS-… ". */
  public String words() {
    return words;
  }
}
