package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.uputnica.casefile.PersonErased;
import org.uputnica.consent.ConsentWithdrawn;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.registration.ErasureApproved;

/**
 * Consent to contact the other country, or to the journey, was taken back, or the person is erased:
 * the request stops in the same transaction.
 */
@ApplicationScoped
class StoppedByWithdrawal {
  private final CrossborderService service;
  private final Requests requests;
  private final Outbox outbox;
  private final TenantSettings tenant;
  private final Callers callers;

  StoppedByWithdrawal(
      CrossborderService service,
      Requests requests,
      Outbox outbox,
      TenantSettings tenant,
      Callers callers) {
    this.service = service;
    this.requests = requests;
    this.outbox = outbox;
    this.tenant = tenant;
    this.callers = callers;
  }

  void stop(@Observes ConsentWithdrawn withdrawn) {
    boolean journey = withdrawn.scope() == ConsentScope.TRAVEL;
    if (journey || withdrawn.scope() == ConsentScope.CROSS_BORDER) {
      withdrawn
          .stopped()
          .addAll(
              service.stop(withdrawn.caseId(), journey, "CONSENT_WITHDRAWN", callers.current()));
    }
  }

  /** What was sent about somebody who is erased is asked back, as when she withdraws. */
  void stop(@Observes ErasureApproved erasure) {
    service.stop(erasure.caseId(), false, "CONSENT_WITHDRAWN", callers.current());
  }

  /** What still waits to leave, or has come back with a backup, holds nothing of her. */
  void forget(@Observes PersonErased erased) {
    tenant.beyondCaller(() ->
        requests.of(erased.caseId()).stream()
            .filter(it -> it.side() == Side.SENT)
            .forEach(this::forgetOpening));
  }

  private void forgetOpening(Request request) {
    outbox.forgetOpening(request.conversation(), request.country());
  }
}
