package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Evaluation;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.mechanism.domain.WorkEntry;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the tracks of cases: what is open, and taking a step. */
@ApplicationScoped
@Transactional
public class TrackService {
  /** The tracks every case has from the beginning. */
  public static final List<TrackCode> FROM_THE_BEGINNING =
      List.of(
          new TrackCode("overall"), new TrackCode("identification"), new TrackCode("assistance"));

  private static final String LIST = "worklist";

  /** Inputs that name who is to receive. */
  private static final List<String> RECEIVERS =
      List.of("receiving-organization", "identification-body");

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private final Mechanisms mechanisms;
  private final CaseRecords records;
  private final Tracks tracks;
  private final FactBook facts;
  private final NoticeService notices;
  private final ConditionService conditions;
  private final Instance<FactSource> sources;
  private final AuditTrail audit;
  private final Clock clock;

  TrackService(
      Mechanisms mechanisms,
      CaseRecords records,
      Tracks tracks,
      FactBook facts,
      NoticeService notices,
      ConditionService conditions,
      Instance<FactSource> sources,
      AuditTrail audit,
      Clock clock) {
    this.mechanisms = mechanisms;
    this.records = records;
    this.tracks = tracks;
    this.facts = facts;
    this.notices = notices;
    this.conditions = conditions;
    this.sources = sources;
    this.audit = audit;
    this.clock = clock;
  }

  /** Opens a run of a track. The caller's right to do so is what the track's opening row says. */
  public TrackInstance open(
      TrackId id,
      TrackCode code,
      CaseRecord record,
      Map<Party, OrganizationId> parties,
      Map<String, String> inputs,
      Caller caller) {
    return open(id, code, record, parties, inputs, it -> actor(it, record, caller, SaidBy.ACTOR));
  }

  /**
   * Opens a run as somebody who is not at this desk: a message from abroad, or what follows from a
   * step.
   */
  public TrackInstance open(
      TrackId id,
      TrackCode code,
      CaseRecord record,
      Map<Party, OrganizationId> parties,
      Map<String, String> inputs,
      Function<TrackInstance, Actor> opener) {
    Mechanism mechanism = mechanisms.current(record.country());
    requireFree(record, inputs);
    Instant now = clock.instant();
    TrackInstance unopened =
        new TrackInstance(
            id,
            record.id(),
            record.country(),
            TrackSnapshot.of(code, mechanism.track(code).orElseThrow().opening().to()),
            parties,
            mechanism.version(),
            now,
            0);
    Actor actor = opener.apply(unopened);
    StepResult result =
        mechanism.open(
            code, actor, InputReader.opening(inputs), facts.atOpening(record, now).build(), now);
    Moved moved =
        switch (result) {
          case Moved it -> it;
          case StepRefusal refusal -> throw new RefusedException(new StepRefused(refusal));
        };
    TrackInstance track = unopened.with(moved.after(), now);
    tracks.add(track, Waiting.of(track, record, mechanism));
    audit.append(AuditEvent.of("track-opened", record.id(), id, "track", code.value()));
    return track;
  }

  /**
   * Takes a step.
   *
   * @throws RefusedException {@code stale-revision}, {@code step-not-open}, {@code not-your-turn},
   *     {@code guard-not-met}, {@code consent-missing} or {@code invalid-value}; nothing has
   *     changed then
   */
  public Taken take(TakeStep wish, Caller caller) {
    return take(wish, caller, (track, record) -> actor(track, record, caller, wish.saidBy()));
  }

  /**
   * Takes a step for somebody who is not at this desk: the other country, by its signed message, or
   * the person whose withdrawal was just written down.
   */
  public Taken takeFor(TakeStep wish, Caller caller, Actor actor) {
    return take(wish, caller, (_, _) -> actor);
  }

