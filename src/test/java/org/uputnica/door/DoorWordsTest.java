package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.NeutralWords;

class DoorWordsTest {
  private static final DoorWords WORDS = new DoorWords(new Texts());

  static List<String> languages() {
    return Texts.PERSON;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasItsOwnWordsAndNoneThatTell(String language) {
    Locale locale = Locale.forLanguageTag(language);
    assertThat(Texts.keys("door", locale)).isEqualTo(Texts.keys("door", Locale.ENGLISH));
    List<String> all = new ArrayList<>(WORDS.welcome(locale));
    all.add(WORDS.title(locale));
    all.add(WORDS.takenBack(locale));
    for (DoorMessage.Kind kind : DoorMessage.Kind.values()) {
      all.add(WORDS.left(kind, locale));
    }
    List<String> roots = NeutralWords.forbidden();
    assertThat(all)
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(roots).noneMatch(text.toLowerCase(Locale.ROOT)::contains));
  }

  @ParameterizedTest
  @EnumSource(DoorMessage.Kind.class)
  void everyKindIsAnsweredInAWholeSentence(DoorMessage.Kind kind) {
    assertThat(WORDS.left(kind, Locale.ENGLISH)).endsWith(".");
  }

  @Test
  void herLanguageGoesBeforeTheDevices() {
    assertThat(WORDS.language("prs", "en")).isEqualTo(Locale.forLanguageTag("prs"));
    assertThat(WORDS.language("ti", "fr")).isEqualTo(Locale.FRENCH);
    assertThat(WORDS.language("ti", null)).isEqualTo(Locale.ENGLISH);
  }
}
