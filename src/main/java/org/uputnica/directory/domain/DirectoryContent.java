package org.uputnica.directory.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;

/**
 * Entries read from files, checked and with every reference resolved.
 *
 * @param documents the HSDS object of each, JSON, by its id
 */
public record DirectoryContent(
    List<Organization> organizations, List<ServiceOffer> services, Map<UUID, String> documents) {
  public DirectoryContent {
    organizations = List.copyOf(organizations);
    services = List.copyOf(services);
    documents = Map.copyOf(documents);
  }

  /** What is of none of these countries. */
  public DirectoryContent without(Set<CountryCode> countries) {
    return new DirectoryContent(
        organizations.stream().filter(it -> !countries.contains(it.country())).toList(),
        services.stream().filter(it -> !countries.contains(it.country())).toList(),
        documents);
  }
}
