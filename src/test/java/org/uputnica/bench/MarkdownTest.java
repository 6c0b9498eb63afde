package org.uputnica.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables are ready to be put into the page. */
class MarkdownTest {
  @ParameterizedTest
  @CsvSource({
    "0.3, 0.30",
    "9.994, 9.99",
    "9.999, 10.0",
    "99.94, 99.9",
    "99.99, 100",
    "1234.4, 1 234"
  })
  void aNumberHasThreeDigitsThatCount(double value, String text) {
    assertThat(Markdown.number(value)).isEqualTo(text);
  }

  @Test
  void aUnitIsShownBothWaysWithItsShare() {
    Phase service = phase(10, 2, new Processes.Usage(0.4, 0.2, 0));
    Phase plain = phase(20, 1, new Processes.Usage(0, -1, 0));
    assertThat(Markdown.ofPhases(List.of(new Markdown.Pair("match", service, plain))).lines())
        .endsWith(
            "| match: service | 5.00 | 5.00 | 2.00 | 2.00 | 2.00 | 40.0 + 20.0 | **50.0 %** |",
            "| match: plain SQL | 10.0 | 10.0 | 1.00 | 1.00 | 1.00 | 0.00 + unknown |  |");
  }

  @Test
  void whatGrewStandsBesideWhatItWas() {
    assertThat(
            Growth.table(
                    10_000,
                    Map.of("inbox", times(100, 2)),
                    1_000_000,
                    Map.of("inbox", times(100, 3)))
                .lines())
        .containsExactly(
            "|  | 10 000: p50 / p95 ms | 1 000 000: p50 / p95 ms | Ratio p50 / p95 (goal: 1.3) |",
            "|---|---|---|---|",
            "| inbox | 2.00 / 2.00 | 3.00 / 3.00 | 1.50 / 1.50 |");
  }

  private static Phase phase(int units, long millis, Processes.Usage used) {
    return new Phase("one", 2, false, Map.of(Load.UNIT, times(units, millis)), used);
  }

  private static Times times(int units, long millis) {
    Times times = new Times();
    for (int i = 0; i < units; i++) {
      times.add(millis * 1_000_000);
    }
    return times;
  }
}
