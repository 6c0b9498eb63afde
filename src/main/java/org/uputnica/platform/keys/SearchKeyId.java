package org.uputnica.platform.keys;

import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Which search key.
 *
 * @param owner id of an organisation or code of a country
 * @param generation counts up when an index is made anew, from 1
 */
public record SearchKeyId(String owner, int generation) {
  public static SearchKeyId of(OrganizationId organization, int generation) {
    return new SearchKeyId(organization.toString(), generation);
  }

  public static SearchKeyId of(CountryCode country, int generation) {
    return new SearchKeyId(country.value(), generation);
  }

  @Override
  public String toString() {
    return "search-" + owner + "-" + generation;
  }
}
