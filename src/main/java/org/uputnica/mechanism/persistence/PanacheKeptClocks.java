package org.uputnica.mechanism.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.KeptClock;
import org.uputnica.mechanism.domain.KeptClocks;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** What happened to clocks, in PostgreSQL. */
@ApplicationScoped
class PanacheKeptClocks implements KeptClocks, PanacheRepositoryBase<ClockEventEntity, UUID> {
  @Override
  public List<KeptClock> of(CaseId id) {
    Map<UUID, List<ClockEvent>> events =
        getEntityManager()
            .createQuery(
                "from ClockEventEntity where caseId = :id order by position",
                ClockEventEntity.class)
            .setParameter("id", id.value())
            .getResultList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.clockId,
                    Collectors.mapping(ClockEventEntity::toDomain, Collectors.toList())));
    return getEntityManager()
        .createQuery(
            "from ClockEntity where caseId = :id order by startedAt, code, id", ClockEntity.class)
        .setParameter("id", id.value())
        .getResultList()
        .stream()
        .map(it ->
            new KeptClock(
                new TrackId(it.trackId),
                it.toDomain(),
                it.stoppedAt,
                events.getOrDefault(it.id, List.of())))
        .toList();
  }
}
