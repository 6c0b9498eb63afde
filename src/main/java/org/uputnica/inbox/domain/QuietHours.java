package org.uputnica.inbox.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours of each day in which nothing is sent to somebody, by the clock on her wall: where that
 * clock is put on or back, the hours go with it.
 *
 * @param from included
 * @param to not included; when it is not later than {@code from}, of the next day
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  /** Whether this moment lies in them. */
  public boolean cover(Instant at) {
    LocalTime time = at.atZone(zone).toLocalTime();
    return overnight()
        ? !time.isBefore(from) || time.isBefore(to)
        : !time.isBefore(from) && time.isBefore(to);
  }

  /** This moment, or the end of the quiet hours it lies in. */
  public Instant after(Instant at) {
    if (!cover(at)) {
      return at;
    }
    ZonedDateTime local = at.atZone(zone);
    LocalDate day = local.toLocalDate();
    boolean tomorrow = overnight() && !local.toLocalTime().isBefore(from);
    Instant end = (tomorrow ? day.plusDays(1) : day).atTime(to).atZone(zone).toInstant();
    // An hour that comes twice in autumn may lie before now the first time.
    return end.isAfter(at) ? end : day.plusDays(1).atTime(to).atZone(zone).toInstant();
  }

  private boolean overnight() {
    return !from.isBefore(to);
  }
}
