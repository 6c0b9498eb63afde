package org.uputnica.directory.persistence;

import static org.uputnica.directory.persistence.PlaceRows.instant;
import static org.uputnica.directory.persistence.PlaceRows.utc;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Capacities;
import org.uputnica.directory.domain.CapacityStatement;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.persistence.Sql;

/**
 * {@link Capacities} in {@code directory.service_capacity}; every word of it is kept in {@code
 * directory.capacity_statement} by the database itself.
 */
@ApplicationScoped
class JdbcCapacities implements Capacities {
  /** Arbitrary: two copies of the service ask one after the other. */
  private static final long ASKING = 7_231_127L;

  private final DataSource source;
  private final PlaceRows rows;

  JdbcCapacities(DataSource source, PlaceRows rows) {
    this.source = source;
    this.rows = rows;
  }

  @Override
  public Optional<FreePlaces> lock(ServiceId service, UUID capacity) {
    return Sql.query(
            source,
            "select id, unit, available, held, maximum, updated, revision, said_how as how,"
                + " said_organization, said_function, told_by from directory.lock_capacity(?, ?)",
            rows::read,
            service.value(),
            capacity)
        .stream()
        .findFirst();
  }

  @Override
  public FreePlaces settle(ServiceId service, UUID capacity, Instant at) {
    Sql.query(
        source,
        "select directory.end_holds_of(?, ?)",
        row -> row.getInt(1),
        service.value(),
        utc(at));
    return find(capacity);
  }

  @Override
  public FreePlaces say(UUID capacity, Word word) {
    Sql.query(
        source,
        "select 1 from directory.say_places(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row -> row.getInt(1),
        capacity,
        word.available(),
        word.maximum(),
        word.said().how().name(),
        organization(word),
        word.said().function(),
        word.by(),
        word.said().toldBy(),
        utc(word.at()));
    return find(capacity);
  }

  @Override
  public Optional<FreePlaces> add(ServiceOffer service, UUID id, String unit, Word word) {
    Sql.query(
        source,
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        row -> true,
        "unit " + unit + " of " + service.id());
    int added =
        Sql.update(
            source,
            "insert into directory.service_capacity (id, service, organization, country, unit,"
                + " available, maximum, updated, said_how, said_organization, said_function, said_by)"
                + " select ?, ?, ?, ?::bpchar, ?, ?, ?, ?, 'OWN', ?, ?, ? where not exists (select"
                + " from directory.service_capacity where service = ? and unit = ?"
                + " and removed_at is null)",
            id,
            service.id().value(),
            service.organization().value(),
            service.country().value(),
            unit,
            word.available(),
            word.maximum(),
            utc(word.at()),
            organization(word),
            word.said().function(),
            word.by(),
            service.id().value(),
            unit);
    return added == 0 ? Optional.empty() : Optional.of(find(id));
  }

  @Override
  public boolean exists(UUID id) {
    return !Sql.query(
            source, "select from directory.service_capacity where id = ?", row -> true, id)
        .isEmpty();
  }

  @Override
  public void remove(UUID capacity, Instant at) {
    Sql.query(
        source,
        "select 1 from directory.remove_capacity(?, ?)",
        row -> row.getInt(1),
        capacity,
        utc(at));
  }

  @Override
  public List<CapacityStatement> statements(
      UUID capacity, @Nullable OrganizationId of, @Nullable Cursor after, int limit) {
    List<Object> values = new ArrayList<>(List.of(capacity));
    String where = "";
    if (of != null) {
      where += " and said_organization = ?";
      values.add(of.value());
    }
    if (after != null) {
      where += " and (recorded_at, id) < (?, ?)";
      values.add(utc(after.part(0, Instant::parse)));
      values.add(after.part(1, UUID::fromString));
    }
    values.add(limit);
    return Sql.query(
        source,
        "select id, available, held, maximum, how, said_organization, said_function, said_by,"
            + " told_by, said_at, recorded_at, answers from directory.capacity_statement"
            + " where capacity = ?"
            + where
            + " order by recorded_at desc, id desc limit ?",
        JdbcCapacities::statement,
        values.toArray());
  }

  @Override
  public List<ServiceId> ask(Instant staleBefore, Instant askedBefore, Instant at, int limit) {
    boolean first =
        Sql.query(source, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), ASKING)
            .getFirst();
    return first
        ? Sql.query(
            source,
            """
            insert into directory.capacity_ask (service, organization, country, asked_at)
            select v.id, v.organization, v.country, ? from directory.service v
              where v.active and exists (select from directory.service_capacity y
                  where y.service = v.id and y.removed_at is null and y.updated < ?)
                and not exists (select from directory.capacity_ask a where a.service = v.id and a.asked_at > ?)
              limit ?
            returning service
            """,
            row -> new ServiceId(Sql.uuid(row, "service")),
            utc(at),
            utc(staleBefore),
            utc(askedBefore),
            limit)
        : List.of();
  }

  private FreePlaces find(UUID capacity) {
    return Sql.query(source, PlaceRows.SELECT + " where id = ?", rows::read, capacity).getFirst();
  }

  private static @Nullable UUID organization(Word word) {
    OrganizationId organization = word.said().organization();
    return organization == null ? null : organization.value();
  }

  private static CapacityStatement statement(ResultSet row) throws SQLException {
    return new CapacityStatement(
        Sql.uuid(row, "id"),
        row.getInt("available"),
        row.getInt("held"),
        row.getObject("maximum", Integer.class),
        PlaceRows.said(row),
        row.getString("said_by"),
        instant(row, "said_at"),
        instant(row, "recorded_at"),
        row.getObject("answers", UUID.class));
  }
}
