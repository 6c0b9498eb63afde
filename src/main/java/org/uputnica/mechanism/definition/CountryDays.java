package org.uputnica.mechanism.definition;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Reckoning;
import org.uputnica.mechanism.domain.Source;
import org.uputnica.mechanism.domain.WorkingDays;

/**
 * The days of a country: its public holidays as the Jollyday library knows them, Saturday and
 * Sunday off, and what the country file says otherwise.
 */
final class CountryDays implements WorkingDays {
  private static final Source UNKNOWN = new Source("not looked up", 0, false);

  private final Optional<HolidayManager> holidays;
  private final Set<LocalDate> off;
  private final Set<LocalDate> worked;
  private final Source source;

  private CountryDays(
      Optional<HolidayManager> holidays, Set<LocalDate> off, Set<LocalDate> worked, Source source) {
    this.holidays = holidays;
    this.off = off;
    this.worked = worked;
    this.source = source;
  }

  /**
   * Reads {@code days} of a country file. Without it the country counts in UTC.
   *
   * @param country absent for the base, which knows no holidays
   */
  static Reckoning read(String code, @Nullable Node country) {
    Optional<Node> days = Optional.ofNullable(country).flatMap(it -> it.maybe("days"));
    days.ifPresent(it -> it.only("zone", "stops-on-holidays", "off", "worked", "source"));
    return new Reckoning(
        days.map(it -> zone(it.get("zone"))).orElse(ZoneOffset.UTC),
        new CountryDays(
            holidays(code),
            days.map(it -> dates(it, "off")).orElse(Set.of()),
            days.map(it -> dates(it, "worked")).orElse(Set.of()),
            days.map(it -> ClockBook.source(it.get("source"))).orElse(UNKNOWN)),
        days.map(it -> it.yes("stops-on-holidays")).orElse(false));
  }

  @Override
  public Set<LocalDate> off() {
    return off;
  }

  @Override
  public Set<LocalDate> worked() {
    return worked;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public boolean isPublicHoliday(LocalDate day) {
    return !worked.contains(day)
        && (off.contains(day)
            || holidays.map(it -> it.isHoliday(day, HolidayType.PUBLIC_HOLIDAY)).orElse(false));
  }

  @Override
  public boolean isWorked(LocalDate day) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return worked.contains(day) || (!weekend && !isPublicHoliday(day));
  }

  private static Optional<HolidayManager> holidays(String code) {
    return HolidayManager.getSupportedCalendarCodes().contains(code)
        ? Optional.of(HolidayManager.getInstance(ManagerParameters.create(code)))
        : Optional.empty();
  }

  private static ZoneId zone(Node node) {
    try {
      return ZoneId.of(node.text());
    } catch (DateTimeException _) {
      throw node.wrong(
          "\"" + node.text() + "\" is no time zone", "write its name, such as Europe/Belgrade");
    }
  }

  private static Set<LocalDate> dates(Node days, String name) {
    Set<LocalDate> dates = new HashSet<>();
    days.maybe(name).ifPresent(list -> list.items().forEach(it -> dates.add(date(it))));
    return dates;
  }

  private static LocalDate date(Node node) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeException _) {
      throw node.wrong("\"" + node.text() + "\" is no day", "write it as 2026-12-31");
    }
  }
}
