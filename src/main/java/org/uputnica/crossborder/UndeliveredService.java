package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Undelivered;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;

/**
 * What becomes of a message that does not get through: it is tried no more, the journals of both
 * sides keep it, and where a side knows the request, the request says so and stands on the work
 * list of the contact point.
 */
@ApplicationScoped
@Transactional
public class UndeliveredService {
  private final Outbox outbox;
  private final Requests requests;
  private final CaseService cases;
  private final TrackService tracks;
  private final AuditTrail audit;

  UndeliveredService(
      Outbox outbox, Requests requests, CaseService cases, TrackService tracks, AuditTrail audit) {
    this.outbox = outbox;
    this.requests = requests;
    this.cases = cases;
    this.tracks = tracks;
    this.audit = audit;
  }

  /**
   * Gives a message up, for both sides at once.
   *
   * @return false when it does not wait any more
   */
  public boolean giveUp(Outbox.Queued message, Undelivered why, Caller sender, Caller receiver) {
    holdCases(message);
    boolean waits = outbox.hold(message.id());
    if (waits) {
      outbox.park(message.id(), why);
      Callers.as(sender, () -> tell(message, why, sender));
      Callers.as(receiver, () -> tell(message, why, receiver));
    }
    return waits;
  }

  /** The other country has read it, and knows no such request: who wrote it must know. */
  public void unknown(Outbox.Queued message, Caller sender) {
    holdCases(message);
    Callers.as(sender, () -> tell(message, Undelivered.UNKNOWN, sender));
  }

  /** Before the message, as whoever takes something back does. */
  private void holdCases(Outbox.Queued message) {
    requests.casesOf(message.conversation()).stream()
        .sorted(Comparator.comparing(CaseId::value))
        .forEach(cases::hold);
  }

  private boolean tell(Outbox.Queued message, Undelivered why, Caller side) {
    Optional<Request> known = requests.ofConversation(message.conversation(), side.country());
    known.ifPresent(request -> {
      requests.save(request.missing(why));
      tracks.callUpon(request.id(), Roles.XB, request.contact());
    });
    @Nullable Request request = known.orElse(null);
    audit.append(
        AuditEvent.of(
            "message-undelivered",
            request == null ? null : request.caseId(),
            request == null ? message.conversation() : request.id(),
            "message",
            message.id().toString(),
            "because",
            why.name(),
            side.country().equals(message.sender()) ? "to" : "from",
            (side.country().equals(message.sender()) ? message.receiver() : message.sender())
                .value()));
    return known.isPresent();
  }
}
