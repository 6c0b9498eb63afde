package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.NeutralWords;

/** A letter is the same for everybody, in her language, and says nothing. */
class InboxTextsTest {
  static List<String> languages() {
    return Texts.STAFF;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasTheWholeLetter(String language) {
    Locale locale = Locale.forLanguageTag(language);
    assertThat(Texts.keys("inbox", locale)).isEqualTo(Set.of("letter.subject", "letter.body"));
    assertThat(Texts.keys("contact", locale)).isEqualTo(Set.of("reach-safely"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aLetterHoldsNoWordThatTellsAndNothingToFillIn(String language) {
    Texts texts = new Texts();
    Locale locale = Locale.forLanguageTag(language);
    String letter =
        texts.text("inbox", locale, "letter.subject") + texts.text("inbox", locale, "letter.body");
    assertThat(letter.toLowerCase(Locale.ROOT)).doesNotContain(NeutralWords.forbidden());
    assertThat(letter).doesNotContainPattern("[0-9{}@]|://|(?i)uputnica");
  }
}
