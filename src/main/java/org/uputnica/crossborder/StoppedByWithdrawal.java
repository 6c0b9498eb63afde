package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.consent.ConsentWithdrawn;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.platform.caller.Callers;
import org.uputnica.registration.ErasureApproved;

/**
 * Consent to contact the other country, or to the journey, was taken back, or the person is erased:
 * the request stops in the same transaction.
 */
@ApplicationScoped
class StoppedByWithdrawal {
  private final CrossborderService service;
  private final Callers callers;

  StoppedByWithdrawal(CrossborderService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  void stop(@Observes ConsentWithdrawn withdrawn) {
    boolean journey = withdrawn.scope() == ConsentScope.TRAVEL;
    if (journey || withdrawn.scope() == ConsentScope.CROSS_BORDER) {
      withdrawn
          .stopped()
          .addAll(
              service.stop(
                  withdrawn.caseId(),
                  journey ? Request.AGREED : Request.OPEN,
                  "CONSENT_WITHDRAWN",
                  callers.current()));
    }
  }

  /** What was sent about somebody who is erased is asked back, as when she withdraws. */
  void stop(@Observes ErasureApproved erasure) {
    service.stop(erasure.caseId(), Request.OPEN, "CONSENT_WITHDRAWN", callers.current());
  }
}
