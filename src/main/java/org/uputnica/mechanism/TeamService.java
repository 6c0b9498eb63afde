package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.ConflictsOfInterest;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Front door to who works on a case and who must see nothing of it (HTCDS cas_CaseOwner; one
 * responsible person per case). Accounts are only compared: one of another house, or without the
 * role, is assigned without effect.
 */
@ApplicationScoped
@Transactional
public class TeamService {
  private final CaseService cases;
  private final CaseRecords records;
  private final Barring barring;
  private final ConflictsOfInterest conflicts;
  private final AuditTrail audit;
  private final Clock clock;

  TeamService(
      CaseService cases,
      CaseRecords records,
      Barring barring,
      ConflictsOfInterest conflicts,
      AuditTrail audit,
      Clock clock) {
    this.cases = cases;
    this.records = records;
    this.barring = barring;
    this.conflicts = conflicts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The case, for the case managers of the responsible organisation and the coordinator.
   *
   * @throws RefusedException {@code not-found} for everybody else
   */
  public CaseRecord of(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    boolean house = caller.isOf(record.responsible()) && caller.has(Roles.CASE);
    if (!house && !caller.has(Roles.COORD)) {
      throw RefusedException.notFound();
    }
    return record;
  }

  /**
   * Assigns manager and colleagues. Whoever of the house comes first takes over; from then on the
   * manager or the coordinator decide.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code not-your-turn},
   *     {@code rule-broken} for an account with a conflict of interest
   */
  public CaseRecord assign(CaseId id, AssignTeam wish, Revision expected, Caller caller) {
    CaseRecord record = of(id, caller);
    expected.require(record.revision());
    Assignment before = record.assigned();
    if (before.manager() != null) {
      requireManager(record, caller);
    }
    Assignment after =
        new Assignment(manager(wish, before, caller), wish.colleagues(), before.conflicted());
    requireNoConflict(id, after);
    CaseRecord saved = records.assign(record, after);
    audit.append(
        AuditEvent.of(
            "team-assigned",
            id,
            after.manager(),
            "colleagues",
            Integer.toString(after.colleagues().size())));
    return saved;
  }

  /** The register of a case, lifted ones too, oldest first. */
  public List<ConflictOfInterest> conflicts(CaseId id, Caller caller) {
    return conflicts.of(of(id, caller).id());
  }

  /**
   * Closes the case to an account or an organisation. An account leaves the team with it, and a
   * child whose guardian it is, or was, needs another yes for what that one had agreed to; who has
   * no guardian any more needs another one: the time for that runs, and the coordinator is told.
   *
   * @throws RefusedException {@code rule-broken} for the responsible organisation, {@code
   *     already-exists} and those of {@link #assign}
   */
  public CaseRecord close(
      CaseId id, ConflictOfInterest conflict, Revision expected, Caller caller) {
    cases.hold(id);
    CaseRecord record = of(id, caller);
    expected.require(record.revision());
    requireManager(record, caller);
    @Nullable OrganizationId organization = conflict.organization();
    if (record.responsible().equals(organization)) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "Another organisation must answer for the case first",
          FieldProblem.at("organization", "is responsible for the case"));
    }
    return barring.bar(record, conflict, caller);
  }

  /**
   * Ends a conflict of interest; ending it twice changes nothing.
   *
   * @throws RefusedException those of {@link #assign}
   */
  public Lifted lift(CaseId id, UUID conflict, Revision expected, Caller caller) {
    CaseRecord record = of(id, caller);
    ConflictOfInterest known =
        conflicts.of(id).stream()
            .filter(it -> it.id().equals(conflict))
            .findFirst()
            .orElseThrow(RefusedException::notFound);
    expected.require(record.revision());
    requireManager(record, caller);
    Instant now = clock.instant();
    conflicts.lift(conflict, now, caller);
    audit.append(AuditEvent.of("conflict-lifted", id, conflict));
    List<ConflictOfInterest> after = conflicts.of(id);
    Set<OrganizationId> standing =
        after.stream()
            .filter(ConflictOfInterest::stands)
            .flatMap(it -> Stream.ofNullable(it.organization()))
            .collect(Collectors.toSet());
    Assignment assigned = record.assigned();
    return new Lifted(
        records.assign(record, new Assignment(assigned.manager(), assigned.colleagues(), standing)),
        new ConflictOfInterest(
            known.id(),
            known.caseId(),
            known.account(),
            known.organization(),
            known.reason(),
            known.recordedAt(),
            now));
  }

  private static @Nullable String manager(AssignTeam wish, Assignment before, Caller caller) {
    if (wish.manager() != null) {
      return wish.manager();
    }
    return before.manager() == null && caller.has(Roles.CASE) ? caller.user() : before.manager();
  }

  private void requireNoConflict(CaseId id, Assignment after) {
    boolean conflicted =
        conflicts.of(id).stream()
            .filter(ConflictOfInterest::stands)
            .flatMap(it -> Stream.ofNullable(it.account()))
            .anyMatch(after::has);
    if (conflicted) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "Somebody with a conflict of interest does not work on the case",
          FieldProblem.at("manager", "or a colleague has a conflict of interest"));
    }
  }

  private static void requireManager(CaseRecord record, Caller caller) {
    if (!record.assigned().isManager(caller.user()) && !caller.has(Roles.COORD)) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "The manager of the case or the coordinator decides; take the case over if nobody manages it",
          FieldProblem.at("manager", "is somebody else"));
    }
  }

  /** A conflict that was ended, and the case as it is now. */
  public record Lifted(CaseRecord record, ConflictOfInterest conflict) {}
}
