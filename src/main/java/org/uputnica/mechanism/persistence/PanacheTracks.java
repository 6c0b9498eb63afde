package org.uputnica.mechanism.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.Telling;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.mechanism.domain.WorkEntry;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Runs of tracks in PostgreSQL. */
@ApplicationScoped
class PanacheTracks implements Tracks, PanacheRepositoryBase<TrackEntity, UUID> {
  private static final String SILENT =
      "from ClockEntity where stoppedAt is null and expiresAt <= :now";

  private final WorkLists workLists;
  private final java.time.Clock clock;

  PanacheTracks(WorkLists workLists, java.time.Clock clock) {
    this.workLists = workLists;
    this.clock = clock;
  }

  @Override
  public Optional<TrackInstance> find(TrackId id) {
    return findByIdOptional(id.value()).map(row -> row.toDomain(running(row)));
  }

  @Override
  public List<TrackInstance> of(CaseId id) {
    Map<TrackEntity, List<ClockEntity>> clocks = new LinkedHashMap<>();
    entities()
        .createQuery(
            "select t, k from TrackEntity t left join ClockEntity k on k.trackId = t.id"
                + " and k.stoppedAt is null where t.caseId = :id order by t.track, t.since, t.id, k.code",
            Tuple.class)
        .setParameter("id", id.value())
        .getResultList()
        .forEach(row -> {
          ClockEntity running = row.get(1, ClockEntity.class);
          List<ClockEntity> of =
              clocks.computeIfAbsent(row.get(0, TrackEntity.class), _ -> new ArrayList<>());
          if (running != null) {
            of.add(running);
          }
        });
    clocks.forEach((row, running) -> row.running = running);
    return clocks.keySet().stream().map(row -> row.toDomain(running(row))).toList();
  }

  @Override
  public List<TrackId> ofTheDead(TrackCode track, Set<String> states) {
    List<?> found =
        entities()
            .createNativeQuery(
                "select t.id from process.track o join process.track t on t.case_id = o.case_id"
                    + " where o.track = 'overall' and o.state = 'ST-DEAD'"
                    + " and t.track = :track and t.state in (:states) order by t.since, t.id",
                UUID.class)
            .setParameter("track", track.value())
            .setParameter("states", states)
            .getResultList();
    return found.stream().map(UUID.class::cast).map(TrackId::new).toList();
  }

  @Override
  public void add(TrackInstance track, Waiting waiting) {
    TrackEntity row = TrackEntity.from(track);
    persist(row);
    row.running = track.snapshot().clocks().stream().map(it -> ClockEntity.from(it, row)).toList();
    row.running.forEach(this::begin);
    waiting.desks().stream()
        .sorted()
        .forEach(desk -> entities().persist(WaitingEntity.of(desk, waiting.rank(), row)));
  }

  @Override
  public void move(TrackInstance track) {
    TrackEntity row = current(track);
    row.change(track);
    keepClocks(row, track.snapshot().clocks(), null);
  }

