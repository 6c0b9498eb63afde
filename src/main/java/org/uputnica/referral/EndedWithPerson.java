package org.uputnica.referral;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.PersonErased;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * A person is erased: her identity and the way to the house close in the same transaction. Once
 * that stands, what was asked for her ends by the step with which anybody takes a request back,
 * each in a transaction of its own: one that cannot end keeps neither her nor the others, raises an
 * alarm and is left to the next follow-up. Help that has begun is never ended by the service: it
 * goes on without her name, and the house closes it.
 */
@ApplicationScoped
class EndedWithPerson {
  static final Set<String> ASKED =
      Set.of("RF-DRF", "RF-CNS", "RF-SENT", "RF-ACK", "RF-INFO", "RF-WAIT", "RF-COND", "RF-ACC");

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

  void close(@Observes PersonErased erased) {
    tenant.beyondCaller(() -> referrals.of(erased.caseId()).forEach(this::close));
  }

  private void close(Referral referral) {
    Referral closed = envelope.shutWithPerson(referral).met();
    if (!closed.equals(referral)) {
      referrals.save(closed);
    }
    if (referral.identityOpen()) {
      audit.append(
          AuditEvent.of(
              "identity-closed", referral.caseId(), referral.id(), "because", "person-erased"));
    }
  }

  void end(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonErased erased) {
    try {
      Callers.apart(Caller.NODE, () -> referrals.of(erased.caseId()))
          .forEach(each -> tryToEnd(each, erased));
    } catch (RuntimeException failed) {
      left(erased.caseId().value(), erased, failed);
    }
  }

  private void tryToEnd(Referral referral, PersonErased erased) {
    Caller sender = Caller.service(referral.sender(), referral.country());
    try {
      Callers.apart(sender, () -> end(referral, sender));
    } catch (RuntimeException failed) {
      left(referral.id().value(), erased, failed);
    }
  }

  private static void left(UUID what, PersonErased erased, RuntimeException failed) {
    Log.errorf(
        "ALARM run or case %s stays open although the person is erased: %s",
        what, SafeTrace.of(failed));
    erased.left().add(what);
  }

  /** Takes it back for whoever asked, unless it is answered or has ended: then false. */
  boolean end(Referral referral, Caller sender) {
    boolean asked = ASKED.contains(tracks.require(referral.id()).snapshot().state().value());
    if (asked) {
      service.take(
          TakeStep.following(referral.id(), "T054", Map.of("withdrawal-reason", "NEED_ENDED")),
          sender);
    }
    return asked;
  }
}
