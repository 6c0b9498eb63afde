package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ConditionService;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseAliases;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Front door to cases as process. */
@ApplicationScoped
@Transactional
public class CaseService {
  private static final String LIST = "cases";
  private static final TrackCode IDENTIFICATION = new TrackCode("identification");
  private static final TrackCode CROSS_BORDER = new TrackCode("cross-border");

  private final CaseRecords records;
  private final CaseAliases aliases;
  private final DirectoryService directory;
  private final ConditionService conditions;
  private final TenantSettings tenant;
  private final AuditTrail audit;
  private final Clock clock;

  CaseService(
      CaseRecords records,
      CaseAliases aliases,
      DirectoryService directory,
      ConditionService conditions,
      TenantSettings tenant,
      AuditTrail audit,
      Clock clock) {
    this.records = records;
    this.aliases = aliases;
    this.directory = directory;
    this.conditions = conditions;
    this.tenant = tenant;
    this.audit = audit;
    this.clock = clock;
  }

  /** Adds a case; its tracks are opened by {@link TrackService}. */
  public void add(CaseRecord record) {
    records.add(record);
  }

  /**
   * Keeps the case from others until the transaction ends, and then the records that were joined
   * into it; {@link CaseRecords#hold} says what that means. Whether the caller may see it is asked
   * after it.
   */
  public void hold(CaseId id) {
    records.hold(id);
    List<CaseId> joined = aliases.joinedInto(id);
    if (!joined.isEmpty()) {
      tenant.seeBeyondCaller(() ->
          joined.stream().sorted(Comparator.comparing(CaseId::value)).map(records::hold).toList());
    }
  }

  /** The case, if this caller may see it as process. */
  public Optional<CaseRecord> find(CaseId id, Caller caller) {
    return records.find(id).filter(it -> it.isVisibleTo(caller) || carriesTrack(it, caller));
  }

  /**
   * The case, if this caller may see it as process: also the body that identifies formally once the
   * file is with it, and a contact point for the requests it carries.
   *
   * @throws RefusedException {@code not-found} when it is absent or not the caller's, alike
   */
  public CaseRecord require(CaseId id, Caller caller) {
    return find(id, caller).orElseThrow(RefusedException::notFound);
  }

  private boolean carriesTrack(CaseRecord record, Caller caller) {
    OrganizationId own = caller.organization();
    return !record.assigned().conflicted().contains(own)
        && ((caller.has(Roles.ID) && records.isParty(record.id(), IDENTIFICATION, own))
            || (caller.has(Roles.XB) && records.isParty(record.id(), CROSS_BORDER, own)));
  }

  /** Whether the caller is the one responsible person of the case. */
  public boolean isManager(CaseId id, Caller caller) {
    return records
        .find(id)
        .filter(it -> it.isAssignedTo(caller) && it.assigned().isManager(caller.user()))
        .isPresent();
  }

  /** The case for a caller who works on it: the team. */
  public CaseRecord requireTeam(CaseId id, Caller caller) {
    CaseRecord record = require(id, caller);
    if (!record.isTeam(caller.organization())) {
      throw RefusedException.notFound();
    }
    return record;
  }

  /**
   * The case of a track that was already found to concern the caller, such as a referral to her
   * house.
   */
  public CaseRecord involved(CaseId id) {
    return records.find(id).orElseThrow(RefusedException::notFound);
  }

  /** Cases of the caller's organisation or, country-wide, of the country; newest first. */
  public Page<CaseRecord> list(Caller caller, @Nullable String cursor, int limit) {
    List<CaseRecord> found = records.list(caller, Cursor.read(LIST, 2, cursor), limit + 1);
    return Page.of(
        LIST, found, limit, it -> List.of(it.registeredAt().toString(), it.id().toString()));
  }

