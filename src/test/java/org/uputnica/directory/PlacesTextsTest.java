package org.uputnica.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.directory.domain.CapacityAsk;
import org.uputnica.platform.text.Texts;

/** What is asked of a house is said in every language of those who work with it. */
class PlacesTextsTest {
  static Stream<String> languages() {
    return Texts.STAFF.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyQuestionHasItsSentence(String language) {
    assertThat(Texts.keys("places", Locale.forLanguageTag(language)))
        .isEqualTo(
            Arrays.stream(CapacityAsk.values())
                .map(it -> "asks." + it)
                .collect(Collectors.toSet()));
  }
}
