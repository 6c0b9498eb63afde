package org.uputnica.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The time of a practice goes forward, never back. */
class PracticeClockTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final ZoneId PODGORICA = ZoneId.of("Europe/Podgorica");

  private final PracticeClock clock =
      new PracticeClock(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(1));

  @Test
  void itBeginsWhereItWasLeft() {
    assertThat(clock.instant()).isEqualTo("2026-03-03T10:00:00Z");
    assertThat(clock.ahead()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void itGoesForward() {
    clock.advanceTo(Duration.ofDays(29));
    assertThat(clock.instant()).isEqualTo("2026-03-31T10:00:00Z");
  }

  @Test
  void itNeverGoesBack() {
    clock.advanceTo(Duration.ofHours(23));
    clock.advanceTo(Duration.ofDays(-400));
    assertThat(clock.instant()).isEqualTo("2026-03-03T10:00:00Z");
  }

  @Test
  void whoeverLooksFromAnotherZoneSeesTheSameTimeAlsoAfterwards() {
    Clock local = clock.withZone(PODGORICA);
    clock.advanceTo(Duration.ofDays(2));
    assertThat(local.getZone()).isEqualTo(PODGORICA);
    assertThat(local.instant()).isEqualTo(clock.instant()).isEqualTo("2026-03-04T10:00:00Z");
  }
}
