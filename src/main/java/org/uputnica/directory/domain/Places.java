package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.Set;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/** The places of accepted referrals. Two who press at once never get the same one. */
public interface Places {
  /**
   * Takes places for a referral: those that the house or one of the askers holds for it, else free
   * ones. True also when it has them already or the service counts none.
   *
   * @param by opaque id of the user
   */
  boolean hold(
      ServiceId service,
      TrackId referral,
      WantedPlaces wanted,
      Set<OrganizationId> askers,
      String by,
      Instant at);

  /** The referrals for which places are held or in use, as far as the caller may see. */
  Set<TrackId> held(Set<TrackId> referrals, Instant now);

  /** Gives held places back; false when no place of an accepted one was held, or it is in use. */
  boolean release(TrackId referral, Instant at);

  /** Turns held places into used ones, which do not come back; false when nothing was held. */
  boolean use(TrackId referral, Instant at);
}
