package org.uputnica.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  /** 2 March 2026 is a Monday. */
  @ParameterizedTest
  @CsvSource({
    "MO, 08:00, 16:00, 2026-03-02T08:00, true",
    "MO, 08:00, 16:00, 2026-03-02T15:59, true",
    "MO, 08:00, 16:00, 2026-03-02T16:00, false",
    "MO, 08:00, 16:00, 2026-03-03T09:00, false",
    "MO, 20:00, 06:00, 2026-03-02T23:00, true",
    "MO, 20:00, 06:00, 2026-03-03T05:59, true",
    "MO, 20:00, 06:00, 2026-03-03T06:00, false",
    "MO, 20:00, 06:00, 2026-03-02T05:00, false",
    "MO, 08:00, 00:00, 2026-03-02T23:59, true",
    "MO, 08:00, 00:00, 2026-03-03T00:00, false",
    "SU, 00:00, 00:00, 2026-03-08T12:00, true",
  })
  void opensOnItsDaysAndOverMidnight(
      String day, LocalTime opens, LocalTime closes, LocalDateTime at, boolean open) {
    assertThat(Schedule.weekly(List.of(day), opens, closes).isOpen(at)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "WEEKLY, 2, MO, , 2026-03-02, true",
    "WEEKLY, 2, MO, , 2026-03-09, false",
    "WEEKLY, 2, MO, , 2026-03-16, true",
    "WEEKLY, 1, , , 2026-03-01, false",
    "MONTHLY, 1, 1MO, , 2026-04-06, true",
    "MONTHLY, 1, 1MO, , 2026-04-13, false",
    "MONTHLY, 1, -1FR, , 2026-03-27, true",
    "MONTHLY, 1, -1FR, , 2026-03-20, false",
    "MONTHLY, 1, FR, , 2026-03-20, true",
    "MONTHLY, 3, , 15, 2026-04-15, false",
    "MONTHLY, 3, , 15, 2026-06-15, true",
    "MONTHLY, 1, , -1, 2026-04-30, true",
    "MONTHLY, 1, , -1, 2026-04-29, false",
    "MONTHLY, 1, 5MO, , 2026-03-30, true",
    "MONTHLY, 1, 5MO, , 2026-04-27, false",
  })
  void aRuleSaysItsDays(
      String frequency,
      int interval,
      @Nullable String day,
      @Nullable Integer monthDay,
      LocalDate on,
      boolean holds) {
    var schedule =
        new Schedule(
            frequency,
            interval,
            day == null ? List.of() : List.of(day),
            monthDay == null ? List.of() : List.of(monthDay),
            LocalDate.parse("2026-03-02"),
            null,
            null,
            LocalTime.of(8, 0),
            LocalTime.of(16, 0));
    assertThat(schedule.holds(on)).isEqualTo(holds);
    assertThat(Schedule.parse(schedule.print())).isEqualTo(schedule);
  }

  @Test
  void itHoldsFromItsFirstDayToItsLast() {
    var schedule =
        new Schedule(
            Schedule.WEEKLY,
            1,
            List.of(),
            List.of(),
            null,
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2026-03-03"),
            LocalTime.of(8, 0),
            LocalTime.of(16, 0));
    assertThat(List.of("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"))
        .extracting(day -> schedule.holds(LocalDate.parse(day)))
        .containsExactly(false, true, true, false);
    assertThat(Schedule.parse(schedule.print())).isEqualTo(schedule);
  }

  @Test
  void theNextOpeningIsTheFirstOfAll() {
    var terms =
        new IntakeTerms(
            List.of(
                Schedule.weekly(List.of("WE"), LocalTime.of(8, 0), LocalTime.of(16, 0)),
                Schedule.weekly(List.of("TU"), LocalTime.of(12, 0), LocalTime.of(13, 0))),
            false,
            null,
            null,
            null,
            null,
            null);
    assertThat(terms.opensAfter(LocalDateTime.parse("2026-03-02T20:00")))
        .contains(LocalDateTime.parse("2026-03-03T12:00"));
    assertThat(terms.opensAfter(LocalDateTime.parse("2026-03-03T12:00")))
        .contains(LocalDateTime.parse("2026-03-04T08:00"));
    assertThat(IntakeTerms.NOT_SAID.opensAfter(LocalDateTime.parse("2026-03-03T12:00"))).isEmpty();
  }
}
