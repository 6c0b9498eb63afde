package org.uputnica.platform.id;

import java.util.UUID;

/** One person met once: the case. HTCDS cas_. */
public record CaseId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
