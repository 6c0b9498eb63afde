package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.consent.ConsentEnded;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Ending;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.platform.caller.Callers;
import org.uputnica.registration.ErasureApproved;

/**
 * Consent to contact the other country, or to the journey, has ended, or the person is erased: the
 * request stops in the same transaction. A letter is sealed whole, so a request stops as well when
 * consent to only some of what it carries has ended; another one is made for the rest. Where a
 * request goes on, the other country hears her word at once, also where the request is of a record
 * that was joined into this one: none of those can be stopped, or it would not have been joined.
 */
@ApplicationScoped
class StoppedByWithdrawal {
  private static final String REASON = "CONSENT_WITHDRAWN";

  private final CrossborderService service;
  private final Requests requests;
  private final CaseService cases;
  private final TrackService tracks;
  private final Outbox outbox;
  private final Letters letters;
  private final Callers callers;

  StoppedByWithdrawal(
      CrossborderService service,
      Requests requests,
      CaseService cases,
      TrackService tracks,
      Outbox outbox,
      Letters letters,
      Callers callers) {
    this.service = service;
    this.requests = requests;
    this.cases = cases;
    this.tracks = tracks;
    this.outbox = outbox;
    this.letters = letters;
    this.callers = callers;
  }

  void stop(@Observes ConsentEnded ended) {
    Ending ending = ended.ending();
    boolean journey = ending.scope() == ConsentScope.TRAVEL;
    if (journey || ending.scope() == ConsentScope.CROSS_BORDER) {
      Set<String> from = journey ? Request.AGREED : Request.OPEN;
      requests.of(ending.caseId()).stream()
          .filter(it -> journey ? ending.stopsTheAct() : stops(ending, it))
          .filter(it -> service.stopOne(it.id(), from, REASON, callers.current()))
          .forEach(it -> ended.stopped().add(it.id().value()));
    }
    if (ForeignConsents.travels(ending.scope())) {
      Stream.concat(Stream.of(ending.caseId()), cases.joinedInto(ending.caseId()).stream())
          .flatMap(it -> requests.of(it).stream())
          .filter(it -> it.side() == Side.SENT && Request.NOT_OVER.contains(tracks.state(it.id())))
          .forEach(letters::tellSaid);
    }
  }

  private boolean stops(Ending ending, Request request) {
    boolean begun = outbox.hasBegun(request);
    return Stream.ofNullable(tracks.require(request.id()).parties().get(Party.ABROAD))
        .anyMatch(abroad ->
            begun ? ending.stops(abroad, request.items()) : ending.undoes(abroad, request.items()));
  }

  /** What was sent about somebody who is erased is asked back, as when she withdraws. */
  void stop(@Observes ErasureApproved erasure) {
    service.stop(erasure.caseId(), Request.OPEN, REASON, callers.current());
  }
}
