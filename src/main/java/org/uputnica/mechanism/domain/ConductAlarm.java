package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * That a user opened the data of many persons, or was refused often; waits until somebody else has
 * looked into it.
 *
 * @param kind {@code BULK_READING} or {@code MANY_REFUSALS}
 * @param actor pseudonym of the user
 * @param count persons or refusals
 * @param within the time over which it was counted
 * @param finding what came of it; absent until then
 */
public record ConductAlarm(
    UUID id,
    CountryCode country,
    OrganizationId organization,
    String kind,
    String actor,
    long count,
    Duration within,
    Instant raisedAt,
    @Nullable Finding finding) {
  /** What whoever looked into it found. */
  public enum Finding {
    EXPLAINED,
    MISUSE
  }
}
