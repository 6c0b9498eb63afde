package org.uputnica.statistics.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.statistics.domain.FigureCounts;
import org.uputnica.statistics.domain.FigurePlace;
import org.uputnica.statistics.domain.FigureTable;
import org.uputnica.statistics.domain.MonthCount;
import org.uputnica.statistics.domain.Spread;

/** Counts over the tables of all rooms, in the running transaction. */
@ApplicationScoped
class JdbcFigureCounts implements FigureCounts {
  private final DataSource dataSource;

  JdbcFigureCounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Map<FigurePlace, MonthCount> of(YearMonth month) {
    Map<FigurePlace, MonthCount> counts = new HashMap<>();
    for (String source : FigureSelect.PERSONS) {
      Sql.query(
          dataSource,
          FigureSelect.persons(source, month),
          row -> at(counts, row).with(table(row), path(row), row.getLong("persons")));
    }
    Sql.query(
        dataSource,
        FigureSelect.hours(month),
        row ->
            at(counts, row)
                .with(
                    table(row),
                    path(row),
                    new Spread(
                        row.getLong("persons"), row.getLong("median"), row.getLong("ninth"))));
    return counts;
  }

  private static MonthCount at(Map<FigurePlace, MonthCount> counts, ResultSet row)
      throws SQLException {
    String country = row.getString("country");
    UUID organization = row.getObject("organization", UUID.class);
    FigurePlace place =
        new FigurePlace(
            country == null ? null : new CountryCode(country),
            organization == null ? null : new OrganizationId(organization));
    return counts.computeIfAbsent(place, _ -> new MonthCount());
  }

  private static FigureTable table(ResultSet row) throws SQLException {
    return FigureTable.valueOf(Sql.text(row, "figure"));
  }

  private static List<String> path(ResultSet row) throws SQLException {
    return Sql.texts(row, "path");
  }
}
