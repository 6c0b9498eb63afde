package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.testing.NeutralWords;

/** No text that can leave the service says what was done to somebody. */
class NeutralWordsTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");

  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noBundleSaysAForbiddenWord(Path bundle) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(bundle)) {
      texts.load(in);
    }
    List<String> roots = NeutralWords.forbidden();
    texts.forEach((key, text) -> {
      String words = text.toString().toLowerCase(Locale.ROOT);
      assertThat(roots).as("%s, %s", bundle.getFileName(), key).noneMatch(words::contains);
    });
  }

  @Test
  void theListHasWordsInEveryLanguageOfTheReceipt() {
    assertThat(NeutralWords.languages()).containsAll(ReceiptTexts.LANGUAGES);
  }
}
