package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.uputnica.mechanism.domain.Clock.Counts;

/**
 * How a country reckons time. Working days are counted as in Regulation (EEC, Euratom) 1182/71,
 * article 3, and in the acts on general administrative procedure: the day of the event does not
 * count, and the time ends with the last hour of its last day. Elapsed time runs through, unless
 * the country lets its public holidays stop it. Pure.
 *
 * @param zone in which a day begins and ends
 * @param holidaysStopClocks whether elapsed time stands still on public holidays
 */
public record Reckoning(ZoneId zone, WorkingDays days, boolean holidaysStopClocks) {
  /** {@code 2026-03-02} */
  private static final int DAY_LENGTH = 10;

  /** When a time that begins at {@code from} has run out. */
  public Instant due(Counts counts, Instant from, Duration length) {
    return switch (counts) {
      case ELAPSED -> elapsed(from, length);
      case WORKING_DAYS -> {
        LocalDate day = dayOf(from);
        for (long left = length.toDays(); left > 0; ) {
          day = day.plusDays(1);
          left -= days.isWorked(day) ? 1 : 0;
        }
        yield endOf(day);
      }
    };
  }

  /** When a time that was to run out at {@code due} has run out once it is lengthened. */
  public Instant longer(Counts counts, Instant due, Duration length) {
    return switch (counts) {
      case ELAPSED -> elapsed(due, length);
      case WORKING_DAYS -> due(counts, due.minusNanos(1), length); // its last day is the day before
    };
  }

  /** The moment that an input of a step says: itself, or the beginning of that day here. */
  Instant moment(String said) {
    return said.length() == DAY_LENGTH ? startOf(LocalDate.parse(said)) : Instant.parse(said);
  }

  /** What is left at {@code at} of a time that runs out at {@code due}; never below zero. */
  public Duration left(Counts counts, Instant at, Instant due) {
    if (!due.isAfter(at)) {
      return Duration.ZERO;
    }
    return switch (counts) {
      case ELAPSED -> Duration.between(at, due).minus(holidays(at, due));
      case WORKING_DAYS ->
          Duration.ofDays(
              dayOf(at)
                  .plusDays(1)
                  .datesUntil(lastDay(due).plusDays(1))
                  .filter(days::isWorked)
                  .count());
    };
  }

  /** The moment from which {@code length} is left until {@code due}. */
  public Instant before(Counts counts, Instant due, Duration length) {
    return switch (counts) {
      case ELAPSED -> due.minus(length);
      case WORKING_DAYS -> {
        LocalDate day = lastDay(due);
        for (long left = length.toDays(); left > 0; ) {
          day = day.minusDays(1);
          left -= days.isWorked(day) ? 1 : 0;
        }
        yield endOf(day);
      }
    };
  }

  private Instant elapsed(Instant from, Duration length) {
    Instant due = from.plus(length);
    if (!holidaysStopClocks) {
      return due;
    }
    Duration counted = Duration.between(from, due).minus(holidays(from, due));
    return counted.equals(length) ? due : stretched(from, due, length);
  }

  /** A holiday within the time lengthens it, and may bring one more within it. */
  private Instant stretched(Instant from, Instant due, Duration length) {
    Instant end = due;
    Duration missing = holidays(from, end);
    while (missing.isPositive()) {
      end = end.plus(missing);
      missing = length.minus(Duration.between(from, end).minus(holidays(from, end)));
    }
    return end;
  }

  private Duration holidays(Instant from, Instant to) {
    Duration still = Duration.ZERO;
    if (holidaysStopClocks) {
      for (LocalDate day = dayOf(from); !startOf(day).isAfter(to); day = day.plusDays(1)) {
        if (days.isPublicHoliday(day)) {
          Instant begin = startOf(day).isBefore(from) ? from : startOf(day);
          Instant end = endOf(day).isAfter(to) ? to : endOf(day);
          still = still.plus(Duration.between(begin, end));
        }
      }
    }
    return still;
  }

  private LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private LocalDate lastDay(Instant due) {
    return dayOf(due.minusNanos(1));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private Instant endOf(LocalDate day) {
    return startOf(day.plusDays(1));
  }
}
