package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.PassedClock;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.id.TrackId;

/**
 * Puts a clock that has run out before those the procedure names. Where it waited for an answer,
 * and none comes within the grace either, the room of the run ends it; no clock ends a right.
 */
@ApplicationScoped
@Transactional
public class AlarmService {
  private final Mechanisms mechanisms;
  private final CaseRecords records;
  private final Tracks tracks;
  private final AuditTrail audit;
  private final Clock clock;

  AlarmService(
      Mechanisms mechanisms, CaseRecords records, Tracks tracks, AuditTrail audit, Clock clock) {
    this.mechanisms = mechanisms;
    this.records = records;
    this.tracks = tracks;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Tells of the clock that ran out first, if there is one that nobody has told of. Late, twice or
   * side by side, it is told once.
   *
   * @return whether there was one
   */
  public boolean tellNext() {
    Optional<PassedClock> passed = tracks.nextPassed(clock.instant());
    passed.ifPresent(this::tell);
    return passed.isPresent();
  }

  /** Runs that silence has ended: everybody was told, the grace is over, nobody answered. */
  public List<Tracks.Silent> silent(int limit) {
    return tracks.silent(clock.instant(), limit);
  }

  /** Whether silence still ends the run; side by side only one is told yes. */
  public boolean claimSilent(TrackId id) {
    return tracks.claimSilent(id, clock.instant());
  }

  private void tell(PassedClock passed) {
    TrackInstance track = tracks.find(passed.track()).orElseThrow();
    CaseRecord record = records.find(track.caseId()).orElseThrow();
    Mechanism mechanism = mechanisms.of(record);
    Optional<org.uputnica.mechanism.domain.Clock> told = mechanism.clock(passed.code());
    Set<String> desks =
        told.map(it -> Waiting.desks(it.tells(), track, record, mechanism)).orElse(Set.of());
    Duration grace = told.flatMap(org.uputnica.mechanism.domain.Clock::endsAfter).orElse(null);
    tracks.tell(passed, track, desks, grace);
    audit.append(
        new AuditEvent(
            "clock-passed",
            record.id(),
            track.id().toString(),
            Map.of("clock", passed.code().value())));
  }
}
