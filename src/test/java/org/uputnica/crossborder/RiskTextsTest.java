package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.crossborder.domain.RequestRisk;
import org.uputnica.platform.text.Texts;

/** Every risk has its sentence in every language of the staff. */
class RiskTextsTest {
  static List<String> languages() {
    return Texts.STAFF;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEverySentence(String language) {
    Locale locale = Locale.forLanguageTag(language);
    assertThat(Texts.keys("crossborder", locale))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RequestRisk.Code.values()).map(it -> "risk." + it).toList());
    assertThat(Arrays.stream(RequestRisk.Code.values()))
        .allSatisfy(code -> {
          String day = "2026-12-31";
          String said = new Texts().text("crossborder", locale, "risk." + code, day);
          boolean dated = code.name().matches(".*_(ENDS|ENDED|YET)");
          assertThat(said).isNotBlank().doesNotContain("{", "''");
          assertThat(said.contains(day)).isEqualTo(dated);
        });
  }
}
