package org.uputnica.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.platform.text.Texts;
import org.uputnica.statistics.domain.FigureTable;

/** Every table and every cell of ours has its name in every language of the staff. */
class FigureTextsTest {
  static List<String> languages() {
    return Texts.STAFF;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyTableIsNamed(String language) {
    Set<String> keys = Texts.keys("figures", Locale.forLanguageTag(language));
    assertThat(keys).isEqualTo(Texts.keys("figures", Locale.ENGLISH));
    Set<String> wanted = new HashSet<>();
    for (FigureTable table : FigureTable.values()) {
      if (table.subject() == FigureTable.Subject.REFUSALS) {
        continue; // told by code
      }
      wanted.add("table." + table);
      if (table != FigureTable.OUTCOME && table != FigureTable.REACHED) {
        table.cells().forEach(it -> wanted.add("cell." + it));
      }
    }
    wanted.addAll(
        List.of("cell." + FigureTable.MEDIAN, "cell." + FigureTable.NINTH, "cell.NO-ANSWER"));
    Arrays.asList("month", "table", "cell", "codes", "unit", "number", "PERSONS", "HOURS")
        .forEach(it -> wanted.add("column." + it));
    assertThat(keys).isEqualTo(wanted);
  }
}
