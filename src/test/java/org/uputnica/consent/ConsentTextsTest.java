package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentWords;
import org.uputnica.consent.domain.ConsentWords.Point;
import org.uputnica.consent.domain.ConsentWords.Question;
import org.uputnica.consent.domain.ConsentWords.Sentence;
import org.uputnica.consent.domain.SentenceMedium;
import org.uputnica.consent.domain.SentenceMedium.Form;
import org.uputnica.consent.domain.TextReview;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.text.Texts;

/** What is read before she answers: versions side by side, and what an operator adds to them. */
class ConsentTextsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String VERSIONS =
      """
      version,label_en,definition,bundle,used_from,used_until,basis,source
      0,Earlier texts,,asking-earlier,2025-01-01T00:00:00Z,2026-01-01T00:00:00Z,,
      1,First texts,,asking,2026-01-01T00:00:00Z,,,
      """;

  @TempDir Path directory;

  @Test
  void theVersionInUseHasEveryPointAndEveryQuestionAndNoSentenceNobodyReads() {
    ConsentWords english = texts(Optional.empty()).find("1", "en").orElseThrow();
    assertThat(english.points().stream().map(Sentence::key))
        .containsExactlyElementsOf(
            Arrays.stream(Point.values()).map(point -> "point." + point).toList());
    assertThat(english.questions().stream().map(Question::scope))
        .containsExactly(ConsentScope.values());
    assertThat(english.sentences().map(Sentence::key).collect(Collectors.toSet()))
        .isEqualTo(Texts.keys("asking", Locale.ENGLISH));
  }

  @Test
  void aVersionThatIsNotInUseAnyMoreIsReadAsItWas() {
    ConsentTexts texts = texts(Optional.empty());
    assertThat(texts.versions()).extracting("version").containsExactly("0", "1");
    ConsentWords earlier = texts.find("0", "tr").orElseThrow();
    assertThat(earlier.points()).containsExactly(new Sentence("point.WHO", "Burada çalışıyorum."));
    assertThat(earlier.questions().stream().map(Question::scope))
        .containsExactly(ConsentScope.INTERVIEW);
    assertThat(earlier.rest().words()).isEqualTo("Bekleyebiliriz.");
  }

  @Test
  void aLanguageThatLacksASentenceIsNotThere() {
    ConsentTexts texts = texts(Optional.empty());
    assertThat(texts.languages(texts.versions().getFirst()).stream().map(ConsentWords::name))
        .containsExactly("0/en", "0/tr");
    assertThat(texts.find("0", "ur")).isEmpty();
    assertThat(texts.find("0", "xx")).isEmpty();
    assertThat(texts.find("7", "en")).isEmpty();
  }

  @Test
  void aQuestionWithoutAllItsSentencesCannotBeRead() {
    var half = Map.of("back", "b", "rest", "r", "CS-INT.ask", "a", "CS-INT.why", "w");
    var text = texts(Optional.empty()).versions().getFirst();
    assertThatThrownBy(() -> ConsentWords.of(text, Locale.ENGLISH, half))
        .hasMessageContaining("CS-INT.long");
  }

  @Test
  void anotherWordIsAnotherFingerprint() {
    ConsentWords english = texts(Optional.empty()).find("0", "en").orElseThrow();
    assertThat(english.fingerprint()).matches("[0-9a-f]{16}");
    Map<String, String> changed =
        english.sentences().collect(Collectors.toMap(Sentence::key, Sentence::words));
    assertThat(ConsentWords.of(english.text(), Locale.ENGLISH, changed)).isEqualTo(english);
    changed.put("rest", "We can wait!");
    assertThat(ConsentWords.of(english.text(), Locale.ENGLISH, changed).fingerprint())
        .isNotEqualTo(english.fingerprint());
  }

  @Test
  void whatNobodyHasReviewedIsCountedInTheVersionInUseAlone() {
    ConsentTexts texts = texts(Optional.of(directory));
    int languages = texts.languages(texts.versions().getLast()).size();
    assertThat(texts.unreviewed()).isEqualTo(languages);
    ConsentWords english = texts.find("1", "en").orElseThrow();
    review("1/en," + english.fingerprint() + ",\"Court interpreter, town\",2026-11-20");
    assertThat(texts.review(english))
        .contains(new TextReview("Court interpreter, town", LocalDate.of(2026, 11, 20)));
    assertThat(texts.unreviewed()).isEqualTo(languages - 1);
    review("0/en," + texts.find("0", "en").orElseThrow().fingerprint() + ",Translator,2025-02-01");
    assertThat(texts.unreviewed()).isEqualTo(languages);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/en,0000000000000000,Translator,2026-11-20",
        "1/en,FINGERPRINT,,2026-11-20",
        "1/en,FINGERPRINT,Translator,yesterday",
        "1/en,FINGERPRINT,Translator",
        "1/en",
        "9/en,FINGERPRINT,Translator,2026-11-20",
        "en,FINGERPRINT,Translator,2026-11-20"
      })
  void aReviewOfOtherWordsOrAnIncompleteOneIsNoneAndIsNamed(String row) {
    ConsentFiles files = files(Optional.of(directory));
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    review(row.replace("FINGERPRINT", english.fingerprint()));
    assertThat(files.review(english)).isEmpty();
    assertThat(files.findings(List.of(english)))
        .singleElement()
        .asString()
        .contains("the review of " + row.split(",", -1)[0]);
  }

  @Test
  void anEmptyListOfReviewsIsNone() {
    write("reviews.csv", "");
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    assertThat(files(Optional.of(directory)).review(english)).isEmpty();
  }

  @Test
  void soundAndPictogramsAreThoseOfASentenceInATakenForm() {
    ConsentFiles files = files(Optional.of(directory));
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    assertThat(files.media(english)).isEmpty();
    write("1/en/back.png", "p");
    write("1/en/back.ogg", "sound");
    write("1/en/CS-REF-SVC.long.svg", "<svg/>");
    write("1/tr/back.mp3", "m");
    write("1/en/nothing.ogg", "n");
    write("1/en/rest.exe", "x");
    write("1/en/rest", "x");
    write("1/en/WHO.ogg", "w");
    write("1/en/why.ogg", "");
    write("1/en/rest.ogg", "");
    assertThat(files.media(english)).containsOnlyKeys("back", "CS-REF-SVC.long");
    assertThat(files.media(english).get("back"))
        .extracting(SentenceMedium::form)
        .containsExactly(Form.OGG, Form.PNG);
    SentenceMedium sound = files.medium(english, "back.ogg").orElseThrow();
    assertThat(sound.size()).isEqualTo(5);
    assertThat(files.read(english, sound)).hasValueSatisfying(it -> assertThat(it).hasSize(5));
    assertThat(files.findings(List.of(english)))
        .hasSize(7)
        .anyMatch(it -> it.contains("1/en/nothing.ogg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../secret.ogg",
        "..",
        ".",
        "",
        ".ogg",
        "back",
        "back.",
        "back.OGG",
        "BACK.ogg",
        "/etc/passwd",
        "back.ogg/../../../secret.ogg",
        "../en/back.ogg",
        "back.ogg\0.svg"
      })
  void aNameThatIsNoFileOfASentenceIsNothing(String file) {
    write("1/en/back.ogg", "sound");
    write("secret.ogg", "secret");
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    assertThat(files(Optional.of(directory)).medium(english, file)).isEmpty();
  }

  @Test
  void aLinkMayLeadAnywhereInsideTheDirectoryAndNowhereElse(@TempDir Path elsewhere)
      throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.ogg"), "secret");
    write("..data/back.ogg", "sound");
    write("1/en/rest.mp3", "m");
    Files.createSymbolicLink(directory.resolve("1/en/rest.ogg"), secret);
    Files.createSymbolicLink(
        directory.resolve("1/en/back.ogg"), directory.resolve("..data/back.ogg"));
    ConsentFiles files = files(Optional.of(directory));
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    assertThat(files.medium(english, "rest.ogg")).isEmpty();
    assertThat(files.medium(english, "back.ogg")).isPresent();
    assertThat(files.findings(List.of(english)))
        .singleElement()
        .asString()
        .contains("1/en/rest.ogg");
  }

  @Test
  void whatIsTooLargeIsNotThereEvenIfItHasGrownSince() {
    ConsentFiles files = files(Optional.of(directory));
    ConsentWords english = texts(Optional.of(directory)).find("1", "en").orElseThrow();
    write("1/en/back.ogg", "x".repeat(ConsentFiles.LARGEST));
    SentenceMedium sound = files.medium(english, "back.ogg").orElseThrow();
    assertThat(files.read(english, sound)).isPresent();
    write("1/en/back.ogg", "x".repeat(ConsentFiles.LARGEST + 1));
    assertThat(files.medium(english, "back.ogg")).isEmpty();
    assertThat(files.read(english, sound)).isEmpty();
  }

  @Test
  void withoutADirectoryThereIsNothingAndOneThatIsNotThereIsNamed() {
    ConsentWords english = texts(Optional.empty()).find("1", "en").orElseThrow();
    ConsentFiles none = files(Optional.empty());
    assertThat(none.media(english)).isEmpty();
    assertThat(none.medium(english, "back.ogg")).isEmpty();
    assertThat(none.findings(List.of(english))).isEmpty();
    assertThat(files(Optional.of(directory.resolve("gone"))).findings(List.of(english)))
        .containsExactly("consent texts: the directory cannot be read");
  }

  private static ConsentFiles files(Optional<Path> directory) {
    return new ConsentFiles(() -> directory.map(Path::toString));
  }

  private static ConsentTexts texts(Optional<Path> directory) {
    return new ConsentTexts(
        new ConsentRules(new TwoVersions()),
        new Texts(),
        files(directory),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void review(String row) {
    write("reviews.csv", "text,fingerprint,reviewed_by,reviewed_on\n" + row + "\n");
  }

  private void write(String file, String content) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lists of the service, and one version of the texts before the first. */
  private static final class TwoVersions extends CodeLists {
    @Override
    public CodeList get(String name) {
      if (!name.equals("consent-texts")) {
        return super.get(name);
      }
      try {
        return CodeLists.read(
            name, new ByteArrayInputStream(VERSIONS.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
