package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.AgeFinding;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.KeptClocks;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What is found about a person's age, and what follows at once: whoever may be a child is under the
 * rule for children from that moment on, and leaves it by a decision only.
 */
@ApplicationScoped
@Transactional
public class AgeService {
  private static final TrackCode OVERALL = new TrackCode("overall");

  static final ClockCode GUARDIAN_NAMED = new ClockCode("DL-GUARD");

  /** The clocks that run for children only, by their track. */
  private static final Map<TrackCode, ClockCode> OF_CHILDREN =
      Map.of(OVERALL, GUARDIAN_NAMED, new TrackCode("identification"), new ClockCode("DL-CHILD"));

  private final CaseService cases;
  private final CaseRecords records;
  private final Tracks tracks;
  private final KeptClocks keptClocks;
  private final Mechanisms mechanisms;
  private final NoticeService notices;
  private final DirectoryService directory;
  private final Event<FoundToBeChild> children;
  private final AuditTrail audit;
  private final Clock clock;

  AgeService(
      CaseService cases,
      CaseRecords records,
      Tracks tracks,
      KeptClocks keptClocks,
      Mechanisms mechanisms,
      NoticeService notices,
      DirectoryService directory,
      Event<FoundToBeChild> children,
      AuditTrail audit,
      Clock clock) {
    this.cases = cases;
    this.records = records;
    this.tracks = tracks;
    this.keptClocks = keptClocks;
    this.mechanisms = mechanisms;
    this.notices = notices;
    this.directory = directory;
    this.children = children;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Records what was found. Who was a child and is one no longer has no guardian and no
   * determination of best interests any more.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}; where a child would leave
   *     the rule for children: {@code rule-broken} without a decision of a body for identification
   *     of this country, {@code not-your-turn} for whoever is not the team's case manager
   */
  public CaseRecord record(CaseId id, AgeFinding found, Revision expected, Caller caller) {
    cases.hold(id);
    CaseRecord before = cases.expected(id, expected, caller);
    CaseRecord now = before.aged(found.state(), found.age());
    boolean grown = before.isChild() && !now.isChild();
    if (grown) {
      requireDecision(found, before, caller);
    }
    CaseRecord saved = records.save(grown ? now.determined(null).guardedBy(null) : now);
    audit.append(
        AuditEvent.of(
            "age-recorded",
            id,
            found.id(),
            "state",
            found.state().name(),
            "ground",
            found.ground().name(),
            "decided-by",
            found.decidedBy() == null ? "" : found.decidedBy().toString()));
    if (before.isChild() != saved.isChild()) {
      goOver(saved, caller);
    }
    if (!before.isChild() && saved.isChild()) {
      children.fire(new FoundToBeChild(saved, null));
    }
    return saved;
  }

  /**
   * What was found about the age in another country: doubt that arose there counts for the child
   * here as well. Nobody leaves the rule for children by it.
   *
   * @param on the run by which the two countries speak of the person
   */
  public void hear(CaseId id, AgeState state, @Nullable Integer age, TrackId on, Caller service) {
    CaseRecord before = records.hold(id).orElseThrow(RefusedException::notFound);
    if (before.isChild() || state.rule(age) == AgeRule.ADULT) {
      return;
    }
    CaseRecord saved = records.save(before.aged(state, age));
    audit.append(AuditEvent.of("age-recorded", id, on, "state", state.name(), "ground", "ABROAD"));
    goOver(saved, service);
    children.fire(new FoundToBeChild(saved, on));
  }

  /**
   * A child has lost its guardian: the time to find another one runs, and the coordinator learns of
   * it.
   */
  void withoutGuardian(CaseRecord record, Caller caller) {
    List<TrackInstance> runs = tracks.of(record.id());
    if (runs.stream().noneMatch(AgeService::isOver)) {
      runs.stream()
          .filter(run -> run.snapshot().track().equals(OVERALL))
          .forEach(run -> goOver(run, record, mechanisms.of(record), caller));
    }
  }

  /** Who is a child by the rule of today, and was taken for an adult when the case began. */
  void goOverLate(CaseId id, Caller service) {
    CaseRecord record = records.hold(id).orElseThrow();
    boolean ran =
        keptClocks.of(id).stream().anyMatch(it -> it.clock().code().equals(GUARDIAN_NAMED));
    if (record.isChild() && !ran) {
      goOver(record, service);
    }
  }

