package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.TrackService.Opening;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the steps of a case as its people see them. */
@ApplicationScoped
@Transactional
public class StepService {
  /** Carried out by rooms of their own, with what their steps bring about. */
  private static final Set<String> ELSEWHERE = Set.of("referral", "cross-border");

  /** Nothing a shelter, a border post or the identifying body has to know in order to help. */
  private static final Set<String> OWN_QUESTIONS =
      Set.of("legal-status", "justice", "durable-solution");

  private final CaseService cases;
  private final TrackService tracks;
  private final Event<Taken> followers;

  StepService(CaseService cases, TrackService tracks, Event<Taken> followers) {
    this.cases = cases;
    this.tracks = tracks;
    this.followers = followers;
  }

  /** A case and where its tracks stand. */
  public Standing standing(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    return new Standing(
        record, tracks.of(id).stream().filter(it -> concerns(it, record, caller)).toList());
  }

  /** All tracks of a case with their steps, open or why not. */
  public Overview overview(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    List<Seen> seen = tracks.options(record, caller);
    List<TrackInstance> all = seen.stream().map(Seen::track).toList();
    return new Overview(
        record,
        seen.stream().filter(it -> concerns(it.track(), record, caller)).toList(),
        tracks.openings(record, all, caller).stream()
            .filter(it -> !ELSEWHERE.contains(it.track().value()))
            .filter(it -> it.step().isOpen())
            .toList());
  }

  /**
   * Begins a run of a track that no other room carries out: a question of stay, a proceeding, the
   * comparison of solutions.
   *
   * @throws RefusedException {@code not-found}, {@code step-not-open} for a referral or a request,
   *     or what {@link TrackService#begin(TrackId, TrackCode, CaseRecord, Map, Caller)} refuses
   */
  public TrackInstance open(
      CaseId id, TrackId run, TrackCode track, Map<String, String> inputs, Caller caller) {
    cases.hold(id);
    CaseRecord record = cases.require(id, caller);
    if (ELSEWHERE.contains(track.value())) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "Draft the referral or the request itself",
          FieldProblem.at("track", "is a referral or a cross-border request"));
    }
    return tracks.begin(run, track, record, inputs, caller);
  }

  /**
   * Takes a step of a track that no other room carries out. What follows from it elsewhere is done
   * by the rooms above, which observe {@link Taken} in the same transaction.
   *
   * @throws RefusedException {@code not-found}, {@code step-not-open} for a referral's or a
   *     request's step, or what {@link TrackService#take} refuses
   */
  public Taken take(CaseId id, TakeStep wish, Caller caller) {
    HeldCase held = tracks.hold(id, wish);
    CaseRecord record = cases.require(id, caller);
    if (ELSEWHERE.contains(held.run(wish.track()).snapshot().track().value())) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "Take it on the referral or the request itself",
          FieldProblem.at("trackId", "is a referral or a cross-border request"));
    }
    Taken taken = tracks.take(held, wish, caller);
    followers.fire(taken);
    String risk = wish.inputs().get("risk-level");
    if (risk != null) {
      cases.noteRisk(record.id(), RiskLevel.valueOf(risk));
    }
    return taken;
  }

  /**
   * Who else was asked, here or abroad, and what she decides about stay, courts and her future, is
   * for the team, the guardian and the coordinator; the latter also for the lawyer who serves her.
   */
  private static boolean concerns(TrackInstance track, CaseRecord record, Caller caller) {
    String code = track.snapshot().track().value();
    boolean hers = OWN_QUESTIONS.contains(code);
    return (!ELSEWHERE.contains(code) && !hers)
        || (hers && caller.has(Roles.LAW))
        || record.isTeam(caller.organization())
        || caller.organization().equals(record.guardian())
        || caller.watchesCountry()
        || track.parties().containsValue(caller.organization());
  }

  /** A case, its tracks and the steps they have taken, as this caller sees them. */
  public Next next(CaseId id, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    List<Seen> seen =
        tracks.options(record, caller).stream()
            .filter(it -> concerns(it.track(), record, caller))
            .toList();
    return new Next(record, seen, tracks.histories(id));
  }

  /** A case and its tracks. */
  public record Standing(CaseRecord record, List<TrackInstance> tracks) {}

  /**
   * What one caller can do next in a case.
   *
   * @param taken the steps taken, by run
   */
  public record Next(CaseRecord record, List<Seen> seen, Map<TrackId, List<TakenStep>> taken) {
    /** Steps of the map ({@code N01} to {@code R10}) of which some step was taken, in order. */
    public List<String> done() {
      return places(it -> {
        Track track = it.mechanism().track(it.track().snapshot().track()).orElseThrow();
        Set<StepCode> steps =
            taken.getOrDefault(it.track().id(), List.of()).stream()
                .map(TakenStep::step)
                .collect(Collectors.toSet());
        return Stream.concat(
            Stream.of(track.opening()),
            track.steps().stream().filter(step -> steps.contains(step.code())));
      });
    }

    /** Steps of the map of which some step leaves the present states, in order. */
    public List<String> ahead() {
      return places(it -> it.evaluation().options().stream().map(StepOption::step));
    }

    private List<String> places(Function<Seen, Stream<Step>> steps) {
      return seen.stream()
          .flatMap(steps)
          .map(Step::partOf)
          .filter(place -> !place.isEmpty())
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** A case and its tracks as one caller sees them, and the runs the caller may begin. */
  public record Overview(CaseRecord record, List<Seen> seen, List<Opening> openings) {}
}
