package org.uputnica.consent.domain;

/**
 * Whose word counts when the person is a child; column {@code child_rule} of {@code
 * consent-scopes.csv}.
 */
public enum ChildRule {
  /** The guardian decides; the child is informed. */
  GUARDIAN,
  /**
   * Both say yes; the no of either stands. Of a child too young to be asked that is written down,
   * and the guardian decides.
   */
  GUARDIAN_AND_ASSENT,
  /** The guardian decides, and the child's own no stands against it. */
  GUARDIAN_UNLESS_REFUSED,
  /** The child's own word; the guardian's no stands against it. */
  ASSENT,
  /**
   * Nobody's word is needed for the items of a notification: child protection duty (domain
   * reference 4.2, {@code CS-NRM}).
   */
  NONE_NEEDED,
  /** Not for children at all. */
  NEVER;

  /** Whether what the guardian agreed to cannot be taken back by the child alone. */
  public boolean isGuardiansAlone() {
    return this == GUARDIAN || this == NONE_NEEDED;
  }
}
