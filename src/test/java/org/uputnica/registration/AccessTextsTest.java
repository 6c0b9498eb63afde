package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.consent.domain.Recall;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.text.Texts;

class AccessTextsTest {
  private static final AccessTexts TEXTS = new AccessTexts(new Texts());
  private static final UUID DOER = UUID.fromString("1e000000-0000-4000-8000-000000000001");
  private static final UUID RECEIVER = UUID.fromString("1e000000-0000-4000-8000-000000000004");

  static List<String> languages() {
    return Texts.PERSON;
  }

  @Test
  void aReadingSaysWhatAndWhy() {
    EntryContent read =
        entry(
            "identity-read",
            "categories",
            "NAME,CONTACT",
            "ground",
            "CS-REF-SVC",
            "recipient",
            RECEIVER.toString());
    assertThat(TEXTS.what(read, Locale.ENGLISH))
        .isEqualTo("Looked at: your name; how to reach you");
    assertThat(TEXTS.why(read, Locale.ENGLISH))
        .isEqualTo("You said yes to this: A place that can help you gets your details.");
    assertThat(AccessTexts.who(read)).isEqualTo(RECEIVER);
    EntryContent lawful = entry("identity-read", "categories", "NAME", "ground", "OV-VITAL");
    assertThat(TEXTS.why(lawful, Locale.ENGLISH)).isEqualTo("The law allows this without asking");
    assertThat(AccessTexts.who(lawful)).isEqualTo(DOER);
    EntryContent both = entry("identity-read", "ground", "OV-VITAL+CS-STO");
    assertThat(TEXTS.why(both, Locale.ENGLISH)).startsWith("You said yes to this: ");
    EntryContent kept = entry("identity-kept", "categories", "HEALTH");
    assertThat(TEXTS.what(kept, Locale.ENGLISH)).isEqualTo("Wrote down: your health");
    assertThat(TEXTS.why(kept, Locale.ENGLISH)).isEqualTo("Needed for your request");
  }

  @Test
  void whatWasDoneWithoutAskingFirstIsSaidToBeThat() {
    assertThat(TEXTS.what(entry("break-glass-opened"), Locale.ENGLISH))
        .startsWith("Looked without asking first");
  }

