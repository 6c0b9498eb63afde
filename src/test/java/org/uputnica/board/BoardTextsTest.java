package org.uputnica.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.board.domain.BoardList;
import org.uputnica.platform.text.Texts;

/** Every list has its name in every language of the staff, and there is no other text. */
class BoardTextsTest {
  static List<String> languages() {
    return Texts.STAFF;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyListIsNamed(String language) {
    Set<String> wanted =
        Arrays.stream(BoardList.values()).map(it -> "list." + it).collect(Collectors.toSet());
    assertThat(Texts.keys("board", Locale.forLanguageTag(language))).isEqualTo(wanted);
  }
}
