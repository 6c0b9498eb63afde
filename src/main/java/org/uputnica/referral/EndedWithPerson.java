package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.PersonErased;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * A person is erased: what was asked for her ends in the same transaction, by the step with which
 * anybody takes a request back. Help that has begun is never ended by the service: it goes on
 * without her name, and the house closes it.
 */
@ApplicationScoped
class EndedWithPerson {
  private static final Set<String> ASKED =
      Set.of("RF-DRF", "RF-CNS", "RF-SENT", "RF-ACK", "RF-INFO", "RF-COND", "RF-ACC");

  private final ReferralService service;
  private final Referrals referrals;
  private final TrackService tracks;
  private final IdentityEnvelope envelope;
  private final TenantSettings tenant;
  private final AuditTrail audit;

  EndedWithPerson(
      ReferralService service,
      Referrals referrals,
      TrackService tracks,
      IdentityEnvelope envelope,
      TenantSettings tenant,
      AuditTrail audit) {
    this.service = service;
    this.referrals = referrals;
    this.tracks = tracks;
    this.envelope = envelope;
    this.tenant = tenant;
    this.audit = audit;
  }

  void end(@Observes PersonErased erased) {
    tenant.beyondCaller(() -> referrals.of(erased.caseId()).forEach(this::end));
  }

  private void end(Referral referral) {
    if (referral.identityOpen()) {
      referrals.save(envelope.shutWithPerson(referral));
      audit.append(
          AuditEvent.of(
              "identity-closed", referral.caseId(), referral.id(), "because", "person-erased"));
    }
    if (ASKED.contains(tracks.require(referral.id()).snapshot().state().value())) {
      service.take(
          TakeStep.following(referral.id(), "T054", Map.of("withdrawal-reason", "NEED_ENDED")),
          Caller.service(referral.sender(), referral.country()));
    }
  }
}
