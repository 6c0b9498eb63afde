package org.uputnica.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;
import org.uputnica.referral.domain.NeedsEnvelope;

/** What somebody reads who has a link: in every language, and nothing that tells. */
class LinkWordsTest {
  private static final List<String> TELLING =
      List.of(
          "trafick",
          "traffick",
          "trgovin",
          "трговин",
          "victim",
          "žrtv",
          "жртв",
          "viktim",
          "shelter",
          "skloni",
          "склони",
          "засолни",
          "strehim",
          "violen",
          "nasilj",
          "насиљ");

  private final LinkWords words = new LinkWords(new Texts(), new CodeLists());

  static Stream<String> languages() {
    return Texts.STAFF.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryTextInNeutralWords(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    assertThat(Texts.keys("answering", language))
        .isEqualTo(Texts.keys("answering", Locale.ENGLISH));
    for (AgeState age : AgeState.values()) {
      List<String> lines = words.question(needs(age, null), "+382 00 000006", language);
      assertThat(lines).hasSizeGreaterThan(9).doesNotContainNull();
      assertThat(String.join(" ", lines).toLowerCase(language))
          .doesNotContain(TELLING)
          .doesNotContain("acc-", "med-", "{0}");
    }
    assertThat(words.reasons(language)).hasSize(8);
    for (ByLink.Kind kind : ByLink.Kind.values()) {
      assertThat(words.thanks(kind, language)).hasSize(2);
    }
  }

  @Test
  void needsAreSaidInEverydayWordsAndOnce() {
    assertThat(words.question(needs(AgeState.ADULT, 27), null, Locale.ENGLISH))
        .contains("A woman", "Age: 27", "A place to sleep", "Care by a doctor", "Other help")
        .doesNotContain("Grown up")
        .doesNotHaveDuplicates();
  }

  private static NeedsEnvelope needs(AgeState state, @Nullable Integer age) {
    return new NeedsEnvelope(
        state,
        age,
        "WOMAN",
        "sq",
        Answer.YES,
        new UrgentNeeds(Answer.YES, Answer.YES, Answer.YES, Answer.YES, Answer.YES),
        RiskLevel.HIGH,
        2,
        List.of("ACC-EMG", "ACC-SHL", "MED-GEN", "RET"));
  }
}
