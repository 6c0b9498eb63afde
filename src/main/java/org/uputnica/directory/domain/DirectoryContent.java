package org.uputnica.directory.domain;

import java.util.List;
import java.util.Set;
import org.uputnica.platform.id.CountryCode;

/** Entries read from files, checked and with every reference resolved. */
public record DirectoryContent(List<Organization> organizations, List<ServiceOffer> services) {
  public DirectoryContent {
    organizations = List.copyOf(organizations);
    services = List.copyOf(services);
  }

  /** What is of none of these countries. */
  public DirectoryContent without(Set<CountryCode> countries) {
    return new DirectoryContent(
        organizations.stream().filter(it -> !countries.contains(it.country())).toList(),
        services.stream().filter(it -> !countries.contains(it.country())).toList());
  }
}
