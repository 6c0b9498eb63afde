package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Front door to the steps of a case as its people see them. */
@ApplicationScoped
@Transactional
public class StepService {
  /** Carried out by rooms of their own, with what their steps bring about. */
  private static final Set<String> ELSEWHERE = Set.of("referral", "cross-border");

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
    return new Overview(
        record,
        tracks.options(record, caller).stream()
            .filter(it -> concerns(it.track(), record, caller))
            .toList());
  }

  /**
   * Takes a step of a track that no other room carries out. What follows from it elsewhere is done
   * by the rooms above, which observe {@link Taken} in the same transaction.
   *
   * @throws RefusedException {@code not-found}, {@code step-not-open} for a referral's or a
   *     request's step, or what {@link TrackService#take} refuses
   */
  public Taken take(CaseId id, TakeStep wish, Caller caller) {
    CaseRecord record = cases.require(id, caller);
    TrackInstance track = tracks.require(wish.track());
    if (!track.caseId().equals(record.id())) {
      throw RefusedException.notFound();
    }
    if (ELSEWHERE.contains(track.snapshot().track().value())) {
      throw RefusedException.of(
          ProblemType.STEP_NOT_OPEN,
          "Take it on the referral or the request itself",
          FieldProblem.at("trackId", "is a referral or a cross-border request"));
    }
    Taken taken = tracks.take(wish, caller);
    followers.fire(taken);
    String risk = wish.inputs().get("risk-level");
    if (risk != null) {
      cases.noteRisk(record.id(), RiskLevel.valueOf(risk));
    }
    return taken;
  }

  /** Who else was asked, here or abroad, is for the team, the guardian and the coordinator. */
  private static boolean concerns(TrackInstance track, CaseRecord record, Caller caller) {
    return !ELSEWHERE.contains(track.snapshot().track().value())
        || record.isTeam(caller.organization())
        || caller.organization().equals(record.guardian())
        || caller.watchesCountry()
        || track.parties().containsValue(caller.organization());
  }

  /** A case and its tracks. */
  public record Standing(CaseRecord record, List<TrackInstance> tracks) {}

  /** A case and its tracks as one caller sees them. */
  public record Overview(CaseRecord record, List<Seen> seen) {}
}
