package org.uputnica.directory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places of one kind in which a person can sleep tonight. HSDS 3.1 service_capacity.
 *
 * @param unit HSDS unit.name, for example {@code bed}
 * @param available free now, without those held for an accepted referral
 * @param maximum all places of this unit, if said
 * @param updated when the organisation last said the number; a hold does not renew it
 * @param revision for {@code If-Match}
 */
public record FreePlaces(
    UUID id,
    String unit,
    int available,
    @Nullable Integer maximum,
    Instant updated,
    long revision) {
  /** A number older than this counts as unknown (domain reference, matching rule 2). */
  public static final Duration FRESH_FOR = Duration.ofHours(24);

  /** Whether the number still counts at {@code now}; exactly 24 hours is still fresh. */
  public boolean isFresh(Instant now) {
    return !updated.plus(FRESH_FOR).isBefore(now);
  }
}
