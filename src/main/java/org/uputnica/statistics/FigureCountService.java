package org.uputnica.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.statistics.domain.FigureCounts;
import org.uputnica.statistics.domain.MonthlyFigures;
import org.uputnica.statistics.domain.Threshold;

/**
 * Counts months that are over, each once, and keeps what may be told. Whatever changes later
 * changes no figure: whoever compared before and after would see whom it was about.
 */
@ApplicationScoped
public class FigureCountService {
  /** Months that are counted after the fact, when the service begins to count or was away. */
  static final int BACK = 12;

  /** What began in the month has ended by then. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  private final FigureCounts counts;
  private final MonthlyFigures figures;
  private final Thresholds thresholds;
  private final Clock clock;

  FigureCountService(
      FigureCounts counts, MonthlyFigures figures, Thresholds thresholds, Clock clock) {
    this.counts = counts;
    this.figures = figures;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  /** The months to count, the last one first. */
  @Transactional
  public List<YearMonth> uncounted() {
    YearMonth last = ClosedMonth.last(Clock.offset(clock, AFTERWARDS.negated()));
    Set<YearMonth> counted = figures.countedSince(last.minusMonths(BACK));
    return Stream.iterate(last, it -> it.minusMonths(1))
        .limit(BACK)
        .filter(it -> !counted.contains(it))
        .toList();
  }

  /** Counts one month everywhere, unless it was counted before. */
  @Transactional
  public void count(YearMonth month) {
    ClosedMonth.of(month, clock);
    Map<CountryCode, Threshold> countries = thresholds.all();
    Threshold region = Thresholds.ofRegion(countries);
    if (figures.begin(month, countries, region, clock.instant())) {
      counts
          .of(month)
          .forEach((place, count) -> {
            CountryCode country = place.country();
            Threshold threshold =
                country == null ? region : countries.getOrDefault(country, region);
            figures.keep(month, place, count.told(place.scope(), threshold));
          });
    }
  }
}
