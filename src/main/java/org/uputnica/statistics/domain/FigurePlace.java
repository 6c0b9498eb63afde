package org.uputnica.statistics.domain;

import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Whose figures. Nobody reads those of two places: what a country tells less what one of its
 * organisations tells would be what the others have.
 *
 * @param country absent for the region: all countries of this node
 * @param organization the one that answers for the cases; absent for a country and the region
 */
public record FigurePlace(@Nullable CountryCode country, @Nullable OrganizationId organization) {
  /** All countries of this node. */
  public static final FigurePlace REGION = new FigurePlace(null, null);

  /** How far the figures reach. */
  public enum Scope {
    REGION,
    COUNTRY,
    ORGANIZATION
  }

  public FigurePlace {
    if (organization != null && country == null) {
      throw new IllegalArgumentException("an organisation is in a country");
    }
  }

  public static FigurePlace of(CountryCode country) {
    return new FigurePlace(country, null);
  }

  public Scope scope() {
    if (organization != null) {
      return Scope.ORGANIZATION;
    }
    return country == null ? Scope.REGION : Scope.COUNTRY;
  }
}
