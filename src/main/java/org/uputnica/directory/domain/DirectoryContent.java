package org.uputnica.directory.domain;

import java.util.List;

/** Entries read from files, checked and with every reference resolved. */
public record DirectoryContent(List<Organization> organizations, List<ServiceOffer> services) {
  public DirectoryContent {
    organizations = List.copyOf(organizations);
    services = List.copyOf(services);
  }
}
