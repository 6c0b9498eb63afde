package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.id.ConsentId;

/**
 * What a withdrawal did.
 *
 * @param stopped referrals and requests that were stopped by it
 */
public record Withdrawal(
    ConsentId id, ConsentScope scope, Instant effectiveAt, List<UUID> stopped) {
  public Withdrawal {
    stopped = List.copyOf(stopped);
  }
}
