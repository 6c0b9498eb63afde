package org.uputnica.statistics.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * How old the numbers of free places are that somebody gave. About houses, never persons: no
 * threshold.
 *
 * @param organization that gave them; absent for all of a country
 * @param numbers of open services
 * @param stale of these, older than a day: they count as unknown
 * @param oldest when the oldest was given
 */
public record CapacityAge(
    CountryCode country,
    @Nullable OrganizationId organization,
    long numbers,
    long stale,
    Instant oldest) {}
