package org.uputnica.mechanism.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Notices;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** Notices in PostgreSQL. */
@ApplicationScoped
class PanacheNotices implements Notices, PanacheRepositoryBase<NoticeEntity, UUID> {
  private final WorkLists workLists;

  PanacheNotices(WorkLists workLists) {
    this.workLists = workLists;
  }

  @Override
  public void add(Notice notice, Instant rank, Instant at) {
    TrackEntity track = getEntityManager().find(TrackEntity.class, notice.track().value());
    persistAndFlush(NoticeEntity.from(notice, track, at));
    workLists.add(track, notice.id(), notice.desks(), rank);
  }

  @Override
  public Optional<CaseId> caseOf(UUID id) {
    return getEntityManager()
        .createQuery("select n.caseId from NoticeEntity n where n.id = ?1", UUID.class)
        .setParameter(1, id)
        .getResultStream()
        .map(CaseId::new)
        .findFirst();
  }

  @Override
  public Optional<Notice> find(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(NoticeEntity::toDomain);
  }

  @Override
  public List<Notice> openOf(CaseId id, Set<Notice.About> kinds) {
    return list(
            "caseId = ?1 and about in ?2 and answeredAt is null order by noticedAt, id",
            id.value(),
            kinds.stream().map(Notice.About::name).toList())
        .stream()
        .map(NoticeEntity::toDomain)
        .toList();
  }

  @Override
  public boolean wasPut(Notice.About about, TrackId track) {
    return count("trackId = ?1 and about = ?2", track.value(), about.name()) > 0;
  }

  @Override
  public List<Notice> openOf(TrackId track, Set<ClockCode> clocks) {
    return list(
            "trackId = ?1 and clock in ?2 and answeredAt is null",
            track.value(),
            clocks.stream().map(ClockCode::value).toList())
        .stream()
        .map(NoticeEntity::toDomain)
        .toList();
  }

  @Override
  public void answer(Notice notice, String answer, String by, Instant at) {
    NoticeEntity row = findById(notice.id());
    row.answer = answer;
    row.answeredBy = by;
    row.answeredAt = at;
    workLists.remove(notice.id());
  }
}