  @Test
  void whatALeaveOfItsOwnOpenedIsNotSaidToBeTheLaw() {
    EntryContent glass = entry("identity-read", "categories", "NAME", "ground", "BREAK-GLASS");
    EntryContent request = entry("identity-read", "ground", "IDENTITY-REQUEST");
    assertThat(TEXTS.why(glass, Locale.ENGLISH))
        .isEqualTo("It could not wait; a second person checks it")
        .isEqualTo(TEXTS.why(entry("break-glass-opened"), Locale.ENGLISH));
    assertThat(TEXTS.why(request, Locale.ENGLISH))
        .isEqualTo("The office said why it needs this, and a second person agreed");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyGroundHasASentenceOfItsOwnInTheScriptOfTheLanguage(String language) {
    Locale locale = Locale.forLanguageTag(language);
    Set<String> said =
        Stream.of("BREAK-GLASS", "IDENTITY-REQUEST", "OV-VITAL")
            .map(ground -> TEXTS.why(entry("identity-read", "ground", ground), locale))
            .collect(Collectors.toSet());
    assertThat(said).hasSize(3);
    assertThat(said.stream().map(AccessTextsTest::scripts))
        .containsOnly(scripts(TEXTS.what(entry("identity-erased"), locale)));
  }

  @Test
  void whatIsAskedBackIsToldWithTheAnswer() {
    EntryContent asked = recall("recall-asked", "");
    assertThat(TEXTS.what(asked, Locale.ENGLISH))
        .isEqualTo("Was asked to give back what it had: your name");
    assertThat(TEXTS.why(asked, Locale.ENGLISH)).isEqualTo("What you agreed to has ended");
    assertThat(AccessTexts.who(asked)).isEqualTo(RECEIVER);
    assertThat(
            Stream.of(Recall.Answer.values())
                .map(
                    answer -> TEXTS.what(recall("recall-answered", answer.name()), Locale.ENGLISH)))
        .containsExactly(
            "Says that it has deleted: your name",
            "Says that it does not use this any more: your name",
            "Must keep this because the law says so: your name");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyAnswerHasASentenceOfItsOwn(String language) {
    Set<String> said =
        Stream.of(Recall.Answer.values())
            .map(answer ->
                TEXTS.what(
                    recall("recall-answered", answer.name()), Locale.forLanguageTag(language)))
            .collect(Collectors.toSet());
    assertThat(said).hasSize(3).noneMatch(line -> line.contains("{") || line.contains("''"));
  }

  private static EntryContent recall(String action, String answer) {
    return entry(
        action,
        "recipient",
        RECEIVER.toString(),
        "scope",
        "CS-REF-SVC",
        "items",
        "NAME",
        "answer",
        answer);
  }

  @Test
  void aCopyIsToldUnderItsFormerNameToo() {
    for (String action : List.of("identity-copy-exported", "identity-copied-out")) {
      EntryContent copy = entry(action, "categories", "NAME", "ground", "CS-STO");
      assertThat(AccessTexts.ACTIONS).contains(action);
      assertThat(TEXTS.what(copy, Locale.ENGLISH)).isEqualTo("Made a copy for you: your name");
    }
  }

  @Test
  void anApostropheIsKept() {
    assertThat(TEXTS.what(entry("identity-admitted"), Locale.forLanguageTag("sq")))
        .isEqualTo("Tani e tutje mund t'i hapë të dhënat tuaja");
    assertThat(TEXTS.what(entry("identity-exported", "categories", "NAME"), Locale.FRENCH))
        .startsWith("A envoyé à un bureau d'un autre pays");
  }

  @Test
  void anOfficeThatIsNotKnownHasNoName() {
    assertThat(TEXTS.unknown(entry("identity-read"), Locale.ENGLISH)).isEqualTo("An office");
  }

  @Test
  void herOwnLanguageComesFirst() {
    assertThat(TEXTS.language("prs", "mk")).isEqualTo(Locale.forLanguageTag("prs"));
    assertThat(TEXTS.language("ti", "mk")).isEqualTo(Locale.forLanguageTag("mk"));
    assertThat(TEXTS.language("ti", null)).isEqualTo(Locale.ENGLISH);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyActionAndFunctionCanBeReadAloudInEveryLanguage(String language) {
    Locale locale = Locale.forLanguageTag(language);
    List<String> said = new ArrayList<>();
    for (String action : AccessTexts.ACTIONS) {
      EntryContent entry =
          entry(action, "categories", "NAME", "ground", "CS-STO", "answer", "ERASED");
      said.add(TEXTS.what(entry, locale));
      said.add(TEXTS.why(entry, locale));
    }
    for (String function : Organization.FUNCTIONS) {
      said.add(
          TEXTS.function(
              new Organization(
                  new OrganizationId(DOER),
                  "Breza",
                  new CountryCode("ME"),
                  Set.of(function),
                  null,
                  null,
                  List.of()),
              locale));
    }
    assertThat(said)
        .allMatch(line -> !line.isBlank() && !line.contains("{") && !line.contains("''"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryKeyAndSaysThatNobodyHasReviewedIt(String language) throws IOException {
    assertThat(read(language).stringPropertyNames()).isEqualTo(read("en").stringPropertyNames());
    assertThat(Files.readString(file(language))).contains("# Reviewed by a professional: no.");
  }

  private static Set<Character.UnicodeScript> scripts(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character.UnicodeScript::of)
        .collect(Collectors.toSet());
  }

  private static Properties read(String language) throws IOException {
    Properties texts = new Properties();
    try (var in = Files.newBufferedReader(file(language))) {
      texts.load(in);
    }
    return texts;
  }

  private static Path file(String language) {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    return Path.of("src/main/resources/messages/access" + suffix + ".properties");
  }

  private static EntryContent entry(String action, String... details) {
    return new EntryContent(
        Instant.parse("2026-11-26T10:00:00Z"),
        "ME",
        DOER,
        "someone",
        List.of("R-CASE"),
        action,
        "DONE",
        UUID.fromString("5b0e7a44-9a1f-4f6c-8a53-2d9d0e6c7f10"),
        action.equals("identity-admitted") || action.equals("identity-shut")
            ? RECEIVER.toString()
            : null,
        List.of(details));
  }
}
