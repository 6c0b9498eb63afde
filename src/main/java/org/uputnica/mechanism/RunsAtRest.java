package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.Safeguards;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Caller;

/**
 * The other runs of a case rest when it is over: they wait for nobody, and no clock of theirs asks
 * anybody to look for her. Opened again, they wait as before; identification and help begin anew.
 */
@ApplicationScoped
class RunsAtRest {
  private static final Set<String> BEGIN_ANEW = Set.of("identification", "assistance");

  private final Procedure procedure;
  private final Tracks tracks;
  private final NoticeService notices;

  RunsAtRest(Procedure procedure, Tracks tracks, NoticeService notices) {
    this.procedure = procedure;
    this.tracks = tracks;
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
      notices.withdraw(record.id(), moved.step().code(), caller);
    } else if (moved.opensAgain()) {
      others.stream()
          .filter(run -> !BEGIN_ANEW.contains(run.snapshot().track().value()))
          .forEach(run -> save(run, run.snapshot().clocks(), record));
    }
  }

  private void save(TrackInstance run, List<RunningClock> clocks, CaseRecord record) {
    TrackSnapshot now = run.snapshot();
    TrackInstance after =
        run.with(new TrackSnapshot(now.track(), now.state(), clocks), run.since());
    tracks.save(after, procedure.waiting(after, record));
  }
}
