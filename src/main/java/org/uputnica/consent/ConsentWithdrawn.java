package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Event: a consent was taken back, or found not to be valid. Fired inside the transaction of the
 * statement, so whatever runs under that consent is stopped together with it or not at all.
 *
 * @param recipient towards whom; absent: towards everybody
 * @param at when it takes effect: the time the service heard it
 * @param stopped observers add the referrals and requests they have stopped
 */
public record ConsentWithdrawn(
    CaseId caseId,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    ConsentId statement,
    Instant at,
    List<UUID> stopped) {
  /** Whether a thing that rests on this scope towards this organisation must stop. */
  public boolean concerns(ConsentScope other, OrganizationId towards) {
    return scope == other && (recipient == null || recipient.equals(towards));
  }
}
