package org.uputnica.platform.id;

import java.util.UUID;

/** An organisation of the directory. HSDS organization.id. */
public record OrganizationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
