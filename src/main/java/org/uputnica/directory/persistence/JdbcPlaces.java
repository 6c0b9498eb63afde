package org.uputnica.directory.persistence;

import static org.uputnica.directory.persistence.PlaceRows.utc;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.uputnica.directory.PlacesSettings;
import org.uputnica.directory.domain.Places;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;

/**
 * {@link Places} in {@code directory.place_hold}; through the functions of the migrations, which
 * alone may change another organisation's number.
 */
@ApplicationScoped
class JdbcPlaces implements Places {
  private final DataSource source;
  private final PlacesSettings settings;

  JdbcPlaces(DataSource source, PlacesSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  @Override
  public boolean hold(
      ServiceId service,
      TrackId referral,
      WantedPlaces wanted,
      Set<OrganizationId> askers,
      String by,
      Instant at) {
    List<String> units = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    wanted
        .byUnit()
        .forEach((unit, number) -> {
          units.add(unit);
          numbers.add(number);
        });
    return Sql.prepare(
        source,
        "select directory.hold_places(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          Connection connection = statement.getConnection();
          Sql.bind(
              statement,
              Ids.random(),
              service.value(),
              referral.value(),
              wanted.persons(),
              units,
              connection.createArrayOf("int4", numbers.toArray()),
              connection.createArrayOf(
                  "uuid", askers.stream().map(OrganizationId::value).toArray()),
              by,
              utc(at),
              utc(at.minus(settings.freshFor())));
          try (var row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
          }
        });
  }

  @Override
  public Set<TrackId> held(Set<TrackId> referrals, Instant now) {
    return Set.copyOf(
        Sql.query(
            source,
            "select distinct referral from directory.place_hold where referral = any(?::uuid[])"
                + " and (state = 'USED' or state = 'HELD' and (ends_at is null or ends_at > ?)"
                + " and given_up_at is null)",
            row -> new TrackId(Sql.uuid(row, "referral")),
            referrals.stream().map(TrackId::value).toList(),
            utc(now)));
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
}
