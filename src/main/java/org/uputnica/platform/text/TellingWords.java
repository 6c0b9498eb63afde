package org.uputnica.platform.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Words that tell a stranger what kind of help somebody gets: {@code neutral-words.txt}, which no
 * text of ours may hold, and {@code telling-names.txt}, which organisations carry in their names.
 */
public final class TellingWords {
  private static final List<String> ROOTS =
      Stream.of("neutral-words.txt", "telling-names.txt").flatMap(TellingWords::roots).toList();

  private TellingWords() {}

  /** Whether the name of an organisation tells. */
  public static boolean areIn(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return ROOTS.stream().anyMatch(small::contains);
  }

  /** Of one list: a line is a language and a root in small letters. */
  private static Stream<String> roots(String list) {
    try (InputStream in =
            Objects.requireNonNull(TellingWords.class.getResourceAsStream("/" + list), list);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.substring(line.indexOf(' ') + 1).strip().toLowerCase(Locale.ROOT))
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
