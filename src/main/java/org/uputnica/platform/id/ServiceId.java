package org.uputnica.platform.id;

import java.util.UUID;

/** A service of the directory. HSDS service.id. */
public record ServiceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
