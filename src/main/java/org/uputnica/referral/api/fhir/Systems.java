package org.uputnica.referral.api.fhir;

/** Where codes and identifiers in Task and ServiceRequest are from. */
final class Systems {
  static final String URI = "urn:ietf:rfc:3986";

  /** What an id is written behind under {@link #URI}. */
  static final String UUID = "urn:uuid:";

  static final String TASK_CODES = "http://hl7.org/fhir/CodeSystem/task-code";

  /** The states of the track referral. */
  static final String STATES = "urn:uputnica:referral-states";

  static final String TRACKS = "urn:uputnica:tracks";

  /** {@code codelists/service-types.csv}. */
  static final String SERVICE_TYPES = "urn:uputnica:service-types";

  /** {@code codelists/referral-decline-reasons.csv}. */
  static final String DECLINE_REASONS = "urn:uputnica:referral-decline-reasons";

  static final String WITHDRAWAL_REASONS = "urn:uputnica:withdrawal-reasons";

  /** Names of what is asked with: needs, items, meeting place. */
  static final String NEEDS = "urn:uputnica:needs";

  /** Names of what steps ask for. */
  static final String INPUTS = "urn:uputnica:inputs";

  /** Names of what the service says of a referral by itself. */
  static final String REFERRALS = "urn:uputnica:referrals";

  private Systems() {}
}
