package org.uputnica.crossborder.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/** Requests in PostgreSQL. */
@ApplicationScoped
class PanacheRequests implements Requests, PanacheRepositoryBase<RequestEntity, UUID> {
  private static final int AT_ONCE = 100;

  private static final String UNTOLD =
      " from process.crossborder_request r join process.track t on t.id = r.id"
          + " where t.state in (:open) and not exists (select from process.notice n"
          + " where n.track_id = r.id and n.about = 'AGREEMENT_ENDED' and n.noticed_at >= :saidAt)";

  @Override
  public Map<TrackId, Request> of(Set<TrackId> runs) {
    return runs.isEmpty()
        ? Map.of()
        : list("id in ?1", runs.stream().map(TrackId::value).toList()).stream()
            .map(RequestEntity::toDomain)
            .collect(Collectors.toMap(Request::id, Function.identity()));
  }

  @Override
  public Optional<Request> find(TrackId id) {
    return findByIdOptional(id.value()).map(RequestEntity::toDomain);
  }

  @Override
  public Optional<TrackId> runOf(UUID conversation, CountryCode country) {
    return getEntityManager()
        .createQuery(
            "select id from RequestEntity where conversation = :conversation and country = :country",
            UUID.class)
        .setParameter("conversation", conversation)
        .setParameter("country", country.value())
        .getResultList()
        .stream()
        .map(TrackId::new)
        .findFirst();
  }

  @Override
  public List<CaseId> casesOf(UUID conversation) {
    return getEntityManager()
        .createQuery(
            "select caseId from RequestEntity where conversation = :conversation", UUID.class)
        .setParameter("conversation", conversation)
        .getResultList()
        .stream()
        .map(CaseId::new)
        .toList();
  }

  @Override
  public Optional<Request> ofConversation(UUID conversation, CountryCode country) {
    return find("conversation = ?1 and country = ?2", conversation, country.value())
        .<RequestEntity>firstResultOptional()
        .map(RequestEntity::toDomain);
  }

  @Override
  public List<Request> of(CaseId id) {
    return list("caseId", id.value()).stream().map(RequestEntity::toDomain).toList();
  }

  @Override
  public List<Request> openAndUntold(CountryCode country, CountryCode other, Instant saidAt) {
    return requests(
        getEntityManager()
            .createNativeQuery(
                "select r.*"
                    + UNTOLD
                    + " and r.country = cast(:country as bpchar) and r.other_country = cast(:other as bpchar)"
                    + " order by r.opened_at limit :most",
                RequestEntity.class)
            .setParameter("open", Request.OPEN)
            .setParameter("saidAt", saidAt)
            .setParameter("country", country.value())
            .setParameter("other", other.value())
            .setParameter("most", AT_ONCE)
            .getResultList());
  }

  @Override
  public boolean claimUntold(TrackId id, Instant saidAt) {
    return !getEntityManager()
        .createNativeQuery(
            "select c.id from process.case_record c where c.id = (select r.case_id"
                + UNTOLD
                + " and r.id = :id) for no key update skip locked")
        .setParameter("open", Request.OPEN)
        .setParameter("saidAt", saidAt)
        .setParameter("id", id.value())
        .getResultList()
        .isEmpty();
  }

  @Override
  public List<Request> toldOfAnEnd() {
    return requests(
        getEntityManager()
            .createNativeQuery(
                "select * from process.crossborder_request where id in (select id from (select r.id,"
                    + " row_number() over (partition by r.country, r.other_country order by r.id) as place"
                    + " from process.notice n join process.crossborder_request r on r.id = n.track_id"
                    + " where n.about = 'AGREEMENT_ENDED' and n.answered_at is null) as told"
                    + " where place <= :most) order by id",
                RequestEntity.class)
            .setParameter("most", AT_ONCE)
            .getResultList());
  }

  private static List<Request> requests(List<?> rows) {
    return rows.stream().map(RequestEntity.class::cast).map(RequestEntity::toDomain).toList();
  }

  @Override
  public void add(Request request) {
    persist(RequestEntity.from(request));
  }

  @Override
  public void save(Request request) {
    findById(request.id().value()).change(request);
  }

  @Override
  public List<Request> list(Caller caller, @Nullable Cursor after, int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("country", caller.country().value());
    String where = "country = :country";
    if (after != null) {
      where += " and (openedAt < :at or openedAt = :at and id < :id)";
      values.put("at", after.part(0, Instant::parse));
      values.put("id", after.part(1, UUID::fromString));
    }
    return find(where + " order by openedAt desc, id desc", values)
        .page(0, limit)
        .<RequestEntity>list()
        .stream()
        .map(RequestEntity::toDomain)
        .toList();
  }
}
