package org.uputnica.statistics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.statistics.domain.RefusalFigures.Cell;
import org.uputnica.statistics.domain.RefusalFigures.Kind;

/** Nothing below the threshold is told, nothing exact above it. */
class ThresholdTest {
  @ParameterizedTest
  @CsvSource({"11, 15", "12, 15", "15, 15", "16, 20", "100, 100", "101, 105"})
  void numbersAreRounded(long persons, long told) {
    assertThat(new Threshold(11).told(persons)).hasValue(told);
  }

  @Test
  void fewAndNoneLookAlike() {
    assertThat(LongStream.range(0, 11).mapToObj(new Threshold(11)::told))
        .containsOnly(OptionalLong.empty());
    assertThat(new Threshold(20).told(19)).isEmpty();
    assertThat(new Threshold(22).told(22)).hasValue(25);
  }

  @Test
  void noCountryTellsLess() {
    assertThat(new Threshold(3)).isEqualTo(new Threshold(11));
  }

  @Test
  void everyCellIsThereInOrder() {
    RefusalFigures figures =
        RefusalFigures.of(
            new CountryCode("ME"),
            YearMonth.of(2026, 10),
            new Threshold(11),
            Map.of("T016", 40L, "A005", 2L),
            Map.of("CS-NRM", 0L));
    assertThat(figures.cells())
        .containsExactly(
            new Cell(Kind.STEP, "A005", OptionalLong.empty()),
            new Cell(Kind.STEP, "T016", OptionalLong.of(40)),
            new Cell(Kind.SCOPE, "CS-NRM", OptionalLong.empty()));
  }
}
