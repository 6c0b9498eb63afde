package org.uputnica.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When memory grows, and when it only looks like it. */
class SoakTest {
  @Test
  void theSlopeIsThatOfTheLineClosestToAll() {
    assertThat(Memory.slope(List.of(1.0, 3.0, 5.0))).isCloseTo(2, within(1e-9));
    assertThat(Memory.slope(List.of(5.0, 1.0, 5.0))).isCloseTo(0, within(1e-9));
    assertThat(Memory.slope(List.of(7.0))).isZero();
  }

  @Test
  void whatGrowsInTheSecondHalfGrows() {
    assertThat(Soak.verdict("heap", List.of(50.0, 50.0, 50.0, 60.0, 70.0, 80.0)))
        .isEqualTo("heap: 10.0 MB a minute over the last 3 minutes, around 70.0 MB: GROWS");
  }

  @Test
  void whatGrewWhileItGotWarmDoesNot() {
    assertThat(Soak.verdict("heap", List.of(10.0, 40.0, 70.0, 100.0, 101.0, 100.0, 101.0, 100.0)))
        .endsWith("does not grow");
  }

  @Test
  void whatIsNotSeenIsNotJudged() {
    assertThat(Soak.verdict("heap", List.of(50.0, -1.0, -1.0, 51.0))).isEqualTo("heap: not known");
    assertThat(Soak.verdict("heap", List.of(50.0))).isEqualTo("heap: not known");
  }
}
