package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.consent.ConsentWithdrawn;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.caller.Callers;

/** A consent was taken back: what runs under it stops in the same transaction. */
@ApplicationScoped
class StoppedByWithdrawal {
  private final ReferralService referrals;
  private final Callers callers;

  StoppedByWithdrawal(ReferralService referrals, Callers callers) {
    this.referrals = referrals;
    this.callers = callers;
  }

  void stop(@Observes ConsentWithdrawn withdrawn) {
    if (withdrawn.scope() == ConsentScope.REFERRAL) {
      withdrawn
          .stopped()
          .addAll(referrals.stop(withdrawn.caseId(), withdrawn.recipient(), callers.current()));
    }
  }
}
