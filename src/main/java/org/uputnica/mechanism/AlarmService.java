package org.uputnica.mechanism;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.Telling;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;

/**
 * Puts a clock before those the procedure names: when it will soon run out, when it has, and when
 * still nobody has done what it asks. Where it waited for an answer, and none comes within the
 * grace either, the room of the run ends it; no clock ends a right.
 */
@ApplicationScoped
@Transactional
public class AlarmService {
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(15);

  /** For what fails in passing, such as a run that somebody else is changing. */
  private static final Duration SOON = Duration.ofSeconds(30);

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
   * Tells what is to be told first, one after the other. Late, twice or side by side, each thing is
   * told once and in its order. What cannot be told is put off, so that one case stops no other;
   * where that was for a part that is away, the failure is thrown at the end.
   *
   * @param most how many at once
   * @return how many there were
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public int tellAll(int most) {
    @Nullable RuntimeException away = null;
    int told = 0;
    boolean more = true;
    while (more && told < most) {
      AtomicReference<Tracks.@Nullable ToTell> next = new AtomicReference<>();
      try {
        tellNext(next);
      } catch (RuntimeException failed) {
        Tracks.ToTell untold = next.get();
        if (untold == null) {
          throw failed; // the next round tells it
        }
        away = inPassing(failed) ? failed : away;
        putOff(untold, failed);
      }
      more = next.get() != null;
      told += more ? 1 : 0;
    }
    if (away != null) {
      throw away;
    }
    return told;
  }

  private void tellNext(AtomicReference<Tracks.@Nullable ToTell> next) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            tracks
                .nextToTell(clock.instant())
                .ifPresent(it -> {
                  next.set(it);
                  tell(it);
                }));
  }

  private void putOff(Tracks.ToTell untold, RuntimeException failed) {
    boolean soon = inPassing(failed);
    QuarkusTransaction.requiringNew()
        .run(() -> tracks.putOff(untold, clock.instant().plus(soon ? SOON : AGAIN_AFTER)));
    if (soon) {
      Log.warnf("a clock of run %s is told of a little later", untold.track());
    } else {
      Log.errorf("a clock cannot be told of and is put off: %s", SafeTrace.of(failed));
    }
  }

  /** What is away for this clock alone, such as the key of a person, is not back at once. */
  private static boolean inPassing(RuntimeException failed) {
    return Unavailable.is(failed) && !(failed instanceof RefusedException);
  }

  /** Runs that silence has ended: everybody was told, the grace is over, nobody answered. */
  public List<Tracks.Silent> silent(int limit) {
    return tracks.silent(clock.instant(), limit);
  }

  /** Whether silence still ends the run; side by side only one is told yes. */
  public boolean claimSilent(TrackId id) {
    return tracks.claimSilent(id, clock.instant());
  }

  /**
   * Until when a run whose time has run out can still be answered: the end of the grace or, before
   * its running out was told, what will be left of it at least. Empty where no time has run out
   * that ends it.
   */
  public Optional<Instant> answerableUntil(TrackInstance run) {
    Instant now = clock.instant();
    Mechanism mechanism = mechanisms.of(run.country(), run.mechanismVersion());
    return tracks
        .endsUnanswered(run.id())
        .or(() ->
            run.snapshot().clocks().stream()
                .filter(it -> it.passed(now))
                .flatMap(it -> mechanism.clock(it.code()).stream())
                .flatMap(it -> it.endsAfter().stream())
                .map(now::plus)
                .findFirst());
  }

  private void tell(Tracks.ToTell next) {
    TrackInstance track = tracks.find(next.track()).orElseThrow();
    CaseRecord record = records.find(track.caseId()).orElseThrow();
    Mechanism mechanism = mechanisms.of(record);
    RunningClock running = track.snapshot().clock(next.clock()).orElseThrow();
    if (running.paused()) {
      runOn(running, track, record, mechanism);
      return;
    }
    Instant now = clock.instant();
    Optional<Telling> telling = mechanism.next(running, now);
    if (telling.isEmpty() || telling.get().at().isAfter(now)) {
      // The procedure says something else now than when the clock was started.
      tracks.tell(
          telling.map(running::telling).orElseGet(running::silent), null, track, Set.of(), null);
      return;
    }
    Telling told = telling.get();
    Duration grace =
        told.level() == Telling.PASSED
            ? mechanism
                .clock(next.clock())
                .flatMap(org.uputnica.mechanism.domain.Clock::endsAfter)
                .orElse(null)
            : null;
    tracks.tell(
        mechanism.told(running, told, now),
        told,
        track,
        Waiting.desks(told.tells(), track, record, mechanism),
        grace);
    audit.append(
        new AuditEvent(
            "clock-" + told.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            record.id(),
            track.id().toString(),
            Map.of("clock", next.clock().value(), "level", Integer.toString(told.level()))));
  }

  /** Nobody let it run on within the longest pause. */
  private void runOn(
      RunningClock paused, TrackInstance track, CaseRecord record, Mechanism mechanism) {
    Instant now = clock.instant();
    TrackInstance after =
        track.with(mechanism.resumed(track.snapshot(), paused, now), track.since());
    tracks.save(after, Waiting.of(after, record, mechanism, now));
    audit.append(
        AuditEvent.of(
            "clock-resumed",
            record.id(),
            track.id(),
            "clock",
            paused.code().value(),
            "reason",
            ""));
  }
}
