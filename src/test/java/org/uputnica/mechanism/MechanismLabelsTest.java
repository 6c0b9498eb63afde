package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.definition.LabelCheck;
import org.uputnica.mechanism.definition.Vocabulary;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputProblem;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.Remedy;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.text.Texts;
import org.uputnica.testing.Contract;

/** Every language says everything, in neutral words. */
class MechanismLabelsTest {
  private static final List<String> SUFFIXES =
      List.of("", "_sq", "_bs", "_cnr", "_sr_Latn", "_sr_Cyrl", "_mk");
  private static final String NOT_NEUTRAL =
      "(?iu).*(victim|traffick|žrtv|trgovin[aeu] ljud|жртв|трговија со|трговин[аеу] људ|viktim|trafik|krivičn|кривичн).*";

  private static final List<String> SCOPES =
      List.of(
          "CS-INT",
          "CS-STO",
          "CS-NRM",
          "CS-REF-SVC",
          "CS-XBR",
          "CS-RET",
          "CS-POST",
          "CS-GUARD",
          "CS-POL");

  private final MechanismLabels labels = new MechanismLabels(new Texts());

  static List<String> languages() {
    return SUFFIXES;
  }

  private static Properties read(String suffix) throws IOException {
    Properties texts = new Properties();
    try (var reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/messages/mechanism" + suffix + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  private static Set<String> wanted() {
    Set<String> keys = new TreeSet<>();
    Procedures.COUNTRIES
        .values()
        .forEach(mechanism -> keys.addAll(LabelCheck.wanted(mechanism).keySet()));
    Stream.of(Party.values()).forEach(party -> keys.add("party." + party.word()));
    Stream.of(Fact.values()).forEach(fact -> keys.add("reason." + fact.word()));
    Stream.of(InputProblem.What.values()).forEach(what -> keys.add("problem." + what.word()));
    Stream.of(Notice.About.values()).forEach(about -> keys.add("notice." + about.word()));
    Stream.of(Notice.Answer.values()).forEach(answer -> keys.add("answer." + answer));
    Vocabulary.examples().forEach(guard -> keys.add("reason." + guard.reason().code()));
    keys.addAll(List.of("reason.children-only", "reason.not-your-turn", "reason.fixable-by"));
    keys.addAll(List.of("reason.consent-refused", "reason.consent-deferred"));
    reasons()
        .flatMap(reason -> reason.remedies().stream())
        .forEach(remedy -> {
          if (remedy instanceof Remedy.Operation(String id)) {
            keys.add("operation." + id);
          }
        });
    return keys;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryKeyAndNoOther(String suffix) throws IOException {
    assertThat(read(suffix).stringPropertyNames()).containsExactlyInAnyOrderElementsOf(wanted());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void wordsAreNeutralAndNeverEmpty(String suffix) throws IOException {
    Properties texts = read(suffix);
    List<String> wrong = new ArrayList<>();
    for (String key : texts.stringPropertyNames()) {
      String text = texts.getProperty(key);
      if (text.isBlank() || text.matches(NOT_NEUTRAL)) {
        wrong.add(key + "=" + text);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void argumentsAreTheSameInEveryLanguage(String suffix) throws IOException {
    Properties english = read("");
    Properties texts = read(suffix);
    for (String key : english.stringPropertyNames()) {
      assertThat(texts.getProperty(key).contains("{0}"))
          .as(key)
          .isEqualTo(english.getProperty(key).contains("{0}"));
    }
  }

  @Test
  void theNeutralLawyersPagesAreNeutralToo() throws IOException {
    for (Path file : Stream.of("base", "countries").flatMap(MechanismLabelsTest::files).toList()) {
      assertThat(
              Files.readString(file)
                  .lines()
                  .filter(line -> line.contains("label:"))
                  .filter(line -> line.matches(NOT_NEUTRAL)))
          .as("%s", file)
          .isEmpty();
    }
  }

  private static Stream<Path> files(String folder) {
    try (Stream<Path> found = Files.list(Path.of("src/main/resources/mechanisms", folder))) {
      return found.toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en      | Consent is missing: referral to the competent body. Who can change this: front-line worker (responsible organisation), case manager (responsible organisation).
          cnr     | Nedostaje pristanak: upućivanje nadležnom tijelu. To može promijeniti: radnik prvog kontakta (odgovorna organizacija), vodilac predmeta (odgovorna organizacija).
          sr-Latn | Nedostaje pristanak: upućivanje nadležnom telu. To može promeniti: radnik prvog kontakta (odgovorna organizacija), vodilac predmeta (odgovorna organizacija).
          sr-Cyrl | Недостаје пристанак: упућивање надлежном телу. То може променити: радник првог контакта (одговорна организација), водилац предмета (одговорна организација).
          sq      | Mungon pëlqimi: referimi te organi kompetent. Këtë mund ta ndryshojë: punonjësi i kontaktit të parë (organizata përgjegjëse), menaxheri i rastit (organizata përgjegjëse).
          mk      | Недостига согласност: упатување до надлежното тело. Тоа може да го промени: работник на прв контакт (одговорна организација), водител на случај (одговорна организација).
          """)
  void aClosedStepExplainsItselfInTheReadersLanguage(String language, String sentence) {
    var guard = new Guard.ConsentGiven("CS-NRM");
    assertThat(
            labels.sentence(
                new ClosedReason.GuardNotMet(guard, guard.reason()),
                Locale.forLanguageTag(language)))
        .isEqualTo(sentence);
  }

  /** Every reason a condition of any country can give, whatever the facts. */
  private static Stream<Reason> reasons() {
    Facts.Builder refused = Facts.asOf(Procedures.MONDAY).age(AgeRule.ADULT);
    Facts.Builder deferred = Facts.asOf(Procedures.MONDAY);
    for (String scope : SCOPES) {
      refused.consent(scope, Facts.ConsentWord.REFUSED);
      deferred.consent(scope, Facts.ConsentWord.NOT_ASKED_WITH_REASON);
    }
    Stream<Guard> inFiles =
        Procedures.COUNTRIES.values().stream()
            .flatMap(mechanism -> mechanism.tracks().stream())
            .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()))
            .flatMap(step -> step.when().stream());
    Stream<Guard> facts = Stream.of(Fact.values()).map(Guard.Holds::new);
    return Stream.of(inFiles, Vocabulary.examples().stream(), facts)
        .flatMap(it -> it)
        .flatMap(Guard::parts)
        .distinct()
        .flatMap(guard ->
            Stream.of(
                guard.reason(), guard.reason(refused.build()), guard.reason(deferred.build())));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyReasonIsAWholeSentenceWithItsRemedies(String suffix) {
    Locale language =
        Locale.forLanguageTag(suffix.isEmpty() ? "en" : suffix.substring(1).replace('_', '-'));
    Set<String> operations =
        Contract.bundled().operations().stream()
            .map(Contract.Operation::id)
            .collect(Collectors.toSet());
    assertThat(reasons())
        .allSatisfy(reason -> {
          assertThat(labels.sentence(reason, language))
              .endsWith(".")
              .doesNotContain("{", "CS-", "OV-", "DL-", "R-CASE", "reason.");
          for (Remedy remedy : reason.remedies()) {
            switch (remedy) {
              case Remedy.Operation(String id) -> {
                assertThat(operations).contains(id);
                assertThat(labels.remedy(remedy, language)).isNotEqualTo(id);
              }
              case Remedy.OtherStep(StepCode step) ->
                  assertThat(labels.remedy(remedy, language)).isNotEqualTo(step.value());
              case Remedy.OwnInput(String input) ->
                  assertThat(labels.remedy(remedy, language)).isNotEqualTo(input);
            }
          }
        });
  }

  @Test
  void aNoIsSaidToBeANoAndNobodyIsSentToAskAgain() {
    Facts refused =
        Facts.asOf(Procedures.MONDAY).consent("CS-NRM", Facts.ConsentWord.REFUSED).build();
    Reason reason = new Guard.ConsentGiven("CS-NRM").reason(refused);
    assertThat(reason.fixableBy()).isEmpty();
    assertThat(reason.remedies()).isEmpty();
    assertThat(labels.sentence(reason, Locale.ENGLISH))
        .isEqualTo(
            "The answer was no: referral to the competent body. Only who gave it can change it, at any time, and nobody is pressed.");
  }

  @Test
  void severalWaysAreAllSaid() {
    Reason reason =
        new Guard.AnyOf(
                List.of(new Guard.ConsentGiven("CS-INT"), new Guard.ConsentNotAsked("CS-INT")))
            .reason();
    assertThat(labels.sentence(reason, Locale.ENGLISH))
        .startsWith(
            "One of these has to change. Consent is missing: interview and screening. It is not written down why consent was not asked: interview and screening.");
    assertThat(
            labels.sentence(
                new ClosedReason.NotYourTurn(List.of(Performer.SYSTEM)), Locale.ENGLISH))
        .isEqualTo("It waits for: the service itself.");
  }
}
