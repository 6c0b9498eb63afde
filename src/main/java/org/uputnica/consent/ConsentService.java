package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.AskedQuestion;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentRefusal.BadValue;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.ExceptionApproved;
import org.uputnica.consent.domain.ConsentStatement.No;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.Decision;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.Evidence;
import org.uputnica.consent.domain.Evidence.Proof;
import org.uputnica.consent.domain.Evidences;
import org.uputnica.consent.domain.RecordConsent;
import org.uputnica.consent.domain.Standing;
import org.uputnica.consent.domain.Withdraw;
import org.uputnica.directory.DirectoryService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;

/** What a person said about her data: written down, taken back, asked. */
@ApplicationScoped
@Transactional
public class ConsentService {
  private final CaseAccess cases;
  private final ConsentStatements statements;
  private final EndOfConsent ends;
  private final ConsentRules rules;
  private final Evidences evidences;
  private final DirectoryService directory;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ConsentService(
      CaseAccess cases,
      ConsentStatements statements,
      EndOfConsent ends,
      ConsentRules rules,
      Evidences evidences,
      DirectoryService directory,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.statements = statements;
    this.ends = ends;
    this.rules = rules;
    this.evidences = evidences;
    this.directory = directory;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Writes down one statement. A yes ends with a no that follows it, with a yes to less, and when
   * it is found not to be valid, as when it is taken back.
   *
   * @throws RefusedException {@code not-found}, {@code invalid-value}, {@code rule-broken}, {@code
   *     asked-already}, {@code nothing-to-withdraw}, {@code forbidden}
   */
  public Consent record(CaseId id, RecordConsent command) {
    Caller caller = callers.current();
    boolean mayEnd = command.status().isAnswer() || command.status() == ConsentStatus.INVALIDATED;
    CaseForConsent about = mayEnd ? cases.hold(id, caller) : cases.require(id, caller);
    List<ConsentStatement> said = new ArrayList<>(statements.forRecording(id));
    Instant now = clock.instant();
    List<ConsentStatement> added = keep(about, List.of(command), said, caller, now, false);
    return view(added.getFirst(), statements.of(id), about, evidences.of(id), caller, now);
  }

  /**
   * Writes down what was said at a registration, in its transaction: all of it or nothing. Fields
   * are named as parts of {@code consents}.
   *
   * @param child a guardian's word is needed
   */
  public void recordAll(CaseId id, List<RecordConsent> commands, boolean child) {
    CaseForConsent known = cases.require(id, callers.current());
    recordAll(
        new CaseForConsent(
            id,
            known.country(),
            known.responsible(),
            known.registering(),
            child,
            known.code(),
            known.version(),
            known.guardian()),
        commands);
  }

  /** As {@link #recordAll(CaseId, List, boolean)}, for whoever holds the new case already. */
  public void recordAll(CaseForConsent newCase, List<RecordConsent> commands) {
    keep(newCase, commands, new ArrayList<>(), callers.current(), clock.instant(), true);
  }

  private List<ConsentStatement> keep(
      CaseForConsent about,
      List<RecordConsent> commands,
      List<ConsentStatement> said,
      Caller caller,
      Instant now,
      boolean listed) {
    List<ConsentStatement> added = new ArrayList<>(commands.size());
    Set<OrganizationId> known = new HashSet<>();
    known.add(about.responsible());
    known.add(about.registering());
    known.add(caller.organization());
    for (int i = 0; i < commands.size(); i++) {
      RecordConsent command = commands.get(i);
      String at = listed ? "consents[" + i + "]." : "";
      rules.recording().check(command, about, caller, said, now, at);
      requireRecipient(command.recipient(), known, at);
      requireEvidence(command.told().evidence(), about.id(), at);
      ConsentStatement statement = command.statement(about.id(), caller, now);
      said.add(statement);
      added.add(statement);
    }
    statements.add(about, added);
    added.forEach(this::journal);
    if (!listed) { // nobody was shown anything before she was registered
      added.forEach(it -> ends.follow(about, it, now));
    }
    return added;
  }

  private void requireRecipient(
      @Nullable OrganizationId recipient, Set<OrganizationId> known, String at) {
    if (recipient != null && known.add(recipient) && directory.organization(recipient).isEmpty()) {
      throw new RefusedException(
          new BadValue(at + "recipient", "is not an organisation of the directory"));
    }
  }

  private void requireEvidence(@Nullable UUID evidence, CaseId id, String at) {
    if (evidence != null
        && evidences.of(id).stream()
            .noneMatch(it -> it.id().equals(evidence) && it.state() != Proof.DESTROYED)) {
      throw new RefusedException(
          new BadValue(at + "evidence", "is no attachment of this case that proves something"));
    }
  }

  /**
   * Takes a consent back. Everything that rests on it and hears {@link ConsentEnded} stops in the
   * same transaction; what is being decided now has finished before.
   *
   * @throws RefusedException {@code nothing-to-withdraw} and those of {@link #record}
   */
  public Withdrawal withdraw(CaseId id, Withdraw command) {
    Caller caller = callers.current();
    CaseForConsent about = cases.hold(id, caller);
    List<ConsentStatement> said = statements.forWithdrawing(id);
    Instant now = clock.instant();
    rules.recording().check(command, about, caller, said, now);
    ConsentStatement withdrawn = command.statement(id, caller, now);
    statements.add(about, List.of(withdrawn));
    journal(withdrawn);
    return new Withdrawal(command.id(), command.scope(), now, ends.follow(about, withdrawn, now));
  }

  /**
   * The statements of a case that this caller may see, oldest first. What was said before the case
   * was closed and opened again is listed, and is not in force.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<Consent> list(CaseId id) {
    Caller caller = callers.current();
    CaseForConsent about = cases.require(id, caller);
    List<ConsentStatement> said = statements.of(id);
    List<Evidence> kept = evidences.of(id);
    Instant now = clock.instant();
    return statements.everSaid(id).stream()
        .filter(statement -> !(statement instanceof ExceptionApproved))
        .filter(statement -> AskedQuestion.maySee(statement.said(), about, caller))
        .map(statement -> view(statement, said, about, kept, caller, now))
        .toList();
  }

  /**
   * What she was asked so far, as this caller may read it, oldest first.
   *
   * @throws RefusedException {@code not-found}
   */
  public List<AskedQuestion> questions(CaseId id) {
    Caller caller = callers.current();
    return AskedQuestion.of(statements.everSaid(id), cases.require(id, caller), caller);
  }

  /** What was said about a case and counts; for the rooms above, which have checked the caller. */
  public List<ConsentStatement> statements(CaseId id) {
    return statements.of(id);
  }

  /** As {@link #statements}, with what was said before the case was closed and opened again. */
  public List<ConsentStatement> everSaid(CaseId id) {
    return statements.everSaid(id);
  }

  /**
   * The case is opened again: what was said before it was closed no longer counts, a no as little
   * as a yes.
   *
   * @param closed when it had been closed (UTC)
   */
  public void startAnew(CaseId id, Instant closed) {
    statements.startAnew(id, closed);
  }

  /**
   * The case goes on in another record of her: from now on nothing said in this one counts. What
   * was shown under it is asked back, unless a yes in the other one covers it.
   */
  public void goesOnElsewhere(CaseId closed, CaseId goesOn) {
    statements.endAll(closed);
    ends.followJoining(cases.involved(closed), cases.involved(goesOn), clock.instant());
  }

  /** The decision, without opening anything: what a guard of a step asks. */
  public Decision decide(Disclosure asked) {
    return ConsentPolicy.decide(asked, statements.of(asked.caseId()), clock.instant());
  }

  /** How the person stands to what is asked: what a step's guard wants to know. */
  public Standing standing(Disclosure asked) {
    return ConsentPolicy.standing(asked, statements.of(asked.caseId()), clock.instant());
  }

  private Consent view(
      ConsentStatement statement,
      List<ConsentStatement> said,
      CaseForConsent about,
      List<Evidence> kept,
      Caller caller,
      Instant now) {
    List<Evidence> its =
        statement instanceof Spoken spoken
            ? kept.stream().filter(it -> it.proves(spoken)).toList()
            : List.of();
    boolean needed =
        statement instanceof Spoken spoken
            && rules.recording().needsEvidence(spoken.told().method());
    return new Consent(
        statement,
        statement instanceof ExceptionAct act && ConsentPolicy.isApproved(act, said),
        said.stream().anyMatch(it -> it.id().equals(statement.id()))
            && ConsentPolicy.isInForce(statement, said, about.child(), now),
        Proof.of(needed, its),
        its.stream().map(Evidence::id).toList(),
        statement instanceof No no && no.tellsWhy(caller) ? no.reason() : null);
  }

  private void journal(ConsentStatement statement) {
    audit.append(recorded(statement));
  }

  /** What the journal keeps of a word that is written down; not why somebody said no. */
  static AuditEvent recorded(ConsentStatement statement) {
    @Nullable OrganizationId recipient = statement.said().recipient();
    return AuditEvent.of(
        switch (statement) {
          case ConsentStatement.Withdrawn _ -> "consent-withdrawn";
          case ConsentStatement.Invalidated _ -> "consent-invalidated";
          case ConsentStatement.Asked _,
              ConsentStatement.Given _,
              ConsentStatement.Refused _,
              ConsentStatement.NotAsked _,
              ExceptionAct _,
              ExceptionApproved _ ->
              "consent-recorded";
        },
        statement.said().caseId(),
        statement.id(),
        "scope",
        statement.scope().code(),
        "status",
        statement.status().code(),
        "saidBy",
        statement.said().saidBy().name(),
        "recipient",
        recipient == null ? "" : recipient.toString());
  }
}
