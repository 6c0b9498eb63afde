package org.uputnica.platform.caller;

/**
 * How far row-level security lets a caller see; the second wall behind the service's own filters.
 */
public enum Reach {
  /** What the caller's organisation owns or takes part in. */
  ORGANIZATION,
  /**
   * Everything of the caller's country, without identities: coordinator, contact point, monitor,
   * data protection.
   */
  COUNTRY,
  /** Her own case, and nothing else: a person at her own door. */
  PERSON,
  /** The service's own jobs. */
  NODE;

  /** The word the policies compare with. */
  public String setting() {
    return switch (this) {
      case ORGANIZATION -> "organization";
      case COUNTRY -> "country";
      case PERSON -> "person";
      case NODE -> "node";
    };
  }
}
