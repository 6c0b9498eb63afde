package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.mechanism.TrackService.Opening;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Evaluation;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Safeguards;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The country's procedure applied to one case: collects the facts, asks the mechanism, writes
 * nothing.
 */
@ApplicationScoped
class Procedure {
  private static final Guard OPEN = new Guard.Holds(Fact.CASE_OPEN);

  private final Mechanisms mechanisms;
  private final FactBook facts;
  private final Tracks tracks;
  private final Instance<FactSource> sources;
  private final Clock clock;

  Procedure(
      Mechanisms mechanisms,
      FactBook facts,
      Tracks tracks,
      Instance<FactSource> sources,
      Clock clock) {
    this.mechanisms = mechanisms;
    this.facts = facts;
    this.tracks = tracks;
    this.sources = sources;
    this.clock = clock;
  }

  /** What was said about a case; read once for all its runs. */
  List<ConsentStatement> said(CaseRecord record) {
    return facts.said(record);
  }

  /**
   * A run as it begins; the caller's right to begin it is what the track's opening row says.
   *
   * @param all the runs the case has
   */
  TrackInstance opened(
      TrackId id,
      TrackCode code,
      CaseRecord record,
      List<TrackInstance> all,
      Map<Party, OrganizationId> parties,
      Map<String, String> inputs,
      Function<TrackInstance, Actor> opener) {
    Mechanism mechanism = mechanisms.of(record);
    Instant now = clock.instant();
    Facts known = facts.atOpening(record, all, now).build();
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
        mechanism.open(code, actor, InputReader.opening(mechanism, code, inputs), known, now);
    Moved moved =
        switch (result) {
          case Moved it -> it;
          case StepRefusal refusal -> throw new RefusedException(new StepRefused(refusal));
        };
    requireOpen(moved.step().code(), known);
    return unopened.with(moved.after(), now);
  }

  /** Whatever the version of the case says: nothing begins in a case that is over. */
  private static void requireOpen(StepCode opening, Facts known) {
    if (!OPEN.test(known)) {
      throw refused(opening, OPEN, known);
    }
  }

  private static RefusedException refused(StepCode step, Guard unmet, Facts known) {
    return new RefusedException(
        new StepRefused(new StepRefusal.GuardNotMet(step, List.of(unmet.reason(known)))));
  }

  /** How the beginning of a run looks, for every track of which the case may have one more. */
  List<Opening> openings(CaseRecord record, List<TrackInstance> all, Caller caller) {
    Mechanism mechanism = mechanisms.of(record);
    Facts known = facts.atOpening(record, all, clock.instant()).build();
    return mechanism.tracks().stream()
        .filter(track -> hasRoom(track, all))
        .map(track -> {
          TrackInstance unopened = unopened(new TrackId(Ids.random()), track, record);
          Actor actor = actor(unopened, record, caller, SaidBy.ACTOR);
          return new Opening(track.code(), mechanism.opening(track.code(), actor, known));
        })
        .filter(it -> known.holds(Fact.CASE_OPEN) || !it.step().isOpen())
        .toList();
  }

