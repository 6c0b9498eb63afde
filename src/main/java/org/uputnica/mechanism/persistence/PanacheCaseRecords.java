package org.uputnica.mechanism.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Assignment;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Cases in PostgreSQL. */
@ApplicationScoped
class PanacheCaseRecords implements CaseRecords, PanacheRepositoryBase<CaseRecordEntity, UUID> {
  static final String CHILDREN_WITHOUT =
      "select c.* from process.case_record c where c.open"
          + " and process.is_child(c.age_state, c.age) and c.id > :after"
          + " and exists (select from process.track t where t.case_id = c.id and t.track = 'overall')"
          + " and not exists (select from process.clock k where k.case_id = c.id and k.code = :clock)"
          + " order by c.id limit :limit";

  @Override
  public Optional<CaseRecord> find(CaseId id) {
    return findByIdOptional(id.value()).map(CaseRecordEntity::toDomain);
  }

  /** The lock lets others write rows that refer to the case, such as what was said. */
  @Override
  public Optional<CaseRecord> hold(CaseId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(CaseRecordEntity::toDomain);
  }

  @Override
  public Optional<CaseRecord> hold(TrackId run) {
    return find("id = (select t.caseId from TrackEntity t where t.id = ?1)", run.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<CaseRecordEntity>firstResultOptional()
        .map(CaseRecordEntity::toDomain);
  }

  @Override
  public void add(CaseRecord record) {
    persist(CaseRecordEntity.from(record));
  }

  @Override
  public CaseRecord save(CaseRecord record) {
    return change(record, row -> row.change(record));
  }

  @Override
  public CaseRecord assign(CaseRecord record, Assignment assigned) {
    return change(record, row -> row.assign(assigned));
  }

  @Override
  public CaseRecord move(CaseRecord record, String version) {
    return change(record, row -> row.runOn(version));
  }

  @Override
  public Optional<Instant> guardedUntil(CaseId id, OrganizationId organization) {
    List<?> found =
        getEntityManager()
            .createNativeQuery(
                "select until from process.former_guardian where case_id = :id and organization = :former",
                Instant.class)
            .setParameter("id", id.value())
            .setParameter("former", organization.value())
            .getResultList();
    return found.stream().map(Instant.class::cast).findFirst();
  }

  private CaseRecord change(CaseRecord seen, Consumer<CaseRecordEntity> change) {
    CaseRecordEntity row = findById(seen.id().value());
    if (row.revision != seen.revision()) {
      throw stale();
    }
    change.accept(row);
    flush();
    return row.toDomain();
  }

  @Override
  public CaseRecord renew(CaseRecord record) {
    flush();
    UUID id = record.id().value();
    if (update("revision = revision + 1 where id = ?1 and revision = ?2", id, record.revision())
        == 0) {
      throw stale();
    }
    CaseRecordEntity row = findById(id);
    getEntityManager().refresh(row);
    return row.toDomain();
  }

  @Override
  public void involve(CaseId id, OrganizationId organization) {
    CaseRecordEntity row = findById(id.value());
    if (!List.of(row.participants).contains(organization.value())) {
      execute(
          "update process.case_record set participants = array_append(participants, :organization) where id = :id",
          id,
          organization);
    }
  }

  @Override
  public void setServing(CaseId id, OrganizationId organization, boolean serving) {
    execute(
        serving
            ? "update process.case_record set serving = array_append(array_remove(serving, :organization),"
                + " :organization) where id = :id"
            : "update process.case_record set serving = array_remove(serving, :organization) where id = :id",
        id,
        organization);
  }

  @Override
  public boolean isParty(CaseId id, TrackCode track, OrganizationId organization) {
    return getEntityManager()
            .createQuery(
                "select count(*) from TrackEntity t where t.caseId = :id and t.track = :track"
                    + " and (t.counterpart = :own or t.contact = :own or t.abroad = :own)",
                Long.class)
            .setParameter("id", id.value())
            .setParameter("track", track.value())
            .setParameter("own", organization.value())
            .getSingleResult()
        > 0;
  }

  @Override
  public List<CaseRecord> childrenWithout(ClockCode clock, @Nullable CaseId after, int limit) {
    List<?> found =
        getEntityManager()
            .createNativeQuery(CHILDREN_WITHOUT, CaseRecordEntity.class)
            .setParameter("after", after == null ? new UUID(0, 0) : after.value())
            .setParameter("clock", clock.value())
            .setParameter("limit", limit)
            .getResultList();
    return found.stream()
        .map(CaseRecordEntity.class::cast)
        .map(CaseRecordEntity::toDomain)
        .toList();
  }

  @Override
  public List<CaseRecord> list(Caller caller, @Nullable Cursor after, int limit) {
    Map<String, Object> values = new HashMap<>();
    String whose =
        caller.watchesCountry()
            ? "country = :country"
            : "(organization = :own or registeringOrganization = :own)";
    if (caller.watchesCountry()) {
      values.put("country", caller.country().value());
    } else {
      values.put("own", caller.organization().value());
    }
    String where = whose;
    if (after != null) {
      where += " and (registeredAt < :at or registeredAt = :at and id < :id)";
      values.put("at", after.part(0, Instant::parse));
      values.put("id", after.part(1, UUID::fromString));
    }
    return find(where + " order by registeredAt desc, id desc", values)
        .page(0, limit)
        .<CaseRecordEntity>list()
        .stream()
        .map(CaseRecordEntity::toDomain)
        .toList();
  }

  private void execute(String sql, CaseId id, OrganizationId organization) {
    flush();
    getEntityManager()
        .createNativeQuery(sql)
        .setParameter("organization", organization.value())
        .setParameter("id", id.value())
        .executeUpdate();
    getEntityManager().refresh(findById(id.value()));
  }

  private static RefusedException stale() {
    return RefusedException.of(
        ProblemType.STALE_REVISION, "The case has changed meanwhile; read it again");
  }
}
