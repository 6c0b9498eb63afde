package org.uputnica.platform.keys;

import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Which search key.
 *
 * @param owner id of an organisation, code of a country, or the person's own door
 * @param generation counts up when an index is made anew, from 1
 */
public record SearchKeyId(String owner, int generation) {
  /** Of the numbers with which persons open their own door; never made anew. */
  public static final SearchKeyId OF_THE_DOOR = new SearchKeyId("door", 1);

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
