package org.uputnica.statistics.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.statistics.domain.CapacityAge;
import org.uputnica.statistics.domain.CapacityAges;
import org.uputnica.statistics.domain.FigurePlace;

/** {@link CapacityAges} over the directory. */
@ApplicationScoped
class JdbcCapacityAges implements CapacityAges {
  private final DataSource dataSource;

  JdbcCapacityAges(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<CapacityAge> of(FigurePlace place, Instant freshSince, int limit) {
    List<Object> values = new ArrayList<>(List.of(freshSince.atOffset(ZoneOffset.UTC)));
    String where = "";
    if (place.country() != null) {
      where += " and y.country = ?::bpchar";
      values.add(place.country().value());
    }
    if (place.organization() != null) {
      where += " and y.organization = ?";
      values.add(place.organization().value());
    }
    values.add(limit);
    String organization = place.country() == null ? "null::uuid" : "y.organization";
    return Sql.query(
        dataSource,
        "select y.country, "
            + organization
            + " as organization, count(*) as numbers, count(*) filter (where y.updated < ?) as stale,"
            + " min(y.updated) as oldest from directory.capacities() y"
            + " join directory.service v on v.id = y.service where v.active"
            + where
            + " group by 1, 2 order by oldest, 1, 2 limit ?",
        JdbcCapacityAges::age,
        values.toArray());
  }

  private static CapacityAge age(ResultSet row) throws SQLException {
    UUID organization = row.getObject("organization", UUID.class);
    return new CapacityAge(
        new CountryCode(Sql.text(row, "country")),
        organization == null ? null : new OrganizationId(organization),
        row.getLong("numbers"),
        row.getLong("stale"),
        row.getObject("oldest", OffsetDateTime.class).toInstant());
  }
}
