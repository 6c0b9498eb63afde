package org.uputnica.directory.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a service is open. HSDS schedule: the parts of an RFC 5545 recurrence rule HSDS offers, and
 * the times of the day, local.
 *
 * @param frequency {@code WEEKLY} or {@code MONTHLY}
 * @param interval every week or month, every second, …, counted from {@code start}
 * @param days {@code MO} … {@code SU}; in a monthly rule with an ordinal as {@code 1MO} or {@code
 *     -1FR}; empty means every day
 * @param monthDays days of the month, from 1, or from the end as -1; empty means every day
 * @param start from when intervals are counted, and the first day; RFC 5545 DTSTART
 * @param from first day on which it holds
 * @param to last day on which it holds
 * @param opens local time
 * @param closes local time; not after {@code opens} means on the following day, midnight its end
 */
public record Schedule(
    String frequency,
    int interval,
    List<String> days,
    List<Integer> monthDays,
    @Nullable LocalDate start,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    LocalTime opens,
    LocalTime closes) {
  /** As RFC 5545 writes the days of the week, Monday first. */
  public static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  /** As RFC 5545 writes a week. */
  public static final String WEEKLY = "WEEKLY";

  /** As RFC 5545 writes a month. */
  public static final String MONTHLY = "MONTHLY";

  public Schedule {
    days = List.copyOf(days);
    monthDays = List.copyOf(monthDays);
  }

  /** Every week on these days. */
  public static Schedule weekly(List<String> days, LocalTime opens, LocalTime closes) {
    return new Schedule(WEEKLY, 1, days, List.of(), null, null, null, opens, closes);
  }

  /** Whether it is open at this local time. */
  public boolean isOpen(LocalDateTime at) {
    LocalDate day = at.toLocalDate();
    return isWithin(day, at) || isWithin(day.minusDays(1), at);
  }

  private boolean isWithin(LocalDate day, LocalDateTime at) {
    if (!holds(day)) {
      return false;
    }
    LocalDateTime begin = day.atTime(opens);
    LocalDateTime end = (closes.isAfter(opens) ? day : day.plusDays(1)).atTime(closes);
    return !at.isBefore(begin) && at.isBefore(end);
  }

  /** Whether it opens on this day. */
  boolean holds(LocalDate day) {
    if ((start != null && day.isBefore(start))
        || (from != null && day.isBefore(from))
        || (to != null && day.isAfter(to))) {
      return false;
    }
    return frequency.equals(MONTHLY) ? holdsInMonth(day) : holdsInWeek(day);
  }

  private boolean holdsInWeek(LocalDate day) {
    boolean counted = start == null || Math.floorMod(weeks(start, day), Math.max(1, interval)) == 0;
    return counted
        && (days.isEmpty() || days.contains(DAYS.get(day.getDayOfWeek().getValue() - 1)))
        && (monthDays.isEmpty() || isDayOfMonth(day));
  }

  private static long weeks(LocalDate start, LocalDate day) {
    var monday = TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY);
    return ChronoUnit.WEEKS.between(start.with(monday), day.with(monday));
  }

  private boolean holdsInMonth(LocalDate day) {
    boolean counted =
        start == null
            || Math.floorMod(
                    ChronoUnit.MONTHS.between(start.withDayOfMonth(1), day.withDayOfMonth(1)),
                    Math.max(1, interval))
                == 0;
    return counted
        && (days.isEmpty() || days.stream().anyMatch(it -> isDay(it, day)))
        && (monthDays.isEmpty() || isDayOfMonth(day));
  }

  private static boolean isDay(String code, LocalDate day) {
    DayOfWeek weekday = DayOfWeek.of(1 + DAYS.indexOf(code.substring(code.length() - 2)));
    if (day.getDayOfWeek() != weekday) {
      return false;
    }
    String ordinal = code.substring(0, code.length() - 2);
    return ordinal.isEmpty()
        || day.with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(ordinal), weekday))
            .equals(day);
  }

  private boolean isDayOfMonth(LocalDate day) {
    int length = day.lengthOfMonth();
    return monthDays.stream()
        .anyMatch(it -> (it > 0 ? it : length + 1 + it) == day.getDayOfMonth());
  }

  /** As it is kept: the parts of the rule and the two times, {@code ;} between them. */
  public String print() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("FREQ", frequency);
    if (interval > 1) {
      parts.put("INTERVAL", Integer.toString(interval));
    }
    if (!days.isEmpty()) {
      parts.put("BYDAY", String.join(",", days));
    }
    if (!monthDays.isEmpty()) {
      parts.put(
          "BYMONTHDAY", monthDays.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    put(parts, "DTSTART", start);
    put(parts, "FROM", from);
    put(parts, "TO", to);
    parts.put("OPENS", opens.toString());
    parts.put("CLOSES", closes.toString());
    return parts.entrySet().stream()
        .map(part -> part.getKey() + '=' + part.getValue())
        .collect(Collectors.joining(";"));
  }

  private static void put(Map<String, String> parts, String name, @Nullable LocalDate day) {
    if (day != null) {
      parts.put(name, day.toString());
    }
  }

  /** Reads what {@link #print} wrote. */
  public static Schedule parse(String text) {
    Map<String, String> parts =
        Arrays.stream(text.split(";", -1))
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    return new Schedule(
        parts.getOrDefault("FREQ", WEEKLY),
        Integer.parseInt(parts.getOrDefault("INTERVAL", "1")),
        list(parts.get("BYDAY")),
        list(parts.get("BYMONTHDAY")).stream().map(Integer::valueOf).toList(),
        day(parts.get("DTSTART")),
        day(parts.get("FROM")),
        day(parts.get("TO")),
        LocalTime.parse(parts.getOrDefault("OPENS", "00:00")),
        LocalTime.parse(parts.getOrDefault("CLOSES", "00:00")));
  }

  private static List<String> list(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
