package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Open cases of a country go over to another version of its procedure: asked for once, carried out
 * case by case.
 *
 * @param organization of whoever asked
 * @param askedBy pseudonym of the user, as in the journal
 * @param moved cases that have gone over
 * @param stayed cases that could not; null while it goes on
 */
public record MechanismMove(
    UUID id,
    CountryCode country,
    OrganizationId organization,
    String from,
    String to,
    Reason reason,
    String askedBy,
    Instant askedAt,
    long moved,
    @Nullable Long stayed,
    @Nullable Instant finishedAt) {
  /** Why the cases go over. */
  public enum Reason {
    LAW_CHANGED,
    AGREEMENT_CHANGED,
    PRACTICE_CHANGED,
    MISTAKE_MENDED
  }
}
