package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.TrackId;

/**
 * What a step brings about in the rest of its case: runs that begin or open again, and words that
 * no longer count.
 */
@ApplicationScoped
class OtherRuns {
  private static final TrackCode IDENTIFICATION = new TrackCode("identification");
  private static final TrackCode ASSISTANCE = new TrackCode("assistance");
  private static final TrackCode SOLUTION = new TrackCode("durable-solution");
  private static final StepCode OPENS_AGAIN = new StepCode("A073");
  private static final StepCode RECONSIDERED = new StepCode("T073");

  private final Mechanisms mechanisms;
  private final CaseRecords records;
  private final Procedure procedure;
  private final Tracks tracks;
  private final TakenSteps steps;
  private final ConsentService consents;
  private final Duplicates duplicates;
  private final RunsAtRest atRest;

  OtherRuns(
      Mechanisms mechanisms,
      CaseRecords records,
      Procedure procedure,
      Tracks tracks,
      TakenSteps steps,
      ConsentService consents,
      Duplicates duplicates,
      RunsAtRest atRest) {
    this.mechanisms = mechanisms;
    this.records = records;
    this.procedure = procedure;
    this.tracks = tracks;
    this.steps = steps;
    this.consents = consents;
    this.duplicates = duplicates;
    this.atRest = atRest;
  }

  /**
   * Carries out what a step does to the rest of its case, in its transaction. Whatever the file of
   * the case's version says: who comes back is asked everything anew.
   *
   * @param all the runs of the case as they were before it
   */
  void follow(Moved moved, CaseRecord record, List<TrackInstance> all, Caller caller) {
    if (moved.opensAgain()) {
      consents.startAnew(record.id(), FactBook.closed(all).orElseThrow());
    }
    if (moved.opensAgain() || RECONSIDERED.equals(moved.step().code())) {
      determineAnew(record);
    }
    atRest.follow(moved, record, all, caller);
    Duplicates.requireNamed(moved);
    for (Effect effect : moved.effects()) {
      switch (effect) {
        case JOIN_RECORDS -> duplicates.join(record, moved, caller);
        case NEW_IDENTIFICATION_RUN -> begin(IDENTIFICATION, record, caller);
        case NEW_ASSISTANCE_RUN -> begin(ASSISTANCE, record, caller);
        case REOPEN_SOLUTION -> reopen(record, all, moved, caller);
        case RECALL,
            OPEN_IDENTITY,
            CLOSE_ACCESS,
            NARROW_ACCESS,
            RELEASE_PLACE,
            WITHDRAW_SIBLINGS,
            TELL_REFERRER,
            TELL_RECEIVER,
            ALARM_COORDINATOR,
            ALARM_BOTH_COORDINATORS,
            CONSIDER_MISSING,
            REPORT_MISSING_CHILD,
            OFFER_SCREENING,
            DRAFT_REQUEST,
            STOP_REQUESTS -> {
          // carried out by the desks and by the rooms above
        }
      }
    }
  }

  private void begin(TrackCode code, CaseRecord record, Caller caller) {
    TrackInstance run =
        procedure.opened(
            new TrackId(Ids.random()),
            code,
            record,
            tracks.of(record.id()),
            Map.of(Party.OWNER, record.responsible()),
            Map.of(),
            it -> Procedure.actor(it, record, caller, SaidBy.ACTOR));
    steps.opened(run);
    tracks.add(run, procedure.waiting(run, record));
  }

  /** What was in the child's best interests then says nothing about what is planned now. */
  private void determineAnew(CaseRecord record) {
    records
        .find(record.id())
        .filter(it -> it.bestInterests() != null)
        .ifPresent(it -> records.save(it.determined(null)));
  }

  /** A solution that fell away is looked for again; where none was chosen, nothing is to reopen. */
  private void reopen(CaseRecord record, List<TrackInstance> all, Moved moved, Caller caller) {
    Mechanism mechanism = mechanisms.of(record);
    Optional<TrackInstance> chosen =
        all.stream()
            .filter(it -> it.snapshot().track().equals(SOLUTION))
            .filter(it ->
                mechanism
                    .track(SOLUTION)
                    .flatMap(track -> track.step(it.snapshot().state(), OPENS_AGAIN))
                    .isPresent())
            .findFirst();
    chosen.ifPresent(run -> {
      TakeStep again = TakeStep.following(run.id(), OPENS_AGAIN.value(), Map.of());
      Moved back =
          procedure.move(run, record, all, procedure.said(record), again, Actor.SYSTEM, moved.at());
      TrackInstance now = run.with(back.after(), moved.at());
      tracks.save(now, procedure.waiting(now, record));
      tracks.keep(steps.of(run, back, again, caller, moved.at()));
      determineAnew(record);
    });
  }
}
