package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;

/**
 * An account or an organisation that must see nothing of a case: for it the case looks absent
 * everywhere, until the conflict is lifted.
 *
 * @param account subject of the identity provider; exactly one of it and {@code organization}
 */
public record ConflictOfInterest(
    UUID id,
    CaseId caseId,
    @Nullable String account,
    @Nullable OrganizationId organization,
    Reason reason,
    Instant recordedAt,
    @Nullable Instant liftedAt) {
  /** Why; a code, never words. */
  public enum Reason {
    RELATED,
    KNOWN_PRIVATELY,
    PARTY_TO_THE_CASE,
    NAMED_BY_THE_PERSON,
    OTHER_DUTY
  }

  public ConflictOfInterest {
    if ((account == null) == (organization == null)) {
      throw new IllegalArgumentException("a conflict is of an account or of an organisation");
    }
  }

  /** The same conflict, from now on of another case too. */
  public ConflictOfInterest of(CaseId other, Instant at) {
    return new ConflictOfInterest(Ids.random(), other, account, organization, reason, at, null);
  }

  /** The account or the organisation. */
  public String closedTo() {
    return account == null ? String.valueOf(organization) : account;
  }

  public boolean stands() {
    return liftedAt == null;
  }
}
