package org.uputnica.referral.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
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
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/** Referrals in PostgreSQL. */
@ApplicationScoped
class PanacheReferrals implements Referrals, PanacheRepositoryBase<ReferralEntity, UUID> {
  private static final String NEWEST = " order by r.drafted_at desc, r.id desc limit :most";

  private static final String SIDE =
      "(select r.id from process.referral r join process.track t on t.id = r.id where %s%s"
          + NEWEST
          + ")";

  private static final List<String> COUNTRY = List.of("r.country = cast(:own as bpchar)");

  private static final List<String> SIDES =
      List.of(
          "r.organization = :own",
          "r.registering_organization = :own",
          "r.receiver = :own and r.sent_at is not null");

  @Override
  public Map<TrackId, Referral> of(Set<TrackId> runs) {
    return runs.isEmpty()
        ? Map.of()
        : list("id in ?1", runs.stream().map(TrackId::value).toList()).stream()
            .map(ReferralEntity::toDomain)
            .collect(Collectors.toMap(Referral::id, Function.identity()));
  }

  @Override
  public Optional<Referral> find(TrackId id) {
    return findByIdOptional(id.value()).map(ReferralEntity::toDomain);
  }

  @Override
  public void add(Referral referral) {
    persist(ReferralEntity.from(referral));
  }

  @Override
  public void save(Referral referral) {
    findById(referral.id().value()).change(referral);
  }

  @Override
  public List<Referral> of(CaseId id) {
    return list("caseId = ?1 order by draftedAt desc, id desc", id.value()).stream()
        .map(ReferralEntity::toDomain)
        .toList();
  }

  @Override
  public List<Referral> list(Box box, Caller caller, @Nullable Cursor after, int limit) {
    Map<String, Object> values = new HashMap<>();
    boolean countryWide = caller.watchesCountry();
    values.put("own", countryWide ? caller.country().value() : caller.organization().value());
    String where =
        switch (box) {
          case SENT ->
              countryWide
                  ? "country = :own"
                  : "(organization = :own or registeringOrganization = :own)";
          case RECEIVED ->
              countryWide
                  ? "country = :own and sentAt is not null"
                  : "receiver = :own and sentAt is not null";
        };
    if (after != null) {
      where += " and (draftedAt < :at or draftedAt = :at and id < :id)";
      values.put("at", after.part(0, Instant::parse));
      values.put("id", after.part(1, UUID::fromString));
    }
    return find(where + " order by draftedAt desc, id desc", values)
        .page(0, limit)
        .<ReferralEntity>list()
        .stream()
        .map(ReferralEntity::toDomain)
        .toList();
  }

  /** Each side is read along its own index, and no further than the page is long. */
  @Override
  public List<Referral> search(Search search, Caller caller, @Nullable Cursor after, int limit) {
    Map<String, Object> values = new HashMap<>();
    boolean countryWide = caller.watchesCountry();
    values.put("own", countryWide ? caller.country().value() : caller.organization().value());
    values.put("most", limit);
    String more = more(search, after, values);
    String sides =
        (countryWide ? COUNTRY : SIDES)
            .stream().map(it -> SIDE.formatted(it, more)).collect(Collectors.joining(" union "));
    Query query =
        getEntityManager()
            .createNativeQuery(
                "select r.* from process.referral r where r.id in (" + sides + ")" + NEWEST,
                ReferralEntity.class);
    values.forEach(query::setParameter);
    List<?> rows = query.getResultList();
    return rows.stream().map(it -> ((ReferralEntity) it).toDomain()).toList();
  }

  private static String more(Search search, @Nullable Cursor after, Map<String, Object> values) {
    StringBuilder more = new StringBuilder();
    if (search.asked() != null) {
      more.append(" and r.receiver = :asked and r.sent_at is not null");
      values.put("asked", search.asked().value());
    }
    if (search.asking() != null) {
      more.append(" and r.organization = :asking");
      values.put("asking", search.asking().value());
    }
    if (search.states() != null) {
      more.append(" and t.state in (:states)");
      values.put("states", search.states());
    }
    if (after != null) {
      more.append(" and (r.drafted_at, r.id) < (:at, :id)");
      values.put("at", after.part(0, Instant::parse));
      values.put("id", after.part(1, UUID::fromString));
    }
    return more.toString();
  }
}
