package org.uputnica.directory.persistence;

import static org.uputnica.directory.persistence.PlaceRows.instant;
import static org.uputnica.directory.persistence.PlaceRows.instantOrNull;
import static org.uputnica.directory.persistence.PlaceRows.utc;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Holds;
import org.uputnica.directory.domain.PlaceHold;
import org.uputnica.directory.domain.PlaceHold.State;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.persistence.Sql;

/** {@link Holds} in {@code directory.place_hold}, through the functions of the migration. */
@ApplicationScoped
class JdbcHolds implements Holds {
  private static final String SELECT =
      "select h.id, h.service, h.organization, y.unit, h.places, h.holder, h.referral, h.held_at,"
          + " h.ends_at, h.ended_at, h.given_up_at, h.state, h.revision from directory.place_hold h"
          + " join directory.service_capacity y on y.id = h.capacity where h.holder is not null";

  private final DataSource source;

  JdbcHolds(DataSource source) {
    this.source = source;
  }

  @Override
  public Reserved reserve(Wish wish, Instant at, Instant freshSince, int atOnce) {
    return Reserved.valueOf(
        Sql.query(
                source,
                "select directory.reserve_places(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row -> row.getString(1),
                wish.id(),
                wish.service().value(),
                wish.unit(),
                wish.referral().value(),
                wish.holder().value(),
                wish.places(),
                wish.by(),
                utc(at),
                utc(wish.endsAt()),
                utc(freshSince),
                atOnce)
            .getFirst());
  }

  @Override
  public Optional<PlaceHold> find(UUID id, OrganizationId side, Instant now) {
    return Sql.query(
            source,
            SELECT + " and h.id = ? and (h.holder = ? or h.organization = ?)",
            row -> read(row, now),
            id,
            side.value(),
            side.value())
        .stream()
        .findFirst();
  }

  @Override
  public boolean exists(UUID id) {
    return Sql.query(source, "select directory.hold_exists(?)", row -> row.getBoolean(1), id)
        .getFirst();
  }

  @Override
  public List<PlaceHold> running(
      @Nullable OrganizationId side, Instant now, @Nullable Cursor after, int limit) {
    List<Object> values = new ArrayList<>(List.of(utc(now)));
    String where = "";
    if (side != null) {
      where += " and (h.holder = ? or h.organization = ?)";
      values.add(side.value());
      values.add(side.value());
    }
    if (after != null) {
      where += " and (h.ends_at, h.id) > (?, ?)";
      values.add(utc(after.part(0, Instant::parse)));
      values.add(after.part(1, UUID::fromString));
    }
    values.add(limit);
    return Sql.query(
        source,
        SELECT
            + " and h.state = 'HELD' and h.ends_at > ? and h.given_up_at is null"
            + where
            + " order by h.ends_at, h.id limit ?",
        row -> read(row, now),
        values.toArray());
  }

  @Override
  public GivenBack giveBack(UUID id, long seen, Instant at) {
    return GivenBack.valueOf(
        Sql.query(
                source,
                "select directory.release_hold(?, ?, ?)",
                row -> row.getString(1),
                id,
                seen,
                utc(at))
            .getFirst());
  }

  @Override
  public int endNext(Instant at) {
    return Sql.query(source, "select directory.end_holds(?)", row -> row.getInt(1), utc(at))
        .getFirst();
  }

  @Override
  public Optional<HoldRule> rule(ServiceId service) {
    return Sql.query(
            source,
            "select minutes, revision from directory.hold_rule where service = ?",
            row -> new HoldRule(Duration.ofMinutes(row.getInt("minutes")), row.getLong("revision")),
            service.value())
        .stream()
        .findFirst();
  }

  @Override
  public boolean say(ServiceOffer service, HoldRule rule) {
    return Sql.update(
            source,
            "insert into directory.hold_rule as r (service, organization, country, minutes, revision)"
                + " values (?, ?, ?::bpchar, ?, ?) on conflict (service) do update"
                + " set minutes = excluded.minutes, revision = excluded.revision"
                + " where r.revision = excluded.revision - 1",
            service.id().value(),
            service.organization().value(),
            service.country().value(),
            (int) rule.length().toMinutes(),
            rule.revision())
        == 1;
  }

  private static PlaceHold read(ResultSet row, Instant now) throws SQLException {
    Instant ends = instantOrNull(row, "ends_at");
    Instant givenUp = instantOrNull(row, "given_up_at");
    Instant ended = instantOrNull(row, "ended_at");
    State state = state(Sql.text(row, "state"), ends, givenUp, now);
    if (ended == null && state == State.RELEASED) {
      ended = givenUp;
    } else if (ended == null && state == State.EXPIRED) {
      ended = ends;
    }
    return new PlaceHold(
        Sql.uuid(row, "id"),
        new ServiceId(Sql.uuid(row, "service")),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "unit"),
        row.getInt("places"),
        new OrganizationId(Sql.uuid(row, "holder")),
        new TrackId(Sql.uuid(row, "referral")),
        instant(row, "held_at"),
        ends,
        ended,
        state,
        row.getLong("revision"));
  }

  /** What is over is over, also before the job has written it down. */
  private static State state(
      String kept, @Nullable Instant ends, @Nullable Instant givenUp, Instant now) {
    return switch (kept) {
      case "HELD" -> {
        if (ends == null) {
          yield State.PLACED;
        }
        if (givenUp != null) {
          yield State.RELEASED;
        }
        yield ends.isAfter(now) ? State.HELD : State.EXPIRED;
      }
      case "USED" -> State.PLACED;
      case "RELEASED" -> State.RELEASED;
      default -> State.EXPIRED;
    };
  }
}
