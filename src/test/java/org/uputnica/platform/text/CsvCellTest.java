package org.uputnica.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://example.org\")",
        "+38267000001",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1",
        "  =1+1",
        "\uFF1D1+1"
      })
  void aFormulaIsShownAndNotRun(String text) {
    assertThat(CsvCell.of(text)).startsWith("\"'");
  }

  @Test
  void aNameStaysAsItWasSaid() {
    assertThat(CsvCell.of("Zora Kalešić")).isEqualTo("\"Zora Kalešić\"");
    assertThat(CsvCell.of("Zora \"Zo\", K.")).isEqualTo("\"Zora \"\"Zo\"\", K.\"");
    assertThat(CsvCell.of("")).isEqualTo("\"\"");
    assertThat(CsvCell.of("O-Ren = 1")).isEqualTo("\"O-Ren = 1\"");
  }
}
