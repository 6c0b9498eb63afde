package org.uputnica.door.domain;

import java.time.Instant;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/**
 * What a person asked at her own door.
 *
 * @param sealed there are words with it, sealed with her file under the same id
 */
public record DoorMessage(
    UUID id, CaseId caseId, CountryCode country, Kind kind, Instant leftAt, boolean sealed) {
  /** What she wants. */
  public enum Kind {
    /** To say something. */
    MESSAGE,
    /** To be reached, at a time and in a way that is safe. */
    CONTACT,
    /** A copy of what is kept about her (GDPR article 15). */
    COPY
  }
}
