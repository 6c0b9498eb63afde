package org.uputnica.consent;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentRefusal.BadValue;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ExceptionPolicy;
import org.uputnica.consent.domain.ExceptionTelling;
import org.uputnica.consent.domain.ExceptionTellings;
import org.uputnica.consent.domain.ExceptionTellings.Untold;
import org.uputnica.consent.domain.OverrideReason;
import org.uputnica.consent.domain.RecordException;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.TellPerson;
import org.uputnica.directory.DirectoryService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;

/** Disclosure without consent: an act of its own, approved by somebody else, that ends. */
@ApplicationScoped
@Transactional
public class ExceptionService {
  private final CaseAccess cases;
  private final ConsentStatements statements;
  private final ExceptionTellings tellings;
  private final EndOfConsent ends;
  private final ConsentRules rules;
  private final DirectoryService directory;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;
  private final Event<PersonUntold> untold;

  ExceptionService(
      CaseAccess cases,
      ConsentStatements statements,
      ExceptionTellings tellings,
      EndOfConsent ends,
      ConsentRules rules,
      DirectoryService directory,
      TenantSettings tenant,
      AuditTrail audit,
      Callers callers,
      Clock clock,
      Event<PersonUntold> untold) {
    this.cases = cases;
    this.statements = statements;
    this.tellings = tellings;
    this.ends = ends;
    this.rules = rules;
    this.directory = directory;
    this.tenant = tenant;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.untold = untold;
  }