  /** Refuses a run of which the case cannot have one more. */
  void requireRoom(TrackCode code, CaseRecord record, List<TrackInstance> all) {
    Mechanism mechanism = mechanisms.of(record);
    Track track =
        mechanism
            .track(code)
            .orElseThrow(() ->
                RefusedException.of(
                    ProblemType.INVALID_VALUE,
                    "The procedure has no such track",
                    FieldProblem.at(
                        "track",
                        "is not a track",
                        mechanism.tracks().stream().map(it -> it.code().value()).toList())));
    if (!hasRoom(track, all)) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "The case has this track already",
          FieldProblem.at("track", "runs already"));
    }
  }

  private static boolean hasRoom(Track track, List<TrackInstance> all) {
    List<TrackInstance> same =
        all.stream().filter(it -> it.snapshot().track().equals(track.code())).toList();
    return switch (track.instances()) {
      case ONE -> same.isEmpty();
      case ONE_AT_A_TIME ->
          same.stream().allMatch(it -> track.state(it.snapshot().state()).kind() == State.Kind.END);
      case MANY -> true;
    };
  }

  private TrackInstance unopened(TrackId id, Track track, CaseRecord record) {
    return new TrackInstance(
        id,
        record.id(),
        record.country(),
        TrackSnapshot.of(track.code(), track.opening().to()),
        Map.of(Party.OWNER, record.responsible()),
        mechanisms.of(record).version(),
        clock.instant(),
        0);
  }

  /**
   * What the step makes of the run; nothing is written.
   *
   * @throws RefusedException {@code step-not-open}, {@code not-your-turn}, {@code guard-not-met},
   *     {@code consent-missing} or {@code invalid-value}
   */
  Moved move(
      TrackInstance track,
      CaseRecord record,
      List<TrackInstance> all,
      List<ConsentStatement> said,
      TakeStep wish,
      Actor actor,
      Instant now) {
    Mechanism mechanism = mechanisms.of(record);
    Facts known = collecting(record, all, List.of(track), said, now).apply(track);
    TrackSnapshot at =
        Safeguards.unassessed(track.snapshot(), known)
            .filter(_ -> Safeguards.assesses(wish.step()))
            .orElse(track.snapshot());
    StepInputs inputs = InputReader.read(mechanism, at, wish.step(), wish.inputs());
    Moved moved =
        switch (mechanism.take(at, wish.step(), actor, inputs, known, now)) {
          case Moved it -> at.equals(track.snapshot()) ? it : it.staying(track.snapshot());
          case StepRefusal refusal -> throw new RefusedException(new StepRefused(refusal));
        };
    Optional<StateCode> overall = FactBook.overall(all);
    Track of = mechanism.track(track.snapshot().track()).orElseThrow();
    Safeguards.unmet(moved.step(), of, overall, known)
        .ifPresent(guard -> {
          throw refused(wish.step(), guard, known);
        });
    return Safeguards.hold(moved, overall, known, mechanism);
  }

  /** Each run with its steps, open or why not, as this caller sees them. */
  List<Seen> seen(
      CaseRecord record, List<TrackInstance> all, List<ConsentStatement> said, Caller caller) {
    Instant now = clock.instant();
    Mechanism mechanism = mechanisms.of(record);
    Function<TrackInstance, Facts> known = collecting(record, all, all, said, now);
    return all.stream()
        .map(track -> {
          Facts facts = known.apply(track);
          Actor actor = actor(track, record, caller, SaidBy.ACTOR);
          List<StepOption> steps = options(mechanism, track.snapshot(), actor, facts);
          return new Seen(track, mechanism, safeguarded(track, steps, mechanism, all, facts));
        })
        .toList();
  }

  private static List<StepOption> options(
      Mechanism mechanism, TrackSnapshot run, Actor actor, Facts known) {
    Stream<StepOption> late =
        Safeguards.unassessed(run, known).stream()
            .flatMap(at -> mechanism.evaluate(at, actor, known).options().stream())
            .filter(it -> Safeguards.assesses(it.step().code()))
            .map(it -> it.staying(run.state()));
    return Stream.concat(mechanism.evaluate(run, actor, known).options().stream(), late).toList();
  }

  private static Evaluation safeguarded(
      TrackInstance run,
      List<StepOption> steps,
      Mechanism mechanism,
      List<TrackInstance> all,
      Facts known) {
    Optional<StateCode> overall = FactBook.overall(all);
    Track track = mechanism.track(run.snapshot().track()).orElseThrow();
    return new Evaluation(
        run.snapshot(),
        steps.stream()
            .map(it ->
                Safeguards.unmet(it.step(), track, overall, known)
                    .map(guard ->
                        it.closed(new ClosedReason.GuardNotMet(guard, guard.reason(known))))
                    .orElse(it))
            .toList());
  }

  Waiting waiting(TrackInstance track, CaseRecord record) {
    return Waiting.of(track, record, mechanisms.of(record));
  }

  /** Facts by run: whatever is kept elsewhere is read once, for all of these runs. */
  private Function<TrackInstance, Facts> collecting(
      CaseRecord record,
      List<TrackInstance> all,
      List<TrackInstance> runs,
      List<ConsentStatement> said,
      Instant now) {
    Past past = new Past(tracks, record.id());
    List<FactSource.Known> rooms = sources.stream().map(source -> source.about(runs)).toList();
    return track -> {
      Facts.Builder known = facts.of(track, record, all, said, past, now);
      boolean late = track.snapshot().clocks().stream().anyMatch(it -> it.passed(now));
      known.fact(Fact.ESCALATED, late && tracks.isSilent(track.id(), now));
      rooms.forEach(room -> room.bring(track, record, said, known));
      return known.build();
    };
  }

  static Actor actor(TrackInstance track, CaseRecord record, Caller caller, SaidBy saidBy) {
    return caller.reach() == Reach.NODE
        ? Actor.SYSTEM
        : new Actor(caller.roles(), track.partiesOf(caller, record), saidBy);
  }
}
