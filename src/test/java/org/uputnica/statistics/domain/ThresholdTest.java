package org.uputnica.statistics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.statistics.domain.RefusalFigures.Cell;
import org.uputnica.statistics.domain.RefusalFigures.Kind;

/** Nothing below the threshold is told, nothing exact above it. */
class ThresholdTest {
  @ParameterizedTest
  @CsvSource({"11, 15", "12, 15", "15, 15", "16, 20", "100, 100", "101, 105"})
  void numbersAreRounded(long persons, long told) {
    assertThat(Threshold.rounded(persons)).isEqualTo(told);
  }

  @Test
  void fewAndNoneLookAlike() {
    assertThat(LongStream.range(0, 11).filter(new Threshold(11)::isReachedBy)).isEmpty();
    assertThat(new Threshold(20).isReachedBy(19)).isFalse();
    assertThat(new Threshold(20).isReachedBy(20)).isTrue();
  }

  @Test
  void noCountryTellsLess() {
    assertThat(new Threshold(3)).isEqualTo(new Threshold(11));
  }

  @Test
  void everyCellIsThereInOrder() {
    RefusalFigures figures =
        RefusalFigures.of(
            new MonthlyFigures.Told(
                FigurePlace.of(new CountryCode("ME")),
                YearMonth.of(2026, 10),
                Instant.EPOCH,
                new Threshold(11),
                List.of(
                    new ToldFigure(FigureTable.REFUSED_STEP, List.of("T016"), 40),
                    new ToldFigure(FigureTable.REFUSED_REASON, List.of("CS-POL", "RR-FEAR"), 15))));
    assertThat(figures.cells())
        .hasSize(3 + 16 + 16 * 7)
        .startsWith(
            new Cell(Kind.STEP, "A005", null, OptionalLong.empty()),
            new Cell(Kind.STEP, "T016", null, OptionalLong.of(40)),
            new Cell(Kind.STEP, "T053", null, OptionalLong.empty()),
            new Cell(Kind.SCOPE, "CS-ASY", null, OptionalLong.empty()))
        .extracting(Cell::code)
        .contains("CS-NRM")
        .doesNotContain("CS-STAT");
    assertThat(figures.cells())
        .filteredOn(it -> it.kind() == Kind.REASON && it.persons().isPresent())
        .containsExactly(new Cell(Kind.REASON, "CS-POL", RefusalReason.FEAR, OptionalLong.of(15)));
  }
}
