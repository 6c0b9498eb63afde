package org.uputnica.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.statistics.domain.RefusalFigures;

/** Front door to what people refused, counted without identity (domain reference 3.7). */
@ApplicationScoped
@Transactional
public class RefusalFigureService {
  private final TrackService tracks;
  private final ConsentService consents;
  private final Thresholds thresholds;
  private final Clock clock;

  RefusalFigureService(
      TrackService tracks, ConsentService consents, Thresholds thresholds, Clock clock) {
    this.tracks = tracks;
    this.consents = consents;
    this.thresholds = thresholds;
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
    YearMonth month = ClosedMonth.of(asked, clock);
    CountryCode country = caller.country();
    return RefusalFigures.of(
        country, month, thresholds.of(country), tracks.refusals(month), consents.refusals(month));
  }
}
