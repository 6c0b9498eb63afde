package org.uputnica.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Roots of words that must not reach a person, in small letters. */
public final class NeutralWords {
  private static final Path LIST = Path.of("src/main/resources/neutral-words.txt");

  private NeutralWords() {}

  public static List<String> forbidden() {
    return lines()
        .map(line -> line.substring(line.indexOf(' ') + 1).strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The languages the list has words of (BCP 47). */
  public static List<String> languages() {
    return lines().map(line -> line.substring(0, line.indexOf(' '))).distinct().toList();
  }

  private static Stream<String> lines() {
    try {
      return Files.readAllLines(LIST).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