  /**
   * Records that somebody discloses without consent on a legal ground.
   *
   * @throws RefusedException {@code not-found}, {@code invalid-value}, {@code rule-broken}
   */
  public ExceptionState record(CaseId id, RecordException command) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    List<ConsentStatement> said = new ArrayList<>(statements.forRecording(id));
    if (directory.organization(command.recipient()).isEmpty()) {
      throw new RefusedException(
          new BadValue("recipient", "is not an organisation of the directory"));
    }
    Instant now = clock.instant();
    ExceptionAct act = rules.exceptions().act(command, about, caller, now);
    statements.add(about, List.of(act));
    said.add(act);
    journal("exception-recorded", act);
    return state(act, said, about, now);
  }

  /**
   * A second person approves.
   *
   * @param seen the revision the approver has read
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code approver-is-asker},
   *     {@code not-your-turn}, {@code step-not-open} when it has lapsed
   */
  public ExceptionState approve(CaseId id, ConsentId exception, Revision seen) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    List<ConsentStatement> said = new ArrayList<>(statements.forRecording(id));
    ExceptionAct act = require(exception, said);
    Instant now = clock.instant();
    seen.require(state(act, said, about, now).revision());
    rules.exceptions().requireApprover(act, about, caller, said, now);
    ExceptionApproved approved =
        new ExceptionApproved(
            new Said(
                new ConsentId(Ids.random()),
                id,
                act.scope(),
                act.said().recipient(),
                Set.of(),
                act.said().saidBy(),
                now,
                now,
                caller.organization(),
                caller.user()),
            act.id());
    statements.add(about, List.of(approved));
    said.add(approved);
    journal("exception-approved", act);
    return state(act, said, about, now);
  }

  /**
   * Notes that the person was told, or why not yet. The duty ends when she was.
   *
   * @param seen the revision that was read
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code step-not-open},
   *     {@code rule-broken}, {@code invalid-value}
   */
  public ExceptionState tell(CaseId id, ConsentId exception, TellPerson command, Revision seen) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    List<ConsentStatement> said = statements.forRecording(id);
    List<ConsentStatement> ever = statements.everSaid(id);
    ExceptionAct act = require(exception, ever);
    Instant now = clock.instant();
    seen.require(state(act, said, ever, about, now).revision());
    if (command.language() != null) {
      rules.recording().requireLanguage(command.language(), "");
    }
    ExceptionTelling telling =
        ExceptionPolicy.telling(command, act, tellings.of(exception), caller, now);
    tellings.add(about, telling);
    journal(telling.isTold() ? "exception-told" : "exception-not-yet-told", act);
    return state(act, said, ever, about, now);
  }

  /**
   * Alarms about one person who was not told in time. Late, twice or side by side, each once.
   *
   * @param passed those that were looked at in this round already; the next one is added before
   *     anything is done about it
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean followUpNext(Set<UUID> passed) {
    return QuarkusTransaction.requiringNew().call(() -> alarmNext(passed));
  }

  private boolean alarmNext(Set<UUID> passed) {
    Instant now = clock.instant();
    Optional<Untold> next = tellings.nextUntold(now, passed);
    next.ifPresent(it -> {
      passed.add(it.exception().value());
      cases.holdInvolved(it.caseId());
      if (tellings.takeUntold(it)) {
        Callers.as(
            Caller.service(it.organization(), it.country()),
            () -> {
              tellings.noticed(it, now);
              untold.fire(new PersonUntold(it));
              return it;
            });
      }
    });
    return next.isPresent();
  }

  /**
   * Ends what rested on one exception that nobody approved in time or whose time is over, unless
   * another ground carries it. Late, twice or side by side, each once.
   *
   * @param passed as of {@link #followUpNext}
   * @return whether there was one
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public boolean endNext(Set<UUID> passed) {
    return QuarkusTransaction.requiringNew().call(() -> end(passed));
  }

  private boolean end(Set<UUID> passed) {
    Instant now = clock.instant();
    Optional<Untold> next = tellings.nextEnded(now, passed);
    next.ifPresent(it -> {
      passed.add(it.exception().value());
      Caller service = Caller.service(it.organization(), it.country());
      Callers.as(
          service,
          () -> {
            tenant.beyondCaller(() -> {
              CaseForConsent about = cases.hold(it.caseId(), service);
              ExceptionAct act = require(it.exception(), statements.forWithdrawing(it.caseId()));
              if (tellings.takeEnded(it, now)) {
                ends.follow(about, act, now);
                tellings.followed(it);
              }
            });
            return it;
          });
    });
    return next.isPresent();
  }

  /**
   * What is not said before somebody has told the person of it: the reasons of exceptions of which
   * she was not told, whatever became of them, and their recipients, unless she said yes to them
   * besides. For the rooms above, which have checked the caller and see beyond her.
   *
   * @return codes and ids
   */
  public Set<String> untold(CaseId id) {
    List<ConsentStatement> said = statements.everSaid(id);
    Set<String> agreed =
        said.stream()
            .filter(Given.class::isInstance)
            .map(it -> String.valueOf(it.said().recipient()))
            .collect(Collectors.toSet());
    return said.stream()
        .filter(ExceptionAct.class::isInstance)
        .map(ExceptionAct.class::cast)
        .filter(act -> tellings.of(act.id()).stream().noneMatch(ExceptionTelling::isTold))
        .flatMap(act -> Stream.of(act.reason().code(), String.valueOf(act.said().recipient())))
        .filter(Predicate.not(agreed::contains))
        .collect(Collectors.toSet());
  }

  /** The person is erased: nobody can find her any more to tell her. */
  public void nobodyTells(CaseId id) {
    tenant.beyondCaller(() -> tellings.nobodyTells(id));
  }

  private static ExceptionAct require(ConsentId exception, List<ConsentStatement> said) {
    return said.stream()
        .filter(ExceptionAct.class::isInstance)
        .map(ExceptionAct.class::cast)
        .filter(one -> one.id().equals(exception))
        .findFirst()
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * Demands the exception on which something is sent without consent.
   *
   * @throws RefusedException {@code exception-mismatch}, {@code approver-is-asker}
   */
  public void requireGround(Disclosure sending, String reason, String approver, Caller sender) {
    ExceptionPolicy.requireGround(
        sending,
        OverrideReason.of(reason).orElseThrow(),
        approver,
        sender,
        statements.of(sending.caseId()),
        clock.instant());
  }

  private ExceptionState state(
      ExceptionAct act, List<ConsentStatement> said, CaseForConsent about, Instant now) {
    return state(act, said, said, about, now);
  }

  /**
   * As it stands; its approval does not go with the words that were said before the case was opened
   * again, nor does its revision.
   */
  private ExceptionState state(
      ExceptionAct act,
      List<ConsentStatement> said,
      List<ConsentStatement> ever,
      CaseForConsent about,
      Instant now) {
    return new ExceptionState(
        act,
        ConsentPolicy.approver(act, ever).orElse(null),
        said.contains(act) && ConsentPolicy.isInForce(act, said, about.child(), now),
        tellings.of(act.id()));
  }

  private void journal(String action, ExceptionAct act) {
    audit.append(
        AuditEvent.of(
            action,
            act.said().caseId(),
            act.id(),
            "reason",
            act.reason().code(),
            "scope",
            act.scope().code(),
            "recipient",
            String.valueOf(act.said().recipient()),
            "items",
            act.said().items().stream().map(Enum::name).collect(Collectors.joining(" "))));
  }
}
