package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/** A step of the case itself reaches its referrals: places come free, access ends. */
@ApplicationScoped
class AfterCaseStep {
  private final Referrals referrals;
  private final IdentityEnvelope envelope;
  private final DirectoryService directory;
  private final TenantSettings tenant;

  AfterCaseStep(
      Referrals referrals,
      IdentityEnvelope envelope,
      DirectoryService directory,
      TenantSettings tenant) {
    this.referrals = referrals;
    this.envelope = envelope;
    this.directory = directory;
    this.tenant = tenant;
  }

  void follow(@Observes Taken taken) {
    taken.moved().effects().forEach(effect -> carry(effect, taken.record().id()));
  }

  private void carry(Effect effect, CaseId id) {
    Runnable act =
        switch (effect) {
          case CLOSE_ACCESS, NARROW_ACCESS, RECALL -> () -> shut(id);
          case RELEASE_PLACE -> () -> release(id);
          case OPEN_IDENTITY, WITHDRAW_SIBLINGS ->
              throw new IllegalStateException(effect + " is about one referral, not the case");
          case TELL_REFERRER,
              TELL_RECEIVER,
              ALARM_COORDINATOR,
              ALARM_BOTH_COORDINATORS,
              CONSIDER_MISSING,
              REPORT_MISSING_CHILD,
              OFFER_SCREENING,
              DRAFT_REQUEST,
              STOP_REQUESTS,
              JOIN_RECORDS,
              NEW_IDENTIFICATION_RUN,
              NEW_ASSISTANCE_RUN,
              REOPEN_SOLUTION ->
              () -> {}; // carried out with the step itself, or for requests abroad
        };
    tenant.beyondCaller(act);
  }

  private void release(CaseId id) {
    referrals.of(id).stream().sorted(Referral.BY_SERVICE).forEach(it -> directory.release(it.id()));
  }

  private void shut(CaseId id) {
    referrals.of(id).stream()
        .filter(Referral::identityOpen)
        .forEach(it -> referrals.save(envelope.shut(it)));
  }
}
