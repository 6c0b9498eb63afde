package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.IdentityAccess;
import org.uputnica.consent.domain.IdentityAccess.Kind;
import org.uputnica.consent.domain.IdentityAccessPolicy;
import org.uputnica.consent.domain.IdentityAccesses;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.RefusedException;

/**
 * Identity for somebody outside the team: asked for with a reason and granted by the manager of the
 * case, or taken by break-glass and reviewed by somebody else. Each is an act of its own in the
 * journal; {@link DisclosureGate} opens by it.
 */
@ApplicationScoped
@Transactional
public class IdentityAccessService {
  private final CaseAccess cases;
  private final IdentityAccesses accesses;
  private final DisclosureGate gate;
  private final AccessSettings settings;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;
  private final Event<GlassBroken> broken;

  IdentityAccessService(
      CaseAccess cases,
      IdentityAccesses accesses,
      DisclosureGate gate,
      AccessSettings settings,
      AuditTrail audit,
      Callers callers,
      Clock clock,
      Event<GlassBroken> broken) {
    this.cases = cases;
    this.accesses = accesses;
    this.gate = gate;
    this.settings = settings;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.broken = broken;
  }

  /**
   * Asks for identity, or breaks the glass; the second opens at once and stands on the desks of
   * coordinator and data protection officer until it is reviewed.
   *
   * @throws RefusedException {@code not-found}, {@code rule-broken}, {@code already-exists}
   */
  public IdentityAccess ask(CaseId id, AskIdentity wish) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    IdentityAccessPolicy.requireAskable(
        wish.kind(), wish.reason(), wish.items(), gate.shown(wish.kind()), about);
    Instant now = clock.instant();
    @Nullable Instant until =
        wish.kind() == Kind.BREAK_GLASS
            ? IdentityAccessPolicy.end(now, wish.minutes(), settings.breakGlassLongest())
            : null;
    IdentityAccess access =
        IdentityAccess.asked(
            wish.id(), about, caller, wish.kind(), wish.reason(), wish.items(), now, until);
    accesses.add(access);
    journal(access.isBreakGlass() ? "break-glass-opened" : "identity-requested", access);
    if (access.isBreakGlass()) {
      broken.fire(new GlassBroken(id, now));
    }
    return access;
  }

  /**
   * One of them.
   *
   * @throws RefusedException {@code not-found} when it is absent or not the caller's, alike
   */
  public IdentityAccess get(UUID id) {
    Caller caller = callers.current();
    return accesses
        .find(id)
        .filter(it -> it.isVisibleTo(caller))
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * The manager of the case grants or refuses.
   *
   * @throws RefusedException {@code not-found} for everybody else, {@code stale-revision}, {@code
   *     approver-is-asker}, {@code step-not-open}
   */
  public IdentityAccess decide(UUID id, boolean granted, Revision seen) {
    Caller caller = callers.current();
    IdentityAccess access = get(id);
    if (!cases.isManager(access.caseId(), caller)) {
      throw RefusedException.notFound();
    }
    seen.require(access.revision());
    IdentityAccessPolicy.requireDecidable(access, caller);
    IdentityAccess decided =
        access.decided(granted, caller, clock.instant().plus(settings.requestOpens()));
    accesses.save(decided);
    journal(granted ? "identity-request-granted" : "identity-request-refused", decided);
    return decided;
  }

  /**
   * Coordinator or data protection officer review a break-glass of somebody else.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code approver-is-asker},
   *     {@code step-not-open}
   */
  public IdentityAccess review(UUID id, boolean justified, Revision seen) {
    Caller caller = callers.current();
    IdentityAccess access = get(id);
    seen.require(access.revision());
    IdentityAccessPolicy.requireReviewable(access, caller);
    IdentityAccess reviewed = access.reviewed(justified, caller, clock.instant());
    accesses.save(reviewed);
    journal(justified ? "break-glass-justified" : "break-glass-not-justified", reviewed);
    return reviewed;
  }

  /** What waits for this caller: to review, to decide, to know as guardian; oldest first. */
  public List<IdentityAccess> waitingFor(Caller caller) {
    return accesses.waitingFor(caller).stream()
        .filter(it -> it.isBreakGlass() || !caller.has(Roles.CASE) || mine(it, caller))
        .toList();
  }

  private boolean mine(IdentityAccess access, Caller caller) {
    return !caller.isOf(access.responsible()) || cases.isManager(access.caseId(), caller);
  }

  private void journal(String action, IdentityAccess access) {
    audit.append(
        AuditEvent.of(
            action,
            access.caseId(),
            access.id(),
            "reason",
            access.reason().name(),
            "asker",
            access.account(),
            "items",
            access.items().stream().map(Enum::name).collect(Collectors.joining(" "))));
  }
}
