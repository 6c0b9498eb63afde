package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.uputnica.consent.ConditionService;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.DeviceTime;
import org.uputnica.mechanism.domain.Evaluation;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the tracks of cases: what is open, and taking a step. */
@ApplicationScoped
@Transactional
public class TrackService {
  private static final TrackCode IDENTIFICATION = new TrackCode("identification");

  /** The tracks every case has from the beginning. */
  private static final List<TrackCode> FROM_THE_BEGINNING =
      List.of(new TrackCode("assistance"), IDENTIFICATION, new TrackCode("overall"));

  private static final String COMPETENT_BODY = "identification-body";

  /** Inputs that name who is to receive. */
  private static final List<String> RECEIVERS = List.of("receiving-organization", COMPETENT_BODY);

  private final Mechanisms mechanisms;
  private final CaseRecords records;
  private final Tracks tracks;
  private final Procedure procedure;
  private final NoticeService notices;
  private final ConditionService conditions;
  private final TakenSteps takenSteps;
  private final OtherRuns others;
  private final Clock clock;

  TrackService(
      Mechanisms mechanisms,
      CaseRecords records,
      Tracks tracks,
      Procedure procedure,
      NoticeService notices,
      ConditionService conditions,
      TakenSteps takenSteps,
      OtherRuns others,
      Clock clock) {
    this.mechanisms = mechanisms;
    this.records = records;
    this.tracks = tracks;
    this.procedure = procedure;
    this.notices = notices;
    this.conditions = conditions;
    this.takenSteps = takenSteps;
    this.others = others;
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
    return open(
        id, code, record, parties, inputs, it -> Procedure.actor(it, record, caller, SaidBy.ACTOR));
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
    return open(id, code, hold(record.id()), parties, inputs, opener);
  }

  private TrackInstance open(
      TrackId id,
      TrackCode code,
      HeldCase held,
      Map<Party, OrganizationId> parties,
      Map<String, String> inputs,
      Function<TrackInstance, Actor> opener) {
    TrackInstance track = opened(id, code, held.record(), held.runs(), parties, inputs, opener);
    tracks.add(track, procedure.waiting(track, held.record()));
    return track;
  }

  /**
   * Begins the process of a case that has just been registered: opens the runs every case has and
   * takes the first steps of its identification. Written once, as it stands at the end.
   *
   * @return the runs with their steps as this caller sees them
   * @throws RefusedException what {@link #take} refuses
   */
  public List<Seen> begin(CaseRecord record, List<FirstStep> identification, Caller caller) {
    Function<TrackInstance, Actor> here = it -> Procedure.actor(it, record, caller, SaidBy.ACTOR);
    Map<TrackCode, TrackInstance> runs = openedAtFirst(record, here);
    List<ConsentStatement> said = procedure.said(record);
    List<TakenStep> steps = new ArrayList<>();
    Instant now = clock.instant();
    TrackInstance run = Objects.requireNonNull(runs.get(IDENTIFICATION));
    for (FirstStep first : identification) {
      TakeStep wish = TakeStep.following(run.id(), first.step(), first.inputs());
      TrackInstance before = withNamedParty(run, wish);
      List<TrackInstance> all = List.copyOf(runs.values());
      Moved moved = procedure.move(before, record, all, said, wish, here.apply(before), now);
      steps.add(takenSteps.of(before, moved, wish, caller, now));
      run = before.with(moved.after(), now);
      runs.put(IDENTIFICATION, run);
    }
    runs.values().forEach(it -> tracks.add(it, procedure.waiting(it, record)));
    steps.forEach(tracks::keep);
    return procedure.seen(record, List.copyOf(runs.values()), said, caller);
  }

  /** As {@link #begin(CaseRecord, List, Caller)}, for somebody who is not at this desk. */
  public void begin(CaseRecord record, Actor actor) {
    openedAtFirst(record, _ -> actor)
        .values()
        .forEach(it -> tracks.add(it, procedure.waiting(it, record)));
  }

