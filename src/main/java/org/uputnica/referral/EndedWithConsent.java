package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ConsentEnded;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.Ending;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralStates;
import org.uputnica.referral.domain.Referrals;

/**
 * A yes, or what stood in for one, has ended: what runs under it stops in the same transaction, and
 * so does a draft that could have been sent. After a yes to less she keeps the place, and the
 * envelope loses what the yes leaves out. Help that has begun is never ended by the service: its
 * identity closes, and a new yes opens it again.
 */
@ApplicationScoped
class EndedWithConsent {
  private final ReferralService service;
  private final Referrals referrals;
  private final TrackService tracks;
  private final IdentityEnvelope envelope;
  private final AuditTrail audit;

  EndedWithConsent(
      ReferralService service,
      Referrals referrals,
      TrackService tracks,
      IdentityEnvelope envelope,
      AuditTrail audit) {
    this.service = service;
    this.referrals = referrals;
    this.tracks = tracks;
    this.envelope = envelope;
    this.audit = audit;
  }

  void end(@Observes ConsentEnded ended) {
    Ending ending = ended.ending();
    if (ending.scope() == ConsentScope.REFERRAL) {
      for (Referral each :
          referrals.of(ending.caseId()).stream().sorted(Referral.BY_SERVICE).toList()) {
        boolean stops =
            each.sentAt() == null
                ? ending.undoes(each.receiver(), Set.of())
                : ending.stops(each.receiver(), Set.of());
        if (stops && stop(each, ending.by() instanceof ExceptionAct)) {
          ended.stopped().add(each.id().value());
        } else if (each.sentAt() != null && ending.by().status().isYes()) {
          if (isLeftShut(each)) {
            openAgain(each, ending);
          } else {
            narrow(each, ending);
          }
        }
      }
    }
  }

  private void narrow(Referral referral, Ending ending) {
    Set<ItemCategory> left = ending.left(referral.receiver(), referral.items());
    boolean same = left.containsAll(referral.items());
    if (!same && (isAsked(referral) || isUnderWay(referral))) {
      referrals.save(referral.limitedTo(left));
      audit.append(
          AuditEvent.of(
              "identity-narrowed", referral.caseId(), referral.id(), "because", "consent-limited"));
    }
  }

  /** The house has her, or has accepted, and what allowed its envelope to be opened had ended. */
  private boolean isLeftShut(Referral referral) {
    return !referral.identityOpen()
        && !referral.isOnlyNoted()
        && ReferralStates.ACCEPTED.contains(tracks.state(referral.id()));
  }

  private void openAgain(Referral referral, Ending ending) {
    Set<ItemCategory> left = ending.left(referral.receiver(), referral.items());
    if (!left.isEmpty() || referral.items().isEmpty()) {
      Referral opened = envelope.openAgain(referral.limitedTo(left));
      if (opened.identityOpen()) {
        boolean toMeet = ReferralView.isToMeet(tracks.state(referral.id()));
        referrals.save(toMeet ? envelope.agree(opened) : opened);
        audit.append(
            AuditEvent.of(
                "identity-opened", referral.caseId(), referral.id(), "because", "consent-given"));
      }
    }
  }

  /**
   * @param lapsed it went without asking her, and what allowed that has ended
   */
  private boolean stop(Referral referral, boolean lapsed) {
    if (isAsked(referral)) {
      service.take(
          TakeStep.following(
              referral.id(),
              "T054",
              Map.of("withdrawal-reason", lapsed ? "SENDER_CANCELLED" : "PERSON_WITHDREW")),
          Caller.service(referral.sender(), referral.country()));
      return true;
    }
    if (isUnderWay(referral)) {
      referrals.save(envelope.shut(referral).met());
      audit.append(
          AuditEvent.of(
              "identity-closed",
              referral.caseId(),
              referral.id(),
              "because",
              lapsed ? "exception-ended" : "consent-withdrawn"));
      return true;
    }
    return false;
  }

  private boolean isAsked(Referral referral) {
    return EndedWithPerson.ASKED.contains(tracks.state(referral.id()));
  }

  private boolean isUnderWay(Referral referral) {
    return ReferralStates.UNDER_WAY.contains(tracks.state(referral.id()));
  }
}
