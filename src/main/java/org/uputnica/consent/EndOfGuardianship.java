package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.consent.domain.InvalidReason;
import org.uputnica.consent.domain.RemovedGuardian;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.Ids;

/**
 * What follows from the removal of a guardian for a conflict of interest. A no stays, and so does
 * what the child said.
 */
@ApplicationScoped
public class EndOfGuardianship {
  private final CaseAccess cases;
  private final ConsentStatements statements;
  private final EndOfConsent ends;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  EndOfGuardianship(
      CaseAccess cases,
      ConsentStatements statements,
      EndOfConsent ends,
      AuditTrail audit,
      Callers callers,
      Clock clock) {
    this.cases = cases;
    this.statements = statements;
    this.ends = ends;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * No yes of a guardian from before counts any more, also one that comes in later, and what rested
   * on one ends as if it were taken back. Comes while the case is held.
   *
   * @param until when the removed guardian was the guardian for the last time: now, or when another
   *     one was named
   */
  public void removed(CaseId id, Instant until) {
    Caller caller = callers.current();
    CaseForConsent about = cases.involved(id);
    Instant now = clock.instant();
    List<ConsentStatement> ended =
        RemovedGuardian.yeses(statements.forRecording(id), until, now).stream()
            .<ConsentStatement>map(yes -> ended(yes, until, caller, now))
            .toList();
    statements.add(about, ended);
    ended.forEach(it -> audit.append(ConsentService.recorded(it)));
    ended.forEach(it -> ends.follow(about, it, now));
    statements.endGuardianYeses(id, until);
  }

  private static ConsentStatement ended(Given yes, Instant until, Caller caller, Instant now) {
    Said said = yes.said();
    return new Invalidated(
        new Said(
            new ConsentId(Ids.random()),
            said.caseId(),
            said.scope(),
            said.recipient(),
            Set.of(),
            SaidBy.GUARDIAN,
            until,
            now,
            caller.organization(),
            caller.user()),
        new Telling(
            null, yes.told().language(), null, null, null, null, yes.told().contact(), null),
        InvalidReason.GUARDIAN_CONFLICT);
  }
}