  private Map<TrackCode, TrackInstance> openedAtFirst(
      CaseRecord record, Function<TrackInstance, Actor> opener) {
    Map<TrackCode, TrackInstance> runs = new LinkedHashMap<>();
    for (TrackCode code : FROM_THE_BEGINNING) {
      Map<Party, OrganizationId> parties = Map.of(Party.OWNER, record.responsible());
      TrackId id = new TrackId(Ids.random());
      runs.put(code, opened(id, code, record, List.of(), parties, Map.of(), opener));
    }
    return runs;
  }

  private TrackInstance opened(
      TrackId id,
      TrackCode code,
      CaseRecord record,
      List<TrackInstance> all,
      Map<Party, OrganizationId> parties,
      Map<String, String> inputs,
      Function<TrackInstance, Actor> opener) {
    requireFree(record, inputs);
    TrackInstance track = procedure.opened(id, code, record, all, parties, inputs, opener);
    takenSteps.opened(track);
    return track;
  }

  /**
   * A case and its runs as they stand now, kept from others until the transaction ends.
   *
   * @throws RefusedException {@code not-found}
   */
  public HeldCase hold(CaseId id) {
    return held(records.hold(id));
  }

  /**
   * As {@link #hold(CaseId)}, the case of this run. What a room keeps of the run is read after it.
   */
  public HeldCase hold(TrackId run) {
    return held(records.hold(run));
  }

  /**
   * As {@link #hold(CaseId)}, for a step that may name another case: of two who name each other's
   * one waits.
   */
  public HeldCase hold(CaseId id, TakeStep wish) {
    Duplicates.named(wish)
        .filter(other -> other.value().compareTo(id.value()) < 0)
        .ifPresent(records::hold);
    return hold(id);
  }

  private HeldCase held(Optional<CaseRecord> found) {
    CaseRecord record = found.orElseThrow(RefusedException::notFound);
    return new HeldCase(record, tracks.of(record.id()));
  }

  /**
   * Takes a step.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}, {@code step-not-open},
   *     {@code not-your-turn}, {@code guard-not-met}, {@code consent-missing} or {@code
   *     invalid-value}; nothing has changed then
   */
  public Taken take(HeldCase held, TakeStep wish, Caller caller) {
    return take(
        held, wish, caller, track -> Procedure.actor(track, held.record(), caller, wish.saidBy()));
  }

  /**
   * Takes a step for somebody who is not at this desk: the other country, by its signed message, or
   * the person whose withdrawal was just written down.
   */
  public Taken takeFor(HeldCase held, TakeStep wish, Caller caller, Actor actor) {
    return take(held, wish, caller, _ -> actor);
  }

  private Taken take(
      HeldCase held, TakeStep wish, Caller caller, Function<TrackInstance, Actor> taker) {
    TrackInstance track = held.run(wish.track());
    CaseRecord record = held.record();
    if (wish.expected() != null) {
      wish.expected().require(track.revision());
    }
    Instant now = clock.instant();
    DeviceTime.requireOfStep(wish.deviceTime(), record.deviceTime(), now);
    requireFree(record, wish.inputs());
    TrackInstance named = withNamedParty(track, wish);
    Moved moved =
        procedure.move(
            named, record, held.runs(), procedure.said(record), wish, taker.apply(named), now);
    TrackInstance after = named.with(moved.after(), now);
    TrackInstance saved = tracks.save(after, procedure.waiting(after, record));
    tracks.keep(takenSteps.of(named, moved, wish, caller, now));
    others.follow(moved, record, held.runs(), caller);
    notices.carry(saved, record, moved, caller);
    return new Taken(saved, record, moved);
  }

  /** The runs of a case, each with its steps as this caller sees them. */
  public List<Seen> options(CaseRecord record, Caller caller) {
    return procedure.seen(record, tracks.of(record.id()), procedure.said(record), caller);
  }