  private TrackEntity current(TrackInstance track) {
    TrackEntity row = findById(track.id().value());
    if (row.revision != track.revision()) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION, "The track has moved meanwhile; read it again");
    }
    return row;
  }

  @Override
  public TrackInstance save(TrackInstance track, Waiting waiting) {
    return saved(track, waiting, null);
  }

  @Override
  public TrackInstance save(TrackInstance track, Waiting waiting, ClockEvent wished) {
    return saved(track, waiting, wished);
  }

  private TrackInstance saved(TrackInstance track, Waiting waiting, @Nullable ClockEvent wished) {
    TrackEntity row = current(track);
    row.change(track);
    if (wished != null) { // the run itself stays as it is, and yet was changed
      entities().lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    }
    keepClocks(row, track.snapshot().clocks(), wished);
    flush();
    workLists.replace(row, waiting);
    return row.toDomain(track.snapshot().clocks());
  }

  @Override
  public void keep(TakenStep step) {
    entities().persist(TakenStepEntity.from(step));
  }

  @Override
  public List<TakenStep> history(TrackId id) {
    return entities()
        .createQuery(
            "from TakenStepEntity where trackId = :id order by takenAt, id", TakenStepEntity.class)
        .setParameter("id", id.value())
        .getResultList()
        .stream()
        .map(TakenStepEntity::toDomain)
        .toList();
  }

  @Override
  public Map<TrackId, List<TakenStep>> histories(CaseId id) {
    return entities()
        .createQuery(
            "from TakenStepEntity where trackId in (select t.id from TrackEntity t where t.caseId = :id)"
                + " order by takenAt, id",
            TakenStepEntity.class)
        .setParameter("id", id.value())
        .getResultList()
        .stream()
        .map(TakenStepEntity::toDomain)
        .collect(Collectors.groupingBy(TakenStep::trackId));
  }

  @Override
  public Optional<ToTell> nextToTell(Instant now) {
    List<?> first =
        entities()
            .createNativeQuery(
                "select k.* from process.clock k join process.case_record c on c.id = k.case_id"
                    + " where k.stopped_at is null and k.tell_at <= :now"
                    + " order by k.tell_at limit 1 for no key update skip locked",
                ClockEntity.class)
            .setParameter("now", now)
            .getResultList();
    return first.stream().map(ClockEntity.class::cast).map(ClockEntity::toTell).findFirst();
  }

  @Override
  public void putOff(ToTell untold, Instant until) {
    entities()
        .createQuery(
            "update ClockEntity set tellAt = :until where trackId = :id and code = :code"
                + " and stoppedAt is null and tellAt < :until")
        .setParameter("until", until)
        .setParameter("id", untold.track().value())
        .setParameter("code", untold.clock().value())
        .executeUpdate();
  }

  @Override
  public void tell(
      RunningClock told,
      @Nullable Telling telling,
      TrackInstance track,
      Set<String> desks,
      @Nullable Duration grace) {
    Instant now = clock.instant();
    TrackEntity row = findById(track.id().value());
    for (ClockEntity kept : clocksOf(row)) {
      if (kept.code.equals(told.code().value())) {
        kept.nextLevel = told.nextLevel();
        kept.tellAt = told.tellAt();
        if (telling != null) {
          if (telling.level() == Telling.PASSED) {
            kept.toldAt = now;
            kept.expiresAt = grace == null ? null : now.plus(grace);
          }
          int level = Math.max(0, telling.level() - Telling.PASSED);
          entities().persist(ClockEventEntity.of(kept, telling.kind(), now, told.due(), level));
          workLists.tell(row, desks, firstDue(row).orElse(now));
        }
      }
    }
  }

  @Override
  public Optional<Instant> endsUnanswered(TrackId id) {
    return findByIdOptional(id.value()).stream()
        .flatMap(row -> clocksOf(row).stream())
        .flatMap(it -> Optional.ofNullable(it.expiresAt).stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public boolean isSilent(TrackId id, Instant now) {
    return endsUnanswered(id).filter(end -> !end.isAfter(now)).isPresent();
  }

  @Override
  public List<Silent> silent(Instant now, int limit) {
    return entities()
        .createQuery(SILENT + " order by expiresAt", ClockEntity.class)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(ClockEntity::toSilent)
        .toList();
  }

  @Override
  public boolean claimSilent(TrackId id, Instant now) {
    return !entities()
        .createNativeQuery(
            "select k.id from process.clock k join process.case_record c on c.id = k.case_id"
                + " where k.track_id = :id and k.stopped_at is null and k.expires_at <= :now"
                + " for no key update skip locked")
        .setParameter("id", id.value())
        .setParameter("now", now)
        .getResultList()
        .isEmpty();
  }

  @Override
  public void callUpon(TrackId id, String desk) {
    workLists.add(findById(id.value()), null, Set.of(desk), clock.instant());
  }

  @Override
  public void alert(TrackInstance track, Set<String> desks, Instant at) {
    workLists.add(findById(track.id().value()), null, desks, at);
  }

  @Override
  public List<WorkEntry> waitingFor(Set<String> desks, @Nullable Cursor after, int limit) {
    return workLists.list(desks, after, limit);
  }

  private void keepClocks(TrackEntity row, List<RunningClock> now, @Nullable ClockEvent wished) {
    Map<String, RunningClock> wanted = new HashMap<>();
    now.forEach(it -> wanted.put(it.code().value(), it));
    List<ClockEntity> runs = new ArrayList<>();
    Set<String> stopped = new HashSet<>();
    for (ClockEntity kept : clocksOf(row)) {
      RunningClock still = wanted.get(kept.code);
      if (still != null && still.startedAt().equals(kept.startedAt)) {
        change(kept, still, wished);
        wanted.remove(kept.code);
        runs.add(kept);
      } else {
        kept.stoppedAt = clock.instant();
        note(kept, ClockEvent.Kind.STOPPED);
        stopped.add(kept.code);
      }
    }
    if (!wanted.isEmpty()) {
      if (!Collections.disjoint(stopped, wanted.keySet())) {
        flush(); // the stopped clock must be out of the way of its successor
      }
      for (RunningClock started : wanted.values()) {
        ClockEntity fresh = ClockEntity.from(started, row);
        begin(fresh);
        runs.add(fresh);
      }
    }
    row.running = runs;
  }

  private void begin(ClockEntity fresh) {
    entities().persist(fresh);
    note(fresh, ClockEvent.Kind.STARTED);
  }

  private void change(ClockEntity kept, RunningClock now, @Nullable ClockEvent wished) {
    ClockEvent.Kind kind = kept.becomes(now);
    kept.change(now);
    if (wished != null && wished.code().value().equals(kept.code)) {
      entities().persist(ClockEventEntity.of(kept, wished));
    } else if (kind != null) {
      note(kept, kind);
    }
  }

  private void note(ClockEntity kept, ClockEvent.Kind kind) {
    entities().persist(ClockEventEntity.of(kept, kind, clock.instant(), kept.dueAt, 0));
  }

  private List<RunningClock> running(TrackEntity row) {
    return clocksOf(row).stream().map(ClockEntity::toDomain).toList();
  }

  private Optional<Instant> firstDue(TrackEntity row) {
    return clocksOf(row).stream()
        .flatMap(it -> Optional.ofNullable(it.dueAt).stream())
        .min(Comparator.naturalOrder());
  }

  /** Read once in a transaction. */
  private List<ClockEntity> clocksOf(TrackEntity row) {
    if (row.running == null) {
      row.running =
          entities()
              .createQuery(
                  "from ClockEntity where trackId = :id and stoppedAt is null order by code",
                  ClockEntity.class)
              .setParameter("id", row.id)
              .getResultList();
    }
    return row.running;
  }

  private EntityManager entities() {
    return getEntityManager();
  }
}
