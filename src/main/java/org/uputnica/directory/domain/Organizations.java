package org.uputnica.directory.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** The organisations kept. */
public interface Organizations {
  Optional<Organization> find(OrganizationId id);

  /** Those of them that are kept. */
  Map<OrganizationId, Organization> find(Set<OrganizationId> ids);

  /**
   * Organisations by name and id.
   *
   * @param function of {@link Organization#FUNCTIONS}; absent means all
   * @param after the entry after which to begin
   */
  List<Organization> list(
      CountryCode country, @Nullable String function, @Nullable ListPosition after, int limit);

  /** All organisations of the country with the function, by name. */
  default List<Organization> withFunction(CountryCode country, String function) {
    return list(country, function, null, Integer.MAX_VALUE);
  }

  /** Countries of which one is kept at least; until the transaction ends nobody else finds out. */
  Set<CountryCode> countries();

  void add(List<Organization> organizations);
}
