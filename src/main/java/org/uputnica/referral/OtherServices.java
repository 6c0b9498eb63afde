package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * Several services may be asked for the same need; the first yes takes the other requests back, in
 * the same transaction. The service that said yes never learns who else was asked.
 */
@ApplicationScoped
class OtherServices {
  private static final Set<String> UNANSWERED = Set.of("RF-SENT", "RF-ACK", "RF-INFO", "RF-COND");

  private final Referrals referrals;
  private final TrackService tracks;
  private final DirectoryService directory;
  private final TenantSettings tenant;

  OtherServices(
      Referrals referrals, TrackService tracks, DirectoryService directory, TenantSettings tenant) {
    this.referrals = referrals;
    this.tracks = tracks;
    this.directory = directory;
    this.tenant = tenant;
  }

  /** Takes back what was asked of others for the need that {@code accepted} meets. */
  void withdraw(Referral accepted) {
    Set<String> need = types(accepted.service());
    tenant.beyondCaller(() ->
        referrals.of(accepted.caseId()).stream()
            .filter(it -> !it.id().equals(accepted.id()) && isUnanswered(it))
            .filter(it -> types(it.service()).stream().anyMatch(need::contains))
            .forEach(this::takeBack));
  }

  private boolean isUnanswered(Referral referral) {
    return UNANSWERED.contains(tracks.require(referral.id()).snapshot().state().value());
  }

  private void takeBack(Referral referral) {
    tracks.take(
        tracks.hold(referral.caseId()),
        TakeStep.following(
            referral.id(), "T054", Map.of("withdrawal-reason", "OTHER_SERVICE_ACCEPTED")),
        Caller.service(referral.sender(), referral.country()));
    directory.release(referral.id());
  }

  private Set<String> types(ServiceId service) {
    return directory.service(service).map(ServiceOffer::serviceTypes).orElse(Set.of());
  }
}
