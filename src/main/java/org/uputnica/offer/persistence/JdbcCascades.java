package org.uputnica.offer.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.offer.domain.Cascade;
import org.uputnica.offer.domain.Cascade.Candidate;
import org.uputnica.offer.domain.Cascade.PassedOver;
import org.uputnica.offer.domain.Cascades;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.referral.domain.Priority;

/** {@link Cascades} in {@code process.cascade} and {@code process.cascade_candidate}. */
@ApplicationScoped
class JdbcCascades implements Cascades {
  /**
   * What was asked last stands where an answer is waited for: there is nothing to do, unless the
   * case was handed on.
   */
  private static final String DUE =
      """
      select c.id, c.case_id, c.organization, c.country
        from process.cascade c join process.case_record r on r.id = c.case_id
        left join lateral (select t.state from process.cascade_candidate d join process.track t on t.id = d.referral
          where d.cascade = c.id and d.passed_over is null order by d.position desc limit 1) last on true
        where c.ended_at is null
          and (c.state = 'WAITING' or r.organization <> c.organization
            or coalesce(last.state, '') not in ('RF-SENT', 'RF-ACK', 'RF-INFO', 'RF-COND'))
          and (coalesce(last.state, '') not in ('RF-DRF', 'RF-CNS') or c.looked_at <= ?)
        order by c.looked_at limit ?
      """;

  private static final String ADD =
      """
      insert into process.cascade (id, case_id, country, organization, registering_organization, state, priority, items,
          needs, meeting_place, companion, started_at, looked_at, revision)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;

  private final DataSource dataSource;

  JdbcCascades(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean add(Cascade cascade) {
    boolean added =
        Sql.update(
                dataSource,
                ADD,
                cascade.id(),
                cascade.caseId().value(),
                cascade.country().value(),
                cascade.organization().value(),
                cascade.registering().value(),
                cascade.state().name(),
                cascade.priority().name(),
                cascade.items().stream().map(ItemCategory::name).sorted().toList(),
                cascade.needs(),
                cascade.meetingPlace(),
                cascade.companion(),
                utc(cascade.startedAt()),
                utc(cascade.startedAt()),
                cascade.revision())
            == 1;
    int position = 1;
    for (Candidate candidate : added ? cascade.candidates() : List.<Candidate>of()) {
      Sql.update(
          dataSource,
          "insert into process.cascade_candidate (cascade, position, case_id, country, service, receiver)"
              + " values (?, ?, ?, ?, ?, ?)",
          cascade.id(),
          position++,
          cascade.caseId().value(),
          cascade.country().value(),
          candidate.service().value(),
          candidate.receiver().value());
    }
    return added;
  }

  @Override
  public List<Cascade> of(CaseId id, int most) {
    Map<UUID, List<Candidate>> candidates = candidates("case_id = ?", id.value());
    return Sql.query(
        dataSource,
        "select * from process.cascade where case_id = ? order by started_at desc, id desc limit ?",
        row -> cascade(row, candidates.getOrDefault(Sql.uuid(row, "id"), List.of())),
        id.value(),
        most);
  }

  @Override
  public Optional<Cascade> lock(UUID id) {
    Sql.query(
        dataSource,
        "select id from process.cascade where id = ? for no key update",
        row -> Sql.uuid(row, "id"),
        id);
    List<Candidate> candidates = candidates("cascade = ?", id).getOrDefault(id, List.of());
    return Sql.query(
            dataSource,
            "select * from process.cascade where id = ?",
            row -> cascade(row, candidates),
            id)
        .stream()
        .findFirst();
  }

  @Override
  public void looked(UUID id, Instant at) {
    Sql.update(dataSource, "update process.cascade set looked_at = ? where id = ?", utc(at), id);
  }

  @Override
  public Cascade save(Cascade cascade, Instant at) {
    Cascade kept = cascade.kept();
    @Nullable Instant end = kept.endedAt();
    Sql.update(
        dataSource,
        "update process.cascade set state = ?, ended_at = ?, looked_at = ?, revision = ? where id = ?",
        kept.state().name(),
        end == null ? null : utc(end),
        utc(at),
        kept.revision(),
        kept.id());
    int position = 1;
    for (Candidate candidate : kept.candidates()) {
      @Nullable TrackId referral = candidate.referral();
      @Nullable PassedOver why = candidate.passedOver();
      Sql.update(
          dataSource,
          "update process.cascade_candidate set referral = ?, passed_over = ? where cascade = ? and position = ?"
              + " and (referral, passed_over) is distinct from (?::uuid, ?::text)",
          referral == null ? null : referral.value(),
          why == null ? null : why.name(),
          kept.id(),
          position++,
          referral == null ? null : referral.value(),
          why == null ? null : why.name());
    }
    return kept;
  }

  @Override
  public List<Due> due(Instant at, Duration patience, int limit) {
    return Sql.query(
        dataSource,
        DUE,
        row ->
            new Due(
                Sql.uuid(row, "id"),
                new CaseId(Sql.uuid(row, "case_id")),
                new OrganizationId(Sql.uuid(row, "organization")),
                new CountryCode(Sql.text(row, "country"))),
        utc(at.minus(patience)),
        limit);
  }

  private Map<UUID, List<Candidate>> candidates(String which, UUID id) {
    record Row(UUID cascade, Candidate candidate) {}
    return Sql.query(
            dataSource,
            "select * from process.cascade_candidate where "
                + which
                + " order by cascade, position",
            row -> new Row(Sql.uuid(row, "cascade"), candidate(row)),
            id)
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::cascade,
                Collectors.mapping(Row::candidate, Collectors.toCollection(ArrayList::new))));
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    @Nullable UUID referral = row.getObject("referral", UUID.class);
    @Nullable String why = row.getString("passed_over");
    return new Candidate(
        new ServiceId(Sql.uuid(row, "service")),
        new OrganizationId(Sql.uuid(row, "receiver")),
        referral == null ? null : new TrackId(referral),
        why == null ? null : PassedOver.valueOf(why));
  }

  private static Cascade cascade(ResultSet row, List<Candidate> candidates) throws SQLException {
    @Nullable OffsetDateTime end = row.getObject("ended_at", OffsetDateTime.class);
    Set<ItemCategory> items =
        Sql.texts(row, "items").stream().map(ItemCategory::valueOf).collect(Collectors.toSet());
    return new Cascade(
        Sql.uuid(row, "id"),
        new CaseId(Sql.uuid(row, "case_id")),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "organization")),
        new OrganizationId(Sql.uuid(row, "registering_organization")),
        Cascade.State.valueOf(Sql.text(row, "state")),
        Priority.valueOf(Sql.text(row, "priority")),
        items,
        Sql.texts(row, "needs"),
        Sql.text(row, "meeting_place"),
        Sql.text(row, "companion"),
        candidates,
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        end == null ? null : end.toInstant(),
        row.getLong("revision"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
