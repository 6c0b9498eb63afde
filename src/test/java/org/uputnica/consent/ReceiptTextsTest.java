package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.consent.domain.Statements;
import org.uputnica.consent.domain.Telling;
import org.uputnica.platform.text.Texts;

class ReceiptTextsTest {
  private static final ReceiptTexts TEXTS = new ReceiptTexts(new Texts());

  static Iterable<String> languages() {
    return ReceiptTexts.LANGUAGES;
  }

  @Test
  void aYesInEnglish() {
    var yes =
        Statements.given(ConsentScope.REFERRAL)
            .to(Statements.SHELTER)
            .items(ItemCategory.NAME, ItemCategory.CONTACT)
            .until(Statements.THURSDAY)
            .at(Statements.MONDAY);
    Receipt receipt =
        TEXTS.receipt((Spoken) yes, Statements.adult(), null, "Breza", Statements.TUESDAY);
    assertThat(receipt.language().toLanguageTag()).isEqualTo("prs");
    assertThat(english(yes).lines())
        .containsExactly(
            "You said yes.",
            "It was about this: A place that can help you gets your details.",
            "It is for: Breza",
            "Only this may be shown: your name; how to reach you.",
            "It ends on: 05.03.2026",
            "You can take your yes back at any time. Say it to any worker. You need not say why.",
            "Help does not depend on your answer.",
            "Date: 02.03.2026",
            "Your number: 0000-0000-0",
            "This paper is yours. You may keep it or throw it away.");
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsentScope.class,
      names = {"MECHANISM", "POLICE", "MIGRATION", "ASYLUM", "CONSULATE"})
  void aNameThatWouldTellTooMuchIsNotOnPaper(ConsentScope scope) {
    var no = Statements.refused(scope).to(Statements.SHELTER).at(Statements.MONDAY);
    assertThat(english(no).lines()).noneMatch(line -> line.contains("Breza"));
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void whySheSaidNoIsOnNoPaper(RefusalReason why) {
    for (ConsentScope scope : ConsentScope.values()) {
      var silent = Statements.refused(scope).to(Statements.SHELTER).at(Statements.MONDAY);
      var no = Statements.refused(scope).to(Statements.SHELTER).because(why).at(Statements.MONDAY);
      assertThat(english(no).lines()).isEqualTo(english(silent).lines());
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryKeyAndSaysThatNobodyHasReviewedIt(String language) throws IOException {
    assertThat(read(language).stringPropertyNames()).isEqualTo(read("en").stringPropertyNames());
    try (InputStream in = open(language)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("# Reviewed by a professional: no.");
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyStatementCanBeReadAloudInEveryLanguage(String language) {
    for (ConsentScope scope : ConsentScope.values()) {
      for (var said :
          new Statements[] {
            Statements.given(scope),
            Statements.refused(scope),
            Statements.withdrawn(scope),
            Statements.asked(scope),
            Statements.notAsked(scope),
            Statements.invalidated(scope).byGuardian()
          }) {
        Receipt receipt = in(language, said.to(Statements.SHELTER).at(Statements.MONDAY));
        assertThat(receipt.language()).isEqualTo(Locale.forLanguageTag(language));
        assertThat(receipt.rightToLeft())
            .isEqualTo(Set.of("ar", "fa", "prs", "ps", "ur").contains(language));
        assertThat(receipt.lines()).allMatch(line -> !line.contains("{") && !line.isBlank());
        assertThat(receipt.lines()).anyMatch(line -> line.contains("0000-0000-0"));
        assertThat(receipt.lines()).noneMatch(line -> line.contains("CS-"));
      }
    }
  }

  @Test
  void aLanguageWithoutTextsFallsBackToTheOneAskedForAndThenToEnglish() {
    assertThat(in("ti", "fr").language()).isEqualTo(Locale.FRENCH);
    assertThat(in("ti", (String) null).language()).isEqualTo(Locale.ENGLISH);
  }

  private static Receipt english(ConsentStatement statement) {
    return in("en", statement);
  }

  private static Receipt in(String language, ConsentStatement statement) {
    Spoken spoken = (Spoken) statement;
    return TEXTS.receipt(
        inLanguage(spoken, language), Statements.adult(), null, "Breza", Statements.TUESDAY);
  }

  private static Receipt in(String language, @Nullable String otherwise) {
    var no = (Spoken) Statements.refused(ConsentScope.FAMILY).at(Statements.MONDAY);
    return TEXTS.receipt(
        inLanguage(no, language), Statements.adult(), otherwise, null, Statements.TUESDAY);
  }

  private static Spoken inLanguage(Spoken spoken, String language) {
    var told = spoken.told();
    var said = new Telling(told.method(), language, null, null, null, null, told.contact(), null);
    return switch (spoken) {
      case ConsentStatement.Asked it -> new ConsentStatement.Asked(it.said(), said);
      case ConsentStatement.Given it ->
          new ConsentStatement.Given(it.said(), said, it.limited(), it.expires());
      case ConsentStatement.Refused it ->
          new ConsentStatement.Refused(it.said(), said, it.reason());
      case ConsentStatement.NotAsked it ->
          new ConsentStatement.NotAsked(it.said(), said, it.reason());
      case ConsentStatement.Withdrawn it ->
          new ConsentStatement.Withdrawn(it.said(), said, it.reason());
      case ConsentStatement.Invalidated it ->
          new ConsentStatement.Invalidated(it.said(), said, it.reason());
    };
  }

  private static Properties read(String language) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = open(language)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static InputStream open(String language) {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    return Objects.requireNonNull(
        ReceiptTextsTest.class.getResourceAsStream("/messages/receipt" + suffix + ".properties"));
  }
}
