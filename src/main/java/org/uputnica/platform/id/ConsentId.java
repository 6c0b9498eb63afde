package org.uputnica.platform.id;

import java.util.UUID;

/** One statement about one scope and one recipient. */
public record ConsentId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
