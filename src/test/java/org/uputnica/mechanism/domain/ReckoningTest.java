package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.Clock.Counts;

class ReckoningTest {
  private static final ZoneId BELGRADE = ZoneId.of("Europe/Belgrade");

  private static Reckoning without(boolean stops, String... holidays) {
    Set<String> off = Set.of(holidays);
    return new Reckoning(
        BELGRADE,
        new WorkingDays() {
          @Override
          public Set<LocalDate> off() {
            return off.stream().map(LocalDate::parse).collect(Collectors.toSet());
          }

          @Override
          public Set<LocalDate> worked() {
            return Set.of();
          }

          @Override
          public Source source() {
            return new Source("invented", 0, false);
          }

          @Override
          public boolean isPublicHoliday(LocalDate day) {
            return off.contains(day.toString());
          }

          @Override
          public boolean isWorked(LocalDate day) {
            return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !isPublicHoliday(day);
          }
        },
        stops);
  }

  private static Instant due(Reckoning reckoning, Counts counts, String from, String length) {
    return reckoning.due(counts, Instant.parse(from), Duration.parse(length));
  }

  /** From the country files and the calendars of the library, local time in the last column. */
  @ParameterizedTest
  @CsvSource({
    "RS, 2026-03-02T08:00:00Z, 5, 2026-03-10T00:00", // Monday: Tuesday to Monday
    "RS, 2026-03-06T22:30:00Z, 1, 2026-03-10T00:00", // Friday late: Monday
    "RS, 2026-03-07T08:00:00Z, 1, 2026-03-10T00:00", // Saturday
    "RS, 2026-04-09T08:00:00Z, 1, 2026-04-15T00:00", // Orthodox Good Friday to Easter Monday
    "RS, 2026-04-30T08:00:00Z, 1, 2026-05-05T00:00", // 1 and 2 May
    "RS, 2026-03-27T08:00:00Z, 1, 2026-03-31T00:00", // the clocks go forward on Sunday
    "ME, 2026-07-10T08:00:00Z, 1, 2026-07-15T00:00", // 13 July
    "AL, 2026-11-27T08:00:00Z, 1, 2026-12-01T00:00", // 28 and 29 November
    "MK, 2026-09-07T08:00:00Z, 1, 2026-09-10T00:00", // 8 September
    "XK, 2026-02-16T08:00:00Z, 1, 2026-02-19T00:00", // 17 February
  })
  void aWorkingDayIsOneOfTheCountry(String country, Instant from, int days, String localEnd) {
    Reckoning reckoning = Procedures.of(country).reckoning();
    Instant due = reckoning.due(Counts.WORKING_DAYS, from, Duration.ofDays(days));
    assertThat(due.atZone(reckoning.zone()).toLocalDateTime()).hasToString(localEnd);
  }

  @Test
  void elapsedTimeRunsThroughUnlessTheCountrySaysOtherwise() {
    String from = "2026-03-02T08:00:00Z";
    assertThat(due(without(false, "2026-03-03"), Counts.ELAPSED, from, "P2D"))
        .isEqualTo("2026-03-04T08:00:00Z");
    assertThat(due(without(true, "2026-03-03"), Counts.ELAPSED, from, "P2D"))
        .isEqualTo("2026-03-05T08:00:00Z");
    assertThat(due(without(true, "2026-03-03", "2026-03-05"), Counts.ELAPSED, from, "P2D"))
        .as("a day gained can bring one more holiday")
        .isEqualTo("2026-03-06T08:00:00Z");
    assertThat(due(without(true, "2026-03-02"), Counts.ELAPSED, from, "PT1H"))
        .as("begun on a holiday, it counts from midnight")
        .isEqualTo("2026-03-03T00:00:00Z");
  }

  @Test
  void aDayThatTheClocksShortenIsShorter() {
    assertThat(due(without(true, "2026-03-29"), Counts.ELAPSED, "2026-03-28T12:00:00Z", "P1D"))
        .isEqualTo("2026-03-30T11:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsLeftLeadsBackToTheEnd(long seed) {
    Random random = new Random(seed);
    Reckoning rs = Procedures.of("RS").reckoning();
    Reckoning reckoning = new Reckoning(rs.zone(), rs.days(), seed % 2 == 0);
    for (int i = 0; i < 300; i++) {
      Instant from = Procedures.MONDAY.plusSeconds(random.nextInt(365 * 24 * 3600));
      Duration length = Duration.ofDays(1 + random.nextInt(60));
      Counts counts = Counts.values()[random.nextInt(2)];
      Instant due = reckoning.due(counts, from, length);
      assertThat(reckoning.left(counts, from, due)).as("seed %d, %s", seed, from).isEqualTo(length);
      Instant pause = from.plusSeconds(random.nextLong(Duration.between(from, due).toSeconds()));
      assertThat(reckoning.due(counts, pause, reckoning.left(counts, pause, due)))
          .as("seed %d: paused at %s and resumed at once", seed, pause)
          .isEqualTo(due);
      assertThat(reckoning.before(counts, due, Duration.ofDays(1))).isBefore(due);
    }
  }
}