  private void requireDecision(AgeFinding found, CaseRecord record, Caller caller) {
    boolean decided =
        directory.withFunction(record.country(), "identification-body").stream()
            .anyMatch(it -> it.id().equals(found.decidedBy()));
    if (!decided) {
      throw RefusedException.of(
          ProblemType.RULE_BROKEN,
          "A child is one until a body for identification of this country decides otherwise",
          FieldProblem.at("decidedBy", "is to be a body that identifies in this country"));
    }
    if (!caller.has(Roles.CASE) || !record.isTeam(caller.organization())) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "The case manager writes the decision down",
          FieldProblem.at("ageState", "waits for R-CASE"));
    }
  }

  /** The runs of an open case under the other rule: their clocks, and whose desks they stand at. */
  private void goOver(CaseRecord record, Caller caller) {
    List<TrackInstance> runs = tracks.of(record.id());
    if (runs.stream().anyMatch(AgeService::isOver)) {
      return;
    }
    Mechanism mechanism = mechanisms.of(record);
    runs.forEach(run -> goOver(run, record, mechanism, caller));
  }

  private void goOver(TrackInstance run, CaseRecord record, Mechanism mechanism, Caller caller) {
    Instant now = clock.instant();
    List<RunningClock> clocks = clocks(run, record, mechanism, now);
    if (!clocks.equals(run.snapshot().clocks()) || isForHerOrGuardian(run, mechanism)) {
      TrackInstance after = run.with(run.snapshot().with(clocks), run.since());
      tracks.save(after, Waiting.of(after, record, mechanism, now));
      tell(run, after, record, mechanism, caller);
    }
  }

  private static List<RunningClock> clocks(
      TrackInstance run, CaseRecord record, Mechanism mechanism, Instant now) {
    List<RunningClock> running = run.snapshot().clocks();
    ClockCode code = OF_CHILDREN.get(run.snapshot().track());
    if (code == null) {
      return running;
    }
    Stream<RunningClock> others = running.stream().filter(it -> !it.code().equals(code));
    Stream<RunningClock> ofChildren =
        record.isChild() && isAnswered(code, run, mechanism)
            ? run
                .snapshot()
                .clock(code)
                .or(() -> mechanism.started(code, record.ageRule(), now))
                .stream()
            : Stream.of();
    return Stream.concat(others, ofChildren).toList();
  }

  /**
   * Whether a step answers it: the case's own clock in every state, any other one in this state.
   */
  private static boolean isAnswered(ClockCode code, TrackInstance run, Mechanism mechanism) {
    return run.snapshot().track().equals(OVERALL)
        || mechanism
            .track(run.snapshot().track())
            .orElseThrow()
            .leaving(run.snapshot().state())
            .stream()
            .anyMatch(step -> step.stops().contains(new ClockRef.One(code)));
  }

  /** The coordinator learns of a child that was an adult, and until when somebody speaks for it. */
  private void tell(
      TrackInstance before,
      TrackInstance after,
      CaseRecord record,
      Mechanism mechanism,
      Caller caller) {
    ClockCode code = OF_CHILDREN.get(after.snapshot().track());
    if (code == null) {
      return;
    }
    boolean ran = before.snapshot().clock(code).isPresent();
    boolean runs = after.snapshot().clock(code).isPresent();
    if (ran && !runs) {
      notices.end(Set.of(code), after, "age-recorded", caller);
    } else if (!ran && runs && after.snapshot().track().equals(OVERALL)) {
      Set<String> desks = Waiting.desks(About.ALARM.tells(), after, record, mechanism);
      notices.put(About.ALARM, code, after, desks);
    }
  }

  private static boolean isForHerOrGuardian(TrackInstance run, Mechanism mechanism) {
    List<Performer> waitsFor =
        mechanism
            .track(run.snapshot().track())
            .orElseThrow()
            .state(run.snapshot().state())
            .waitsFor();
    return waitsFor.stream().anyMatch(it -> it.isPerson() || it.isGuardian());
  }

  private static boolean isOver(TrackInstance run) {
    return run.snapshot().track().equals(OVERALL) && AcrossTracks.isOver(run.snapshot().state());
  }
}
