package org.uputnica.inbox.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Doubled pauses up to the longest, and an end. */
class RetryScheduleTest {
  private static final Instant NOW = Instant.parse("2031-01-10T12:00:00Z");
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofDays(3));

  @Test
  void pausesDoubleUpToTheLongest() {
    List<Long> pauses =
        IntStream.rangeClosed(1, 9)
            .mapToObj(tries -> Duration.between(NOW, SCHEDULE.next(tries, NOW)).toSeconds())
            .toList();
    assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
    assertThat(SCHEDULE.next(Integer.MAX_VALUE, NOW)).isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void itIsOverThreeDaysAfterItWasMade() {
    assertThat(SCHEDULE.isOver(NOW, NOW.plus(Duration.ofDays(3)).minusSeconds(1))).isFalse();
    assertThat(SCHEDULE.isOver(NOW, NOW.plus(Duration.ofDays(3)))).isTrue();
  }
}
