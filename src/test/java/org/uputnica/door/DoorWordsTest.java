package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
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
    all.add(WORDS.endsMore(false, locale));
    all.add(WORDS.endsMore(true, locale));
    all.addAll(recalled(null, locale));
    for (Recall.Answer answer : Recall.Answer.values()) {
      all.add(recalled(answer, locale).getLast());
    }
    for (DoorMessage.Kind kind : DoorMessage.Kind.values()) {
      all.add(WORDS.left(kind, locale));
    }
    List<String> roots = NeutralWords.forbidden();
    assertThat(all)
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(roots).noneMatch(text.toLowerCase(Locale.ROOT)::contains));
  }

  private static List<String> recalled(Recall.@Nullable Answer answer, Locale locale) {
    Recall asked =
        new Recall(
            Ids.random(),
            new CaseId(Ids.random()),
            CaseCode.random(new SecureRandom()),
            new CountryCode("ME"),
            new OrganizationId(Ids.random()),
            new ConsentId(Ids.random()),
            ConsentScope.STORAGE,
            Set.of(ItemCategory.NAME, ItemCategory.CONTACT),
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null,
            null);
    Recall recall =
        answer == null
            ? asked
            : asked.answered(
                answer,
                answer == Recall.Answer.KEPT ? Recall.Because.COURT_FILE : null,
                "somebody",
                Instant.EPOCH);
    return WORDS.recall(recall, "Breza", locale);
  }

  @Test
  void whatWasAskedBackIsToldWithTheOfficeAndTheAnswer() {
    assertThat(recalled(null, Locale.ENGLISH))
        .containsExactly(
            "Breza",
            "Was asked to give back what it had: your name; how to reach you",
            "There is no answer yet.");
    assertThat(recalled(Recall.Answer.KEPT, Locale.ENGLISH).getLast())
        .isEqualTo("It must keep this, because the law says so.");
    assertThat(recalled(null, Locale.FRENCH).get(1))
        .startsWith("On lui a demandé de rendre ce qu'il");
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
