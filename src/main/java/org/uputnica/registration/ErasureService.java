package org.uputnica.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.casefile.FileErasureService;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.Erasure;
import org.uputnica.registration.domain.Erasure.Reason;
import org.uputnica.registration.domain.Erasure.State;
import org.uputnica.registration.domain.Erasures;

/**
 * The end of a person's data: asked by one of two sides, decided by the other, never by a clock.
 * The retention clock (DL-RET, started at closure) only asks for the decision.
 */
@ApplicationScoped
@Transactional
public class ErasureService {
  private static final ClockCode RETENTION = new ClockCode("DL-RET");

  private final CaseService cases;
  private final TrackService tracks;
  private final ConsentService consents;
  private final FileErasureService files;
  private final Erasures erasures;
  private final Event<ErasureApproved> approvals;
  private final AuditTrail audit;
  private final Clock clock;

  ErasureService(
      CaseService cases,
      TrackService tracks,
      ConsentService consents,
      FileErasureService files,
      Erasures erasures,
      Event<ErasureApproved> approvals,
      AuditTrail audit,
      Clock clock) {
    this.cases = cases;
    this.tracks = tracks;
    this.consents = consents;
    this.files = files;
    this.erasures = erasures;
    this.approvals = approvals;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Asks.
   *
   * @throws RefusedException {@code not-found} for who is neither side, or when she was erased;
   *     {@code not-your-turn} for an officer who does not ask for the person herself; {@code
   *     rule-broken} when the retention time is not over, or when a closed duplicate of the case
   *     was not asked for; {@code already-exists} when the id is used; {@code step-not-open} while
   *     another request waits
   */
  public Erasure request(CaseId caseId, UUID id, Reason reason, Caller caller) {
    CaseRecord record = cases.require(caseId, caller);
    String side = Erasure.sideOf(caller, record).orElseThrow(RefusedException::notFound);
    if (erasures.take(caseId).stream().anyMatch(each -> each.state() == State.REQUESTED)) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "A request waits for its decision");
    }
    if (side.equals(Roles.DPO) && reason != Reason.PERSON_ASKED) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "At the end of the retention time who works on the case asks, and the officer decides");
    }
    Instant now = clock.instant();
    requireReason(reason, caseId, now);
    requireJoined(caseId, Set.of(State.REQUESTED, State.APPROVED));
    Erasure erasure =
        new Erasure(
            id,
            caseId,
            record.country(),
            record.responsible(),
            reason,
            State.REQUESTED,
            caller.user(),
            side,
            now,
            seen(record),
            null,
            null,
            0);
    erasures.add(erasure);
    audit.append(AuditEvent.of("erasure-asked", caseId, id, "reason", reason.name(), "as", side));
    return erasure;
  }

  /** The requests about a case, for both sides and who stands in. */
  public List<Erasure> list(CaseId caseId, Caller caller) {
    requireConcerned(caseId, caller);
    return erasures.take(caseId);
  }

  /**
   * Decides; approved, the person is erased in this transaction, and nobody takes the case over
   * meanwhile. Her closed duplicates go first, so that she does not live on in them.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code rule-broken}, and
   *     those of {@link Erasure#decide} and {@link FileErasureService#erase}
   */
  public Erasure decide(CaseId caseId, UUID id, State decision, Revision expected, Caller caller) {
    cases.hold(caseId); // a withdrawal does before her words are read
    CaseRecord record = requireConcerned(caseId, caller);
    Erasure asked = take(caseId, id, expected);
    Instant now = clock.instant();
    String seen = decision == State.APPROVED ? seen(record) : asked.seen();
    Erasure decided = asked.decide(decision, caller, record.assigned().manager(), seen, now);
    if (decision == State.APPROVED) {
      cases.renew(record);
      requireReason(asked.reason(), caseId, now);
      requireJoined(caseId, Set.of(State.APPROVED));
      approvals.fire(new ErasureApproved(caseId));
      files.erase(caseId);
    }
    erasures.save(decided);
    audit.append(
        AuditEvent.of(
            decision == State.APPROVED ? "erasure-approved" : "erasure-refused", caseId, id));
    return decided;
  }

  /**
   * Takes a request back, which makes room for another one.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, and those of {@link
   *     Erasure#takeBack}
   */
  public Erasure takeBack(CaseId caseId, UUID id, Revision expected, Caller caller) {
    requireConcerned(caseId, caller);
    Erasure takenBack = take(caseId, id, expected).takeBack(caller, clock.instant());
    erasures.save(takenBack);
    audit.append(AuditEvent.of("erasure-taken-back", caseId, id));
    return takenBack;
  }

  private CaseRecord requireConcerned(CaseId caseId, Caller caller) {
    CaseRecord record = cases.require(caseId, caller);
    if (!Erasure.concerns(caller, record)) {
      throw RefusedException.notFound();
    }
    return record;
  }

  private Erasure take(CaseId caseId, UUID id, Revision expected) {
    Erasure asked =
        erasures.take(caseId).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    expected.require(asked.revision());
    return asked;
  }

  /** The closed duplicates hold the person's name as well. */
  private void requireJoined(CaseId caseId, Set<State> states) {
    List<String> left =
        cases.joinedInto(caseId).stream()
            .filter(joined ->
                erasures.take(joined).stream().noneMatch(it -> states.contains(it.state())))
            .map(CaseId::toString)
            .toList();
    if (!left.isEmpty()) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "Closed duplicates of this case are asked for too, and erased first",
          new FieldProblem(null, "joined-record", "is of the same person", left));
    }
  }

  private void requireReason(Reason reason, CaseId caseId, Instant now) {
    switch (reason) {
      case PERSON_ASKED -> {
        // her right at any time
      }
      case RETENTION_ENDED -> {
        boolean over =
            tracks.of(caseId).stream()
                .flatMap(track -> track.snapshot().clock(RETENTION).stream())
                .anyMatch(running -> running.passed(now));
        if (!over) {
          throw RefusedException.of(
              ProblemType.RULE_BROKEN,
              "The case is not closed, or not for as long as the country keeps it",
              FieldProblem.about("DL-RET", "has not run out"));
        }
      }
    }
  }

  /** Changes with everything that arrives: a step, a word, an item, a change of the case. */
  private String seen(CaseRecord record) {
    long steps = tracks.of(record.id()).stream().mapToLong(TrackInstance::revision).sum();
    long file = files.version(record.id()).orElseThrow(RefusedException::notFound);
    return "%d.%d.%d.%d.%d"
        .formatted(
            record.revision(),
            tracks.of(record.id()).size(),
            steps,
            consents.everSaid(record.id()).size(),
            file);
  }
}
