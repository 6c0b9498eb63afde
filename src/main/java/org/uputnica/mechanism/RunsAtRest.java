package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.KeptClock;
import org.uputnica.mechanism.domain.KeptClocks;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.Safeguards;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Caller;

/**
 * The other runs of a case rest when it is over: no clock of theirs asks anybody to look for her,
 * and they wait for nobody but a body that still decides. Opened again, they wait as before and
 * their clocks are there again as they were; identification and help begin anew.
 */
@ApplicationScoped
class RunsAtRest {
  private static final Set<String> BEGIN_ANEW = Set.of("identification", "assistance");

  private final Mechanisms mechanisms;
  private final Procedure procedure;
  private final Tracks tracks;
  private final KeptClocks kept;
  private final NoticeService notices;

  RunsAtRest(
      Mechanisms mechanisms,
      Procedure procedure,
      Tracks tracks,
      KeptClocks kept,
      NoticeService notices) {
    this.mechanisms = mechanisms;
    this.procedure = procedure;
    this.tracks = tracks;
    this.kept = kept;
    this.notices = notices;
  }

  /**
   * What a step of the case itself does to its other runs.
   *
   * @param all the runs as they were before it
   */
  void follow(Moved moved, CaseRecord record, List<TrackInstance> all, Caller caller) {
    List<TrackInstance> others =
        all.stream().filter(it -> !it.snapshot().track().equals(moved.after().track())).toList();
    if (moved.endsCase()) {
      others.forEach(
          run -> save(run, Safeguards.left(run.snapshot(), moved.after().state()), record));
      notices.withdraw(record.id(), moved, caller);
    } else if (moved.opensAgain()) {
      Instant closed = FactBook.closed(all).orElseThrow();
      List<KeptClock> ended =
          kept.of(record.id()).stream().filter(it -> it.endedSince(closed)).toList();
      others.stream()
          .filter(run -> !BEGIN_ANEW.contains(run.snapshot().track().value()))
          .forEach(run -> save(run, asBefore(run, record, closed, ended), record));
    }
  }

  /** With the clocks that ended with the case, but for those that a step since has answered. */
  private List<RunningClock> asBefore(
      TrackInstance run, CaseRecord record, Instant closed, List<KeptClock> ended) {
    List<RunningClock> back =
        ended.stream()
            .filter(it -> it.track().equals(run.id()))
            .map(KeptClock::clock)
            .filter(it -> run.snapshot().clock(it.code()).isEmpty())
            .toList();
    if (run.since().isAfter(closed)) {
      Mechanism mechanism = mechanisms.of(record);
      for (TakenStep since : tracks.history(run.id())) {
        if (since.takenAt().isAfter(closed)) {
          back = mechanism.left(run.snapshot().track(), since, back);
        }
      }
    }
    return Stream.concat(run.snapshot().clocks().stream(), back.stream()).toList();
  }

  private void save(TrackInstance run, List<RunningClock> clocks, CaseRecord record) {
    TrackInstance after = run.with(run.snapshot().with(clocks), run.since());
    tracks.save(after, procedure.waiting(after, record));
  }
}
