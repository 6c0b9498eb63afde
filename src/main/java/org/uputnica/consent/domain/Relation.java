package org.uputnica.consent.domain;

/**
 * What somebody who opens identity is to the person's case. Rows of {@code
 * codelists/identity-fields.csv}.
 */
public enum Relation {
  /** Manager of the case or a colleague beside her. */
  ASSIGNED,
  /** Registered the person herself. */
  REGISTRAR,
  /** Of the organisation of the child's guardian. */
  GUARDIAN,
  /** Of the body that identifies formally, the file being with it. */
  IDENTIFIES,
  /** Of the service that accepted the person. */
  SERVING,
  /** Contact point of the country that was asked. */
  ASKED_ABROAD,
  /** Sends a request to the contact point of another country: what may cross with it. */
  SENDS_ABROAD,
  /** Asked with a reason and was granted. */
  ON_REQUEST,
  /** Broke the glass. */
  BREAK_GLASS
}
