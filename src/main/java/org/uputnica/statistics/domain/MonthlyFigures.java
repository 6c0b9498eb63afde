package org.uputnica.statistics.domain;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.uputnica.platform.id.CountryCode;

/** What may be told of the months that were counted. Only added to: a month is counted once. */
public interface MonthlyFigures {
  /**
   * Notes that a month is counted now.
   *
   * @param thresholds by country
   * @param region that of the region
   * @return false when it was counted before, by whichever copy of the service
   */
  boolean begin(
      YearMonth month, Map<CountryCode, Threshold> thresholds, Threshold region, Instant at);

  /** Keeps what may be told of a place. */
  void keep(YearMonth month, FigurePlace place, List<ToldFigure> told);

  /** The months from this one on that were counted. */
  Set<YearMonth> countedSince(YearMonth first);

  /** What may be told of a place; empty when it was not counted that month. */
  Optional<Told> find(YearMonth month, FigurePlace place);

  /** The figures of a place and month. */
  record Told(
      FigurePlace place,
      YearMonth month,
      Instant countedAt,
      Threshold threshold,
      List<ToldFigure> figures) {
    public Told {
      figures = List.copyOf(figures);
    }

    /** The number of a cell that stands by itself; empty when it is not told. */
    OptionalLong number(FigureTable table, String... path) {
      return figures.stream()
          .filter(it -> it.table() == table && it.path().equals(List.of(path)))
          .mapToLong(ToldFigure::number)
          .findFirst();
    }
  }
}