  /**
   * Runs that may begin now, or why not, as this caller sees them.
   *
   * @param all the runs the case has
   */
  public List<Opening> openings(CaseRecord record, List<TrackInstance> all, Caller caller) {
    return procedure.openings(record, all, caller);
  }

  /**
   * Begins a run at somebody's wish, where the case may have one more of its kind.
   *
   * @throws RefusedException {@code invalid-value} for a track that is not there, {@code
   *     step-not-open} when its one run is there already, and what {@link #open} refuses
   */
  public TrackInstance begin(
      TrackId id, TrackCode code, CaseRecord record, Map<String, String> inputs, Caller caller) {
    HeldCase held = hold(record.id());
    procedure.requireRoom(code, held.record(), held.runs());
    return open(
        id,
        code,
        held,
        Map.of(Party.OWNER, held.record().responsible()),
        inputs,
        it -> Procedure.actor(it, held.record(), caller, SaidBy.ACTOR));
  }

  /** The runs of a case without their steps. */
  public List<TrackInstance> of(CaseId id) {
    return tracks.of(id);
  }

  /** The runs of a track that stand in one of these states although the person has died. */
  public List<TrackId> ofTheDead(TrackCode track, Set<String> states) {
    return tracks.ofTheDead(track, states);
  }

  /**
   * One run.
   *
   * @throws RefusedException {@code not-found} when it is absent or out of the caller's sight
   */
  public TrackInstance require(TrackId id) {
    return tracks.find(id).orElseThrow(RefusedException::notFound);
  }

  /** Code of the state a run is in; found as by {@link #require}. */
  public String state(TrackId id) {
    return require(id).snapshot().state().value();
  }

  /** The steps of one run, oldest first. */
  public List<TakenStep> history(TrackId id) {
    return tracks.history(id);
  }

  /** The steps of all runs of a case, by run, oldest first. */
  public Map<TrackId, List<TakenStep>> histories(CaseId id) {
    return tracks.histories(id);
  }

  /** Makes an organisation a party of a run, such as the service a referral is for. */
  public TrackInstance name(
      TrackInstance track, Party party, OrganizationId organization, CaseRecord record) {
    Map<Party, OrganizationId> parties = new EnumMap<>(Party.class);
    parties.putAll(track.parties());
    parties.put(party, organization);
    TrackInstance named = track.with(parties);
    return tracks.save(named, procedure.waiting(named, record));
  }

  /** Puts a track before one desk although no step of the procedure waits for it. */
  public void callUpon(TrackId id, String role, OrganizationId organization) {
    tracks.callUpon(id, role + '@' + organization);
  }

  /**
   * A body named with the step is party to it from then on: the guard asks for the consent towards
   * that body. A competent body named anew takes the place of the one before.
   */
  private TrackInstance withNamedParty(TrackInstance track, TakeStep wish) {
    Optional<Step> step =
        mechanisms
            .of(track.country(), track.mechanismVersion())
            .track(track.snapshot().track())
            .orElseThrow()
            .step(track.snapshot().state(), wish.step());
    Optional<OrganizationId> named =
        step.flatMap(it -> InputReader.namedCounterpart(it, wish.inputs()));
    boolean anew = wish.inputs().containsKey(COMPETENT_BODY);
    if (named.isEmpty() || track.parties().containsKey(Party.COUNTERPART) && !anew) {
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

  /**
   * A step taken with the registration.
   *
   * @param inputs as sent, by name
   */
  public record FirstStep(String step, Map<String, String> inputs) {}

  /** How the beginning of one more run looks to a caller: open, or closed with the reasons. */
  public record Opening(TrackCode track, StepOption step) {}

  /** One run as a caller sees it. */
  public record Seen(TrackInstance track, Mechanism mechanism, Evaluation evaluation) {}
}