  private Taken take(
      TakeStep wish, Caller caller, BiFunction<TrackInstance, CaseRecord, Actor> taker) {
    TrackInstance track = require(wish.track());
    CaseRecord record = records.find(track.caseId()).orElseThrow(RefusedException::notFound);
    if (wish.expected() != null) {
      wish.expected().require(track.revision());
    }
    Instant now = clock.instant();
    checkDeviceTime(wish.deviceTime(), now);
    requireFree(record, wish.inputs());
    Mechanism mechanism = mechanisms.current(record.country());
    TrackInstance named = withNamedParty(track, wish, mechanism);
    Actor actor = taker.apply(named, record);
    StepInputs inputs = InputReader.read(mechanism, track.snapshot(), wish.step(), wish.inputs());
    StepResult result =
        mechanism.take(
            track.snapshot(),
            wish.step(),
            actor,
            inputs,
            collect(named, record, tracks.of(record.id()), facts.said(record), now),
            now);
    return switch (result) {
      case Moved moved -> keep(named, record, moved, wish, mechanism, caller, now);
      case StepRefusal refusal -> throw new RefusedException(new StepRefused(refusal));
    };
  }

  /** The runs of a case, each with its steps as this caller sees them. */
  public List<Seen> options(CaseRecord record, Caller caller) {
    Instant now = clock.instant();
    List<Seen> seen = new ArrayList<>();
    List<TrackInstance> all = tracks.of(record.id());
    List<ConsentStatement> said = facts.said(record);
    for (TrackInstance track : all) {
      Mechanism mechanism = mechanisms.current(record.country());
      Actor actor = actor(track, record, caller, SaidBy.ACTOR);
      Evaluation evaluation =
          mechanism.evaluate(track.snapshot(), actor, collect(track, record, all, said, now));
      seen.add(new Seen(track, mechanism, evaluation));
    }
    return seen;
  }

  /** The runs of a case without their steps. */
  public List<TrackInstance> of(CaseId id) {
    return tracks.of(id);
  }

  /**
   * One run.
   *
   * @throws RefusedException {@code not-found} when it is absent or out of the caller's sight
   */
  public TrackInstance require(TrackId id) {
    return tracks.find(id).orElseThrow(RefusedException::notFound);
  }

  /** The steps of one run, oldest first. */
  public List<TakenStep> history(TrackId id) {
    return tracks.history(id);
  }

  /** Makes an organisation a party of a run, such as the service a referral is for. */
  public TrackInstance name(
      TrackInstance track, Party party, OrganizationId organization, CaseRecord record) {
    Map<Party, OrganizationId> parties = new EnumMap<>(Party.class);
    parties.putAll(track.parties());
    parties.put(party, organization);
    TrackInstance named = track.with(parties);
    return tracks.save(named, waiting(named, record));
  }

  /** What waits for the caller, most urgent first. */
  public Page<WorkEntry> work(Caller caller, @Nullable String cursor, int limit) {
    List<WorkEntry> found =
        tracks.waitingFor(Waiting.desksOf(caller), Cursor.read(LIST, 2, cursor), limit + 1);
    return Page.of(LIST, found, limit, it -> List.of(it.rank().toString(), it.line().toString()));
  }

