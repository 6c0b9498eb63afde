package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** Free places and the places held for referrals. Two who press at once never get the same one. */
public interface Places {
  /**
   * Free places of the organisation's own service; kept from changing until the transaction ends.
   */
  Optional<FreePlaces> lock(ServiceId service, UUID capacity, OrganizationId owner);

  /** Keeps what the organisation said; the revision goes up by one. */
  FreePlaces say(FreePlaces before, int available, @Nullable Integer maximum, Instant at);

  /**
   * Takes places for a referral; true also when it has them already or the service counts none.
   *
   * @param by opaque id of the user
   */
  boolean hold(ServiceId service, TrackId referral, int places, String by, Instant at);

  /** The referrals for which places are held or in use, as far as the caller may see. */
  Set<TrackId> held(Set<TrackId> referrals);

  /** Gives held places back; false when nothing was held or they are in use. */
  boolean release(TrackId referral, Instant at);

  /** Turns held places into used ones, which do not come back; false when nothing was held. */
  boolean use(TrackId referral, Instant at);
}
