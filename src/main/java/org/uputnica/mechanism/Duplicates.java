package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.CaseAliases;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.ConflictsOfInterest;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Two records of one person become one, with her consent: one is closed, its number goes on as an
 * alias of the other (domain reference 3.7, CL-DUPE). Nothing sealed and nothing she said is
 * carried over; what she said in the closed one opens nothing any more, and what was shown under it
 * alone is asked back.
 */
@ApplicationScoped
class Duplicates {
  private static final String OTHER = "other-case";
  private static final TrackCode OVERALL = new TrackCode("overall");
  private static final StepCode CLOSES_A_DUPLICATE = new StepCode("A045");

  private final CaseRecords records;
  private final CaseService cases;
  private final Tracks tracks;
  private final ConflictsOfInterest conflicts;
  private final ConditionService conditions;
  private final ConsentService consents;
  private final CaseAliases aliases;
  private final NoticeService notices;
  private final Barring barring;
  private final AuditTrail audit;

  Duplicates(
      CaseRecords records,
      CaseService cases,
      Tracks tracks,
      ConflictsOfInterest conflicts,
      ConditionService conditions,
      ConsentService consents,
      CaseAliases aliases,
      NoticeService notices,
      Barring barring,
      AuditTrail audit) {
    this.records = records;
    this.cases = cases;
    this.tracks = tracks;
    this.conflicts = conflicts;
    this.conditions = conditions;
    this.consents = consents;
    this.aliases = aliases;
    this.notices = notices;
    this.barring = barring;
    this.audit = audit;
  }

  /**
   * A case is closed as a duplicate only by the step that names the other record, and on a version
   * of the procedure that lets it go on there.
   *
   * @throws RefusedException {@code other-case-refused}
   */
  static void requireNamed(Moved moved) {
    if (moved.effects().contains(Effect.JOIN_RECORDS)) {
      return;
    }
    if (moved.step().code().equals(CLOSES_A_DUPLICATE)) {
      throw refused(
          OTHER,
          "older-version",
          "is not joined on the version this case runs on; move the case to today's");
    }
    if (moved.inputs().text("closure-reason").equals("CL-DUPE")) {
      throw refused("closure-reason", "not-named", "a duplicate is closed by naming the other one");
    }
  }

  /** The other record a step names, if it names one. */
  static Optional<CaseId> named(TakeStep wish) {
    try {
      return Optional.ofNullable(wish.inputs().get(OTHER)).map(UUID::fromString).map(CaseId::new);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /**
   * Lets the case go on in the record the step names, held with what was joined into it before.
   * Both records get a new revision, in the order of their ids: of two who join them crosswise, one
   * comes too late.
   *
   * @throws RefusedException {@code other-case-refused}; {@code stale-revision} when somebody else
   *     was faster
   */
  void join(CaseRecord closing, Moved moved, Caller caller) {
    CaseRecord other =
        required(new CaseId(UUID.fromString(moved.inputs().text(OTHER))), closing, caller);
    cases.hold(other.id());
    List<CaseRecord> both =
        Stream.of(closing, other)
            .sorted(Comparator.comparing(it -> it.id().value()))
            .map(records::renew)
            .toList();
    if (isClosed(other)) {
      throw refused(OTHER, "closed", "is closed; open it again first");
    }
    CaseRecord closed = of(closing.id(), both);
    CaseRecord goesOn = of(other.id(), both);
    shareConflicts(goesOn, closed, barring::barOnly, moved.at(), caller);
    shareConflicts(closed, goesOn, barring::bar, moved.at(), caller);
    aliases.join(closing, other, moved.at());
    consents.goesOnElsewhere(closing.id(), other.id());
    audit.append(AuditEvent.of("record-closed-as-duplicate", closing.id(), other.id()));
    audit.append(AuditEvent.of("duplicate-joined", other.id(), closing.id()));
    tracks.of(other.id()).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .forEach(it -> notices.put(About.RECORD_JOINED, it.id(), moved.step().code()));
  }

  private static CaseRecord of(CaseId id, List<CaseRecord> both) {
    return both.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private CaseRecord required(CaseId id, CaseRecord closing, Caller caller) {
    if (id.equals(closing.id())) {
      throw refused(OTHER, "same-case", "is this very case");
    }
    CaseRecord other =
        records
            .find(id)
            .filter(it -> it.country().equals(closing.country()))
            .filter(it -> it.isVisibleTo(caller))
            .filter(it -> caller.isOf(it.responsible()) && caller.isOf(closing.responsible()))
            .orElseThrow(() ->
                refused(
                    OTHER, "unknown", "is not a case of this country that your house answers for"));
    if (closing.isChild() && !other.isChild()) {
      throw refused(OTHER, "adult", "is of an adult, and this one of a child");
    }
    if (!conditions.of(closing.id()).equals(conditions.of(other.id()))) {
      throw refused(OTHER, "conditions", "is bound by other conditions of another country");
    }
    return other;
  }

  /** Who sees nothing of one of the two sees nothing of the other. */
  private void shareConflicts(CaseRecord of, CaseRecord with, Bar bar, Instant at, Caller caller) {
    Set<String> barred =
        standing(with).map(ConflictOfInterest::closedTo).collect(Collectors.toSet());
    CaseRecord now = with;
    for (ConflictOfInterest conflict : standing(of).toList()) {
      if (barred.add(conflict.closedTo())) {
        now = bar.close(now, conflict.of(with.id(), at), caller);
      }
    }
  }

  private Stream<ConflictOfInterest> standing(CaseRecord record) {
    return conflicts.of(record.id()).stream().filter(ConflictOfInterest::stands);
  }

  private boolean isClosed(CaseRecord record) {
    return tracks.of(record.id()).stream()
        .anyMatch(it -> AcrossTracks.isOver(it.snapshot().state()));
  }

  /** How one of the two is closed to somebody. */
  private interface Bar {
    CaseRecord close(CaseRecord record, ConflictOfInterest conflict, Caller caller);
  }

  private static RefusedException refused(String input, String code, String detail) {
    return RefusedException.of(
        ProblemType.OTHER_CASE_REFUSED,
        "The two records stay as they are",
        new FieldProblem("inputs." + input, code, detail, List.of()));
  }
}