  private Taken keep(
      TrackInstance before,
      CaseRecord record,
      Moved moved,
      TakeStep wish,
      Mechanism mechanism,
      Caller caller,
      Instant now) {
    TrackInstance after = before.with(moved.after(), now);
    TrackInstance saved = tracks.save(after, Waiting.of(after, record, mechanism));
    tracks.keep(
        new TakenStep(
            Ids.random(),
            record.id(),
            before.id(),
            record.country(),
            caller.organization(),
            wish.step(),
            before.snapshot().state(),
            moved.after().state(),
            moved.saidBy(),
            moved.inputs().values().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> String.valueOf(it.getValue()))),
            wish.deviceTime(),
            now));
    audit.append(
        AuditEvent.of(
            "step-taken",
            record.id(),
            before.id(),
            "step",
            wish.step().value(),
            "from",
            before.snapshot().state().value(),
            "to",
            moved.after().state().value(),
            "saidBy",
            moved.saidBy().name()));
    openNewRuns(moved, record, caller);
    notices.carry(saved, record, moved, caller);
    return new Taken(saved, record, moved);
  }

  private void openNewRuns(Moved moved, CaseRecord record, Caller caller) {
    for (Effect effect : moved.effects()) {
      String track =
          switch (effect) {
            case NEW_IDENTIFICATION_RUN -> "identification";
            case NEW_ASSISTANCE_RUN -> "assistance";
            case RECALL,
                OPEN_IDENTITY,
                CLOSE_ACCESS,
                NARROW_ACCESS,
                RELEASE_PLACE,
                WITHDRAW_SIBLINGS,
                TELL_REFERRER,
                ALARM_COORDINATOR,
                ALARM_BOTH_COORDINATORS,
                CONSIDER_MISSING,
                REPORT_MISSING_CHILD,
                OFFER_SCREENING,
                REOPEN_SOLUTION ->
                "";
          };
      if (!track.isEmpty()) {
        open(
            new TrackId(Ids.random()),
            new TrackCode(track),
            record,
            Map.of(Party.OWNER, record.responsible()),
            Map.of(),
            caller);
      }
    }
  }

  /**
   * A body named with the step is party to it from then on: the guard asks for the consent towards
   * that body.
   */
  private TrackInstance withNamedParty(TrackInstance track, TakeStep wish, Mechanism mechanism) {
    Optional<Step> step =
        mechanism
            .track(track.snapshot().track())
            .orElseThrow()
            .step(track.snapshot().state(), wish.step());
    Optional<OrganizationId> named =
        step.flatMap(it -> InputReader.namedCounterpart(it, wish.inputs()));
    if (named.isEmpty() || track.parties().containsKey(Party.COUNTERPART)) {
      return track;
    }
    Map<Party, OrganizationId> parties = new EnumMap<>(Party.class);
    parties.putAll(track.parties());
    parties.put(Party.COUNTERPART, named.get());
    records.involve(track.caseId(), named.get());
    return track.with(parties);
  }

  /** Nobody is asked, offered or handed the person whom a condition keeps out. */
  private void requireFree(CaseRecord record, Map<String, String> inputs) {
    for (String receiver : RECEIVERS) {
      InputReader.organization(inputs.get(receiver))
          .ifPresent(it -> conditions.requireFree(record.id(), it));
    }
  }

  private Waiting waiting(TrackInstance track, CaseRecord record) {
    return Waiting.of(track, record, mechanisms.current(record.country()));
  }

  private Facts collect(
      TrackInstance track,
      CaseRecord record,
      List<TrackInstance> all,
      List<ConsentStatement> said,
      Instant now) {
    Facts.Builder known = facts.of(track, record, all, said, now);
    boolean late = track.snapshot().clocks().stream().anyMatch(it -> it.passed(now));
    known.fact(Fact.ESCALATED, late && tracks.isSilent(track.id(), now));
    sources.forEach(source -> source.bring(track, record, known));
    return known.build();
  }

  private static Actor actor(TrackInstance track, CaseRecord record, Caller caller, SaidBy saidBy) {
    return caller.reach() == Reach.NODE
        ? Actor.SYSTEM
        : new Actor(caller.roles(), track.partiesOf(caller, record), saidBy);
  }

  private static void checkDeviceTime(@Nullable Instant deviceTime, Instant now) {
    if (deviceTime != null && deviceTime.isAfter(now.plus(CLOCK_SKEW))) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The clock of the device is ahead",
          FieldProblem.at("deviceTime", "is in the future"));
    }
  }

  /** One run as a caller sees it. */
  public record Seen(TrackInstance track, Mechanism mechanism, Evaluation evaluation) {}
}
