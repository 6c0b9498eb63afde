package org.uputnica.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.testing.NeutralWords;

class TellingWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Association for Victims of Violence",
        "SOS telefon za žene i djecu",
        "Dom za ŽRTVE nasilja",
        "Сигурна кућа",
        "Qendra kundër dhunës"
      })
  void aNameThatSaysWhatItIsForTells(String name) {
    assertThat(TellingWords.areIn(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"House Breza", "Centre for social work", "Dom Ljiljan"})
  void aPlainNameDoesNot(String name) {
    assertThat(TellingWords.areIn(name)).isFalse();
  }

  @Test
  void whatNoTextOfOursMayHoldNoNameMayEither() {
    assertThat(NeutralWords.forbidden()).allMatch(TellingWords::areIn);
  }
}
