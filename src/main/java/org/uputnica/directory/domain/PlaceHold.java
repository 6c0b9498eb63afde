package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/**
 * Places kept for some hours for a referral that is being drafted or thought about. Nothing of the
 * person.
 *
 * @param house whose places they are
 * @param holder who holds them; the house itself, or whoever wants to ask it
 * @param endsAt then it is over, whether or not anybody has looked; absent once it has become the
 *     place of the accepted referral
 */
public record PlaceHold(
    UUID id,
    ServiceId service,
    OrganizationId house,
    String unit,
    int places,
    OrganizationId holder,
    TrackId referral,
    Instant heldAt,
    @Nullable Instant endsAt,
    @Nullable Instant endedAt,
    State state,
    long revision) {
  /** What became of it. */
  public enum State {
    HELD,
    /** The place of a referral that was accepted. */
    PLACED,
    RELEASED,
    EXPIRED
  }

  /** Whether it takes places at this moment and ends by itself. */
  public boolean isRunning(Instant now) {
    return state == State.HELD && endsAt != null && endsAt.isAfter(now);
  }
}