  /**
   * The case a number leads to, if the caller may see it: of a closed duplicate the one that goes
   * on, or the closed one for whoever may see that alone.
   *
   * @throws RefusedException {@code invalid-value} when it is no case code
   */
  public Optional<CaseRecord> find(String code, Caller caller) {
    if (!CaseCode.isValid(code)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Read the number again, sign by sign",
          FieldProblem.at("code", "is not a case code"));
    }
    return aliases.find(new CaseCode(code)).stream()
        .flatMap(it -> find(it, caller).stream())
        .findFirst();
  }

  /** Numbers of closed duplicates that lead to this case. */
  public List<CaseCode> aliases(CaseId id) {
    return aliases.of(id);
  }

  /** The closed duplicates of this case: other records of the same person. */
  public List<CaseId> joinedInto(CaseId id) {
    return aliases.joinedInto(id);
  }

  /** The case that goes on in place of a closed duplicate, if the caller may see it. */
  public Optional<CaseId> goesOnIn(CaseId closed, Caller caller) {
    return aliases.goesOnIn(closed).flatMap(it -> find(it, caller)).map(CaseRecord::id);
  }

  /** As {@link #goesOnIn(CaseId, Caller)}, for what the service does by itself. */
  public Optional<CaseId> goesOnIn(CaseId closed) {
    return aliases.goesOnIn(closed);
  }

  /** Records a new risk level; it is fresh for seven days (DL-REASS). */
  public CaseRecord assessRisk(
      CaseId id, UUID assessment, RiskLevel level, Revision expected, Caller caller) {
    CaseRecord record = expected(id, expected, caller);
    Instant now = clock.instant();
    CaseRecord saved = records.save(record.assessed(level, now));
    audit.append(AuditEvent.of("risk-assessed", id, assessment, "level", level.name()));
    return saved;
  }

  /** A step that asks for the risk is an assessment as well. */
  public void noteRisk(CaseId id, RiskLevel level) {
    records.save(involved(id).assessed(level, clock.instant()));
    audit.append(AuditEvent.of("risk-assessed", id, id, "level", level.name()));
  }

  /**
   * Records a best-interests determination.
   *
   * @throws RefusedException {@code rule-broken} for an adult, or when the child was not heard
   */
  public CaseRecord determineBestInterests(
      CaseId id,
      UUID determination,
      boolean favourable,
      boolean childHeard,
      Revision expected,
      Caller caller) {
    CaseRecord record = expected(id, expected, caller);
    requireChild(record, "kind");
    if (!childHeard) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "A child is heard first",
          FieldProblem.at("childHeard", "must be true"));
    }
    CaseRecord saved = records.save(record.determined(favourable));
    audit.append(
        AuditEvent.of(
            "best-interests-determined",
            id,
            determination,
            "favourable",
            String.valueOf(favourable)));
    return saved;
  }

  /**
   * Names the guardian of a child: always an organisation of the directory that does guardianship,
   * never a relative, and never one that is kept from the case. The team names it; a guardian does
   * not name who comes after.
   *
   * @throws RefusedException {@code rule-broken} for an adult, for an organisation without that
   *     function or with a conflict of interest; {@code condition-binds}
   */
  public CaseRecord nameGuardian(
      CaseId id, OrganizationId guardian, Revision expected, Caller caller) {
    CaseRecord record = requireTeam(id, caller);
    expected.require(record.revision());
    requireChild(record, "organization");
    boolean known =
        directory.withFunction(record.country(), "guardianship").stream()
            .anyMatch(it -> it.id().equals(guardian));
    if (!known) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "A guardian is appointed by the guardianship authority",
          FieldProblem.at("organization", "does not do guardianship in this country"));
    }
    if (record.assigned().conflicted().contains(guardian)) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "A guardian sees the case of the child",
          FieldProblem.at("organization", "has a conflict of interest in this case"));
    }
    conditions.requireFree(id, guardian);
    records.involve(id, guardian);
    CaseRecord saved = records.save(record.guardedBy(guardian));
    audit.append(AuditEvent.of("guardian-named", id, guardian));
    return saved;
  }

  /**
   * Another organisation of the country answers for the case from now on; one of its people takes
   * it over.
   */
  public CaseRecord handTo(CaseId id, OrganizationId organization) {
    records.involve(id, organization);
    CaseRecord handed = records.save(involved(id).answeredForBy(organization));
    audit.append(AuditEvent.of("case-handed-to", id, organization));
    return records.assign(handed, new Assignment(null, Set.of(), handed.assigned().conflicted()));
  }

  /**
   * What belongs to the case has changed beside its record, in the caller's transaction: whoever
   * read it before holds an old revision from now on.
   *
   * @throws RefusedException {@code stale-revision} when somebody else was faster
   */
  public CaseRecord renew(CaseRecord record) {
    return records.renew(record);
  }

  /** Lets an organisation that is asked take part in the case for row-level security. */
  public void involve(CaseId id, OrganizationId organization) {
    records.involve(id, organization);
  }

  /** The person is with a service from its acceptance until its referral ends. */
  public void setServing(CaseId id, OrganizationId organization, boolean serving) {
    records.setServing(id, organization, serving);
  }

  /** The case at this revision, for the team and the guardian. */
  CaseRecord expected(CaseId id, Revision expected, Caller caller) {
    CaseRecord record = require(id, caller);
    boolean works =
        record.isTeam(caller.organization()) || caller.organization().equals(record.guardian());
    if (!works) {
      throw RefusedException.notFound();
    }
    expected.require(record.revision());
    return record;
  }

  private static void requireChild(CaseRecord record, String field) {
    if (!record.isChild()) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "This is for a child",
          FieldProblem.at(field, "is for a child only"));
    }
  }
}
