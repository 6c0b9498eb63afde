package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Places;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;

/**
 * {@link Places} in {@code directory.service_capacity} and {@code directory.place_hold}; holds go
 * through the functions of the migration, which alone may change another organisation's number.
 */
@ApplicationScoped
class JdbcPlaces implements Places {
  private final DataSource source;

  JdbcPlaces(DataSource source) {
    this.source = source;
  }

  @Override
  public Optional<FreePlaces> lock(ServiceId service, UUID capacity, OrganizationId owner) {
    return Sql.query(
            source,
            "select id, unit, available, maximum, updated, revision from directory.service_capacity"
                + " where id = ? and service = ? and organization = ? for update",
            JdbcPlaces::read,
            capacity,
            service.value(),
            owner.value())
        .stream()
        .findFirst();
  }

  @Override
  public FreePlaces say(FreePlaces before, int available, @Nullable Integer maximum, Instant at) {
    return Sql.query(
            source,
            "update directory.service_capacity set available = ?, maximum = ?, updated = ?,"
                + " revision = revision + 1 where id = ?"
                + " returning id, unit, available, maximum, updated, revision",
            JdbcPlaces::read,
            available,
            maximum,
            utc(at),
            before.id())
        .getFirst();
  }

  @Override
  public boolean hold(ServiceId service, TrackId referral, int places, String by, Instant at) {
    return answer(
        "select directory.hold_places(?, ?, ?, ?, ?, ?, ?)",
        Ids.random(),
        service.value(),
        referral.value(),
        places,
        by,
        utc(at),
        utc(at.minus(FreePlaces.FRESH_FOR)));
  }

  @Override
  public Set<TrackId> held(Set<TrackId> referrals) {
    return Set.copyOf(
        Sql.query(
            source,
            "select distinct referral from directory.place_hold where referral = any(?::uuid[])"
                + " and state in ('HELD', 'USED')",
            row -> new TrackId(Sql.uuid(row, "referral")),
            referrals.stream().map(TrackId::value).toList()));
  }

  @Override
  public boolean release(TrackId referral, Instant at) {
    return answer("select directory.release_places(?, ?)", referral.value(), utc(at));
  }

  @Override
  public boolean use(TrackId referral, Instant at) {
    return answer("select directory.use_places(?, ?)", referral.value(), utc(at));
  }

  private boolean answer(String sql, Object... args) {
    return Sql.query(source, sql, row -> row.getBoolean(1), args).getFirst();
  }

  static FreePlaces read(ResultSet row) throws SQLException {
    return new FreePlaces(
        Sql.uuid(row, "id"),
        Sql.text(row, "unit"),
        row.getInt("available"),
        row.getObject("maximum", Integer.class),
        row.getObject("updated", OffsetDateTime.class).toInstant(),
        row.getLong("revision"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
