package org.uputnica.board.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Which lines of a list.
 *
 * @param from from this moment on
 * @param before until before this moment
 * @param organization responsible for the case, or offering the places
 * @param child whether the rule for children applies
 * @param priority of the referral
 */
public record BoardFilter(
    CountryCode country,
    Instant from,
    Instant before,
    @Nullable OrganizationId organization,
    @Nullable Boolean child,
    @Nullable String priority) {
  /**
   * What the list counts in this country.
   *
   * @param freshFor how long a number of free places counts
   */
  public static BoardFilter usual(
      BoardList list, CountryCode country, Instant now, Duration freshFor) {
    return new BoardFilter(country, list.from(now), list.before(now, freshFor), null, null, null);
  }
}
