package org.uputnica.door.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * That a person was given a number; the number itself is not known any more.
 *
 * @param organization whose worker gave it
 * @param by the worker who gave it
 * @param givenAt UTC
 * @param ended null while it opens her page
 */
public record GivenNumber(
    UUID id,
    CaseId caseId,
    CountryCode country,
    OrganizationId organization,
    String by,
    Instant givenAt,
    @Nullable End ended,
    @Nullable Instant endedAt,
    long revision) {
  /** Why it opens nothing any more. */
  public enum End {
    /** She got another one. */
    RENEWED,
    /** A worker took it out of use. */
    REVOKED,
    /** Everything that names her was destroyed, or is kept shut until it is. */
    ERASED,
    /** She has died. */
    DIED,
    /** Who gave it, and may know it, must see nothing of her case. */
    CONFLICT
  }

  /** A number given now. */
  public static GivenNumber now(
      UUID id, CaseId caseId, CountryCode country, Caller by, Instant at) {
    return new GivenNumber(id, caseId, country, by.organization(), by.user(), at, null, null, 0);
  }

  public boolean isLive() {
    return ended == null;
  }

  /** The same, opening nothing. */
  public GivenNumber ended(End how, Instant at) {
    return new GivenNumber(id, caseId, country, organization, by, givenAt, how, at, revision + 1);
  }
}
