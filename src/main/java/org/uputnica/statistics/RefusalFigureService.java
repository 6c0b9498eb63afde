package org.uputnica.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.statistics.domain.RefusalFigures;
import org.uputnica.statistics.domain.Threshold;

/** Front door to what people refused, counted without identity (domain reference 3.7). */
@ApplicationScoped
@Transactional
public class RefusalFigureService {
  private final TrackService tracks;
  private final ConsentService consents;
  private final Mechanisms mechanisms;
  private final Clock clock;

  RefusalFigureService(
      TrackService tracks, ConsentService consents, Mechanisms mechanisms, Clock clock) {
    this.tracks = tracks;
    this.consents = consents;
    this.mechanisms = mechanisms;
    this.clock = clock;
  }

  /**
   * The figures of the caller's country for a month that is over: one that still runs could be
   * asked before and after somebody's no.
   *
   * @param asked the last one that is over when absent
   * @throws RefusedException {@code invalid-value} for a month that is not over
   */
  public RefusalFigures of(@Nullable YearMonth asked, Caller caller) {
    YearMonth last = YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(1);
    YearMonth month = asked == null ? last : asked;
    if (month.isAfter(last)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Ask when the month is over",
          FieldProblem.at("month", "is not over"));
    }
    CountryCode country = caller.country();
    return RefusalFigures.of(
        country, month, threshold(country), tracks.refusals(month), consents.refusals(month));
  }

  /** What the country says ({@code P-STATS}). */
  private Threshold threshold(CountryCode country) {
    return mechanisms
        .current(country)
        .parameter("P-STATS")
        .flatMap(it -> it.part("at-least"))
        .map(Long::valueOf)
        .map(Threshold::new)
        .orElseGet(() -> new Threshold(Threshold.LEAST));
  }
}
