package org.uputnica.statistics.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.statistics.domain.FigurePlace;
import org.uputnica.statistics.domain.FigureTable;
import org.uputnica.statistics.domain.MonthlyFigures;
import org.uputnica.statistics.domain.Threshold;
import org.uputnica.statistics.domain.ToldFigure;

/** {@link MonthlyFigures} in {@code process.counted_month} and {@code process.told_figure}. */
@ApplicationScoped
class JdbcMonthlyFigures implements MonthlyFigures {
  private static final String REGION = "";

  private final DataSource dataSource;

  JdbcMonthlyFigures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whoever comes second waits for the first, and finds the month there. */
  @Override
  public boolean begin(
      YearMonth month, Map<CountryCode, Threshold> thresholds, Threshold region, Instant at) {
    String json =
        Stream.concat(
                Stream.of(entry(REGION, region)),
                thresholds.entrySet().stream().map(it -> entry(it.getKey().value(), it.getValue())))
            .collect(Collectors.joining(",", "{", "}"));
    return Sql.update(
            dataSource,
            "insert into process.counted_month values (?, ?, ?::jsonb) on conflict do nothing",
            month.atDay(1),
            at.atOffset(ZoneOffset.UTC),
            json)
        == 1;
  }

  private static String entry(String country, Threshold threshold) {
    return '"' + country + "\":" + threshold.atLeast();
  }

  @Override
  public void keep(YearMonth month, FigurePlace place, List<ToldFigure> told) {
    Sql.prepare(
        dataSource,
        "insert into process.told_figure (month, country, organization, figure, path, number)"
            + " values (?, ?::bpchar, ?::uuid, ?, ?, ?)",
        statement -> {
          for (ToldFigure figure : told) {
            Sql.bind(
                statement,
                month.atDay(1),
                country(place),
                organization(place),
                figure.table().name(),
                figure.path(),
                figure.number());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  @Override
  public Set<YearMonth> countedSince(YearMonth first) {
    return new HashSet<>(
        Sql.query(
            dataSource,
            "select month from process.counted_month where month >= ?",
            row -> YearMonth.from(row.getObject("month", LocalDate.class)),
            first.atDay(1)));
  }

  @Override
  public Optional<Told> find(YearMonth month, FigurePlace place) {
    String country = country(place);
    return Sql.query(
            dataSource,
            "select counted_at, (thresholds ->> ?)::bigint as at_least from process.counted_month"
                + " where month = ? and thresholds ->> ? is not null",
            row ->
                new Told(
                    place,
                    month,
                    row.getObject("counted_at", OffsetDateTime.class).toInstant(),
                    new Threshold(row.getLong("at_least")),
                    figures(month, place)),
            country == null ? REGION : country,
            month.atDay(1),
            country == null ? REGION : country)
        .stream()
        .findFirst();
  }

  private List<ToldFigure> figures(YearMonth month, FigurePlace place) {
    return Sql.query(
        dataSource,
        "select figure, path, number from process.told_figure where month = ?"
            + " and country is not distinct from ?::bpchar and organization is not distinct from ?::uuid",
        row ->
            new ToldFigure(
                FigureTable.valueOf(Sql.text(row, "figure")),
                Sql.texts(row, "path"),
                row.getLong("number")),
        month.atDay(1),
        country(place),
        organization(place));
  }

  private static @Nullable String country(FigurePlace place) {
    CountryCode country = place.country();
    return country == null ? null : country.value();
  }

  private static @Nullable UUID organization(FigurePlace place) {
    return place.organization() == null ? null : place.organization().value();
  }
}
