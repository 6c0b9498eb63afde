package org.uputnica.inbox.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.changes.domain.ChangeKind;

/** Nothing in the quiet hours, by the clock on her wall; and not too often. */
class QuietHoursTest {
  private static final ZoneId PODGORICA = ZoneId.of("Europe/Podgorica");
  private static final QuietHours NIGHT =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0), PODGORICA);
  private static final QuietHours NOON =
      new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 30), PODGORICA);

  @ParameterizedTest
  @CsvSource({
    // winter: an hour before UTC
    "2031-01-10T20:59:59Z, 2031-01-10T20:59:59Z",
    "2031-01-10T21:00:00Z, 2031-01-11T05:00:00Z",
    "2031-01-10T23:30:00Z, 2031-01-11T05:00:00Z",
    "2031-01-11T04:59:59Z, 2031-01-11T05:00:00Z",
    "2031-01-11T05:00:00Z, 2031-01-11T05:00:00Z",
    // summer: two
    "2031-07-10T20:00:00Z, 2031-07-11T04:00:00Z",
    // the night in which the clock is put on, and the one in which it is put back
    "2031-03-29T22:00:00Z, 2031-03-30T04:00:00Z",
    "2031-10-25T21:00:00Z, 2031-10-26T05:00:00Z"
  })
  void overMidnight(Instant at, Instant told) {
    assertThat(NIGHT.after(at)).isEqualTo(told);
    assertThat(NIGHT.cover(at)).isEqualTo(!at.equals(told));
  }

  @ParameterizedTest
  @CsvSource({
    "2031-01-10T10:59:59Z, 2031-01-10T10:59:59Z",
    "2031-01-10T11:00:00Z, 2031-01-10T12:30:00Z",
    "2031-01-10T12:30:00Z, 2031-01-10T12:30:00Z"
  })
  void withinADay(Instant at, Instant told) {
    assertThat(NOON.after(at)).isEqualTo(told);
  }

  /** Where an hour comes twice, the quiet ends after it was there the second time. */
  @Test
  void anHourThatComesTwiceIsNoWayBack() {
    QuietHours early = new QuietHours(LocalTime.of(1, 0), LocalTime.of(2, 15), PODGORICA);
    Instant secondTime = Instant.parse("2031-10-26T01:10:00Z"); // 02:10, winter time
    assertThat(early.cover(secondTime)).isTrue();
    assertThat(early.after(secondTime)).isAfter(secondTime);
  }

  @Test
  void theWholeDayWhenItEndsWhereItBegins() {
    QuietHours always = new QuietHours(LocalTime.of(8, 0), LocalTime.of(8, 0), PODGORICA);
    assertThat(always.cover(Instant.parse("2031-01-10T12:00:00Z"))).isTrue();
    assertThat(always.after(Instant.parse("2031-01-10T12:00:00Z")))
        .isEqualTo(Instant.parse("2031-01-11T07:00:00Z"));
  }

  @Test
  void aLetterWaitsForTheLastOneAndForTheEndOfTheQuietHours() {
    Choices choices = choices(false);
    Instant evening = Instant.parse("2031-01-10T20:30:00Z"); // 21:30
    assertThat(choices.mayBeTold(evening, null, false)).isEqualTo(evening);
    assertThat(choices.mayBeTold(evening, evening.minusSeconds(3601), false)).isEqualTo(evening);
    // an hour after the last one it is quiet
    assertThat(choices.mayBeTold(evening, evening, false))
        .isEqualTo(Instant.parse("2031-01-11T05:00:00Z"));
  }

  @Test
  void whatIsUrgentPassesTheQuietHoursOnlyWhereThatWasChosenAndNeverTheSpacing() {
    Instant night = Instant.parse("2031-01-10T23:00:00Z");
    Instant morning = Instant.parse("2031-01-11T05:00:00Z");
    assertThat(choices(false).mayBeTold(night, null, true)).isEqualTo(morning);
    assertThat(choices(true).mayBeTold(night, null, true)).isEqualTo(night);
    assertThat(choices(true).mayBeTold(night, null, false)).isEqualTo(morning);
    assertThat(choices(true).mayBeTold(night, night.minusSeconds(60), true))
        .isEqualTo(night.plus(Duration.ofMinutes(59)));
  }

  private static Choices choices(boolean urgentAlways) {
    return new Choices(
        ChangeKind.LINES, Duration.ofHours(1), NIGHT, PODGORICA, urgentAlways, Locale.ENGLISH);
  }
}
