package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.UUID;
import org.uputnica.casefile.PersonErased;
import org.uputnica.casefile.PersonKeptShut;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.SafeTrace;

/**
 * A person is erased, or kept shut until she can be: the letter that would carry her identity
 * abroad does not leave, in the same transaction. Once an erasure stands, what a restored database
 * knows as still asked of the other country is stopped and asked back, each request in a
 * transaction of its own: one that cannot be raises an alarm and is left to the next follow-up.
 */
@ApplicationScoped
class EndedWithPerson {
  private final CrossborderService service;
  private final Requests requests;
  private final Outbox outbox;
  private final TenantSettings tenant;

  EndedWithPerson(
      CrossborderService service, Requests requests, Outbox outbox, TenantSettings tenant) {
    this.service = service;
    this.requests = requests;
    this.outbox = outbox;
    this.tenant = tenant;
  }

  void forget(@Observes PersonErased erased) {
    forget(erased.caseId());
  }

  void forget(@Observes PersonKeptShut shut) {
    forget(shut.caseId());
  }

  private void forget(CaseId caseId) {
    tenant.beyondCaller(
        () -> sent(caseId).forEach(it -> outbox.forgetOpening(it.conversation(), it.country())));
  }

  void stop(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonErased erased) {
    try {
      Callers.apart(Caller.NODE, () -> sent(erased.caseId()))
          .forEach(each -> tryToStop(each, erased));
    } catch (RuntimeException failed) {
      left(erased.caseId().value(), erased, failed);
    }
  }

  private void tryToStop(Request request, PersonErased erased) {
    Caller contact = Caller.service(request.contact(), request.country());
    try {
      Callers.apart(
          contact, () -> service.stopOne(request.id(), Request.OPEN, "CONSENT_WITHDRAWN", contact));
    } catch (RuntimeException failed) {
      left(request.id().value(), erased, failed);
    }
  }

  private static void left(UUID what, PersonErased erased, RuntimeException failed) {
    Log.errorf(
        "ALARM request or case %s: not everything is asked back from abroad although the person is"
            + " erased: %s",
        what, SafeTrace.of(failed));
    erased.left().add(what);
  }

  private List<Request> sent(CaseId caseId) {
    return requests.of(caseId).stream().filter(it -> it.side() == Side.SENT).toList();
  }
}
