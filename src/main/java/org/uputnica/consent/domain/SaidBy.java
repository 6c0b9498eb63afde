package org.uputnica.consent.domain;

/** Whose word it is. */
public enum SaidBy {
  PERSON,
  /** The guardian appointed for a child; never a relative who happens to be there. */
  GUARDIAN
}
