package org.uputnica.mechanism.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.PassedClock;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.TakenStep;
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
    return findByIdOptional(id.value()).map(row -> row.toDomain(running(row.id)));
  }

  @Override
  public List<TrackInstance> of(CaseId id) {
    Map<UUID, List<RunningClock>> clocks =
        entities()
            .createQuery(
                "from ClockEntity where caseId = :id and stoppedAt is null order by code",
                ClockEntity.class)
            .setParameter("id", id.value())
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    it -> it.trackId,
                    Collectors.mapping(ClockEntity::toDomain, Collectors.toList())));
    return list("caseId = ?1 order by track, since, id", id.value()).stream()
        .map(row -> row.toDomain(clocks.getOrDefault(row.id, List.of())))
        .toList();
  }

  @Override
  public void add(TrackInstance track, Waiting waiting) {
    TrackEntity row = TrackEntity.from(track);
    persist(row);
    track.snapshot().clocks().forEach(it -> entities().persist(ClockEntity.from(it, row)));
    waiting.desks().stream()
        .sorted()
        .forEach(desk -> entities().persist(WaitingEntity.of(desk, waiting.rank(), row)));
  }

  @Override
  public TrackInstance save(TrackInstance track, Waiting waiting) {
    TrackEntity row = findById(track.id().value());
    if (row.revision != track.revision()) {
      throw RefusedException.of(
          ProblemType.STALE_REVISION, "The track has moved meanwhile; read it again");
    }
    row.change(track);
    keepClocks(row, track.snapshot().clocks());
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
        .getResultStream()
        .map(TakenStepEntity::toDomain)
        .toList();
  }

  @Override
  public Optional<PassedClock> nextPassed(Instant now) {
    List<?> first =
        entities()
            .createNativeQuery(
                "select * from process.clock where stopped_at is null and told_at is null and due_at <="
                    + " :now order by due_at limit 1 for update skip locked",
                ClockEntity.class)
            .setParameter("now", now)
            .getResultList();
    return first.stream().map(ClockEntity.class::cast).map(ClockEntity::toPassed).findFirst();
  }

  @Override
  public void tell(
      PassedClock passed, TrackInstance track, Set<String> desks, @Nullable Duration grace) {
    Instant now = clock.instant();
    clocksOf(track.id().value()).stream()
        .filter(it -> it.code.equals(passed.code().value()))
        .forEach(it -> {
          it.toldAt = now;
          it.expiresAt = grace == null ? null : now.plus(grace);
        });
    workLists.add(findById(track.id().value()), null, desks, passed.dueAt());
  }

  @Override
  public boolean isSilent(TrackId id, Instant now) {
    return !entities()
        .createQuery(SILENT + " and trackId = :id", ClockEntity.class)
        .setParameter("now", now)
        .setParameter("id", id.value())
        .getResultList()
        .isEmpty();
  }

  @Override
  public List<Silent> silent(Instant now, int limit) {
    return entities()
        .createQuery(SILENT + " order by expiresAt", ClockEntity.class)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultStream()
        .map(ClockEntity::toSilent)
        .toList();
  }

  @Override
  public boolean claimSilent(TrackId id, Instant now) {
    return !entities()
        .createNativeQuery(
            "select id from process.clock where track_id = :id and stopped_at is null and expires_at <="
                + " :now for update skip locked")
        .setParameter("id", id.value())
        .setParameter("now", now)
        .getResultList()
        .isEmpty();
  }

  @Override
  public List<WorkEntry> waitingFor(Set<String> desks, @Nullable Cursor after, int limit) {
    return workLists.list(desks, after, limit);
  }

  private void keepClocks(TrackEntity row, List<RunningClock> now) {
    Map<String, RunningClock> wanted = new HashMap<>();
    now.forEach(it -> wanted.put(it.code().value(), it));
    for (ClockEntity kept : clocksOf(row.id)) {
      RunningClock still = wanted.get(kept.code);
      if (still != null && still.startedAt().equals(kept.startedAt)) {
        kept.change(still);
        wanted.remove(kept.code);
      } else {
        kept.stoppedAt = clock.instant();
      }
    }
    if (!wanted.isEmpty()) {
      flush(); // the stopped clock must be out of the way of its successor
      wanted.values().forEach(it -> entities().persist(ClockEntity.from(it, row)));
    }
  }

  private List<RunningClock> running(UUID track) {
    return clocksOf(track).stream().map(ClockEntity::toDomain).toList();
  }

  private List<ClockEntity> clocksOf(UUID track) {
    return entities()
        .createQuery(
            "from ClockEntity where trackId = :id and stoppedAt is null order by code",
            ClockEntity.class)
        .setParameter("id", track)
        .getResultList();
  }

  private EntityManager entities() {
    return getEntityManager();
  }
}
