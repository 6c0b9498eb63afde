package org.uputnica.platform.id;

import java.util.UUID;

/**
 * One run of one track of a case; also the id of the referral or the cross-border request it
 * carries.
 */
public record TrackId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
