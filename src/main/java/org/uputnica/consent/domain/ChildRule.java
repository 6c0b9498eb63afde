package org.uputnica.consent.domain;

/**
 * Whose word counts when the person is a child; column {@code child_rule} of {@code
 * consent-scopes.csv}.
 */
public enum ChildRule {
  /** The guardian decides; the child is informed. */
  GUARDIAN,
  /** The guardian decides, and the child's own no stands against it. */
  GUARDIAN_AND_ASSENT,
  /** The child's own word; the guardian's no stands against it. */
  ASSENT,
  /**
   * Nobody's word is needed for the items of a notification: child protection duty (domain
   * reference 4.2, {@code CS-NRM}).
   */
  NONE_NEEDED,
  /** Not for children at all. */
  NEVER
}
