package org.uputnica.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.PlacesSettings;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.statistics.domain.CapacityAge;
import org.uputnica.statistics.domain.CapacityAges;
import org.uputnica.statistics.domain.FigurePlace;
import org.uputnica.statistics.domain.MonthlyFigures;
import org.uputnica.statistics.domain.RefusalFigures;

/**
 * Front door to the figures of whole months, and to how old the numbers of free places are. Each
 * caller has one place: the country for who watches over it, the region for its coordinator, her
 * own organisation for a case manager.
 */
@ApplicationScoped
@Transactional
public class FigureService {
  /** Lines of organisations; the oldest come first. */
  static final int LINES = 100;

  private final MonthlyFigures figures;
  private final CapacityAges capacities;
  private final PlacesSettings places;
  private final TenantSettings tenant;
  private final Clock clock;

  FigureService(
      MonthlyFigures figures,
      CapacityAges capacities,
      PlacesSettings places,
      TenantSettings tenant,
      Clock clock) {
    this.figures = figures;
    this.capacities = capacities;
    this.places = places;
    this.tenant = tenant;
    this.clock = clock;
  }

  /**
   * What may be told of a month, as it was counted when it was over.
   *
   * @param asked the last one that is over when absent
   * @throws RefusedException {@code invalid-value} for a month that is not over or was not counted
   */
  public MonthlyFigures.Told of(@Nullable YearMonth asked, Caller caller) {
    return of(asked, place(caller));
  }

  private MonthlyFigures.Told of(@Nullable YearMonth asked, FigurePlace place) {
    YearMonth month = ClosedMonth.of(asked, clock);
    Optional<MonthlyFigures.Told> told =
        place.scope() == FigurePlace.Scope.REGION
            ? tenant.seeBeyondCaller(() -> figures.find(month, place))
            : figures.find(month, place);
    return told.orElseThrow(ClosedMonth::notCounted);
  }

  /**
   * Who said no in a month, for a coordinator, a monitor or the data protection officer of a
   * country.
   *
   * @throws RefusedException as {@link #of}
   */
  public RefusalFigures refusals(@Nullable YearMonth asked, Caller caller) {
    return RefusalFigures.of(of(asked, FigurePlace.of(caller.country())));
  }

  /** How old the numbers of free places are now. */
  public Capacities capacities(Caller caller) {
    Instant now = clock.instant();
    FigurePlace place = place(caller);
    return new Capacities(now, place, capacities.of(place, now.minus(places.freshFor()), LINES));
  }

  private static FigurePlace place(Caller caller) {
    if (caller.has(Roles.COORD) || caller.has(Roles.MON)) {
      return FigurePlace.of(caller.country());
    }
    return caller.has(Roles.REG)
        ? FigurePlace.REGION
        : new FigurePlace(caller.country(), caller.organization());
  }

  /** The lines as of a moment. */
  public record Capacities(Instant asOf, FigurePlace place, List<CapacityAge> lines) {}
}
