package org.uputnica.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to a person is said in every one of her languages, and in full. */
class PersonTextsTest {
  private static final List<String> BUNDLES =
      List.of("access", "asking", "copy", "door", "options", "receipt");
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

  static Stream<Arguments> texts() {
    return BUNDLES.stream()
        .flatMap(bundle -> Texts.PERSON.stream().map(language -> Arguments.of(bundle, language)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyLanguageHasEveryTextWithItsArguments(String bundle, String language)
      throws IOException {
    Properties english = read(bundle, "en");
    Properties own = read(bundle, language);
    assertThat(own.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(own.getProperty(key)).as(key).isNotBlank();
      assertThat(arguments(own.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(english.getProperty(key)));
    }
    assertThat(Files.readString(file(bundle, language))).contains("# Reviewed by a professional: ");
  }

  private static List<String> arguments(String text) {
    return ARGUMENT.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  private static Properties read(String bundle, String language) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(file(bundle, language))) {
      texts.load(in);
    }
    return texts;
  }

  private static Path file(String bundle, String language) {
    String suffix = language.equals("en") ? "" : "_" + language.replace('-', '_');
    return Path.of("src/main/resources/messages/" + bundle + suffix + ".properties");
  }
}
