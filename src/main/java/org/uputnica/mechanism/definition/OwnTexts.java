package org.uputnica.mechanism.definition;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.uputnica.platform.text.Texts;

/**
 * What an operator calls the things of the procedures: folder {@code texts} of the operator's
 * directory, a file of properties (UTF-8) for each language of the staff, such as {@code
 * texts/sr-Latn.properties}. They stand over the texts of the program, key by key.
 */
public final class OwnTexts {
  private static final String FOLDER = "texts/";
  private static final String ENDING = ".properties";

  private final Map<String, Map<String, Line>> byLanguage;

  private OwnTexts(Map<String, Map<String, Line>> byLanguage) {
    this.byLanguage = byLanguage;
  }

  private record Line(String file, int number, String text) {}

  /** Reads the files, by file name; what cannot be meant is found and left out. */
  static OwnTexts read(Map<String, byte[]> files, Reading reading) {
    Map<String, Map<String, Line>> byLanguage = new TreeMap<>();
    files.forEach((file, bytes) -> {
      String language = file.substring(FOLDER.length(), file.length() - ENDING.length());
      if (Texts.STAFF.contains(language)) {
        byLanguage.put(language, lines(file, new String(bytes, StandardCharsets.UTF_8), reading));
      } else {
        remind(
            reading,
            file,
            1,
            "the staff is not spoken to in \"" + language + "\"",
            "call the file after one of " + String.join(", ", Texts.STAFF));
      }
    });
    return new OwnTexts(byLanguage);
  }

  private static Map<String, Line> lines(String file, String text, Reading reading) {
    Map<String, Line> lines = new HashMap<>();
    List<String> written = text.lines().toList();
    for (int first = 0, next; first < written.size(); first = next) {
      next = first + 1;
      while (next < written.size() && goesOn(written.get(next - 1))) {
        next++;
      }
      int number = first + 1;
      String whole = String.join("\n", written.subList(first, next));
      entry(whole, file, number, reading)
          .forEach((key, value) -> {
            Line before = lines.put(key, new Line(file, number, value));
            if (before != null) {
              remind(
                  reading,
                  file,
                  number,
                  "the text " + key + " stands in line " + before.number() + " already",
                  "take one of the two away");
            }
          });
    }
    return lines;
  }

  private static boolean goesOn(String line) {
    boolean comment = line.stripLeading().startsWith("#") || line.stripLeading().startsWith("!");
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return !comment && (line.length() - end) % 2 == 1;
  }

  private static Map<String, String> entry(String line, String file, int number, Reading reading) {
    Properties entry = new Properties();
    try {
      entry.load(new StringReader(line));
    } catch (IllegalArgumentException malformed) {
      remind(
          reading, file, number, "an escape cannot be read", "write the letter itself, in UTF-8");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return entry.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, entry::getProperty));
  }

  private static void remind(Reading reading, String file, int line, String what, String whatToDo) {
    reading.found(new Finding(file, line, what, whatToDo, Finding.Weight.UNFINISHED));
  }

  /** A text in this very language, if the operator has one. */
  public Optional<String> text(String key, Locale language) {
    return Optional.ofNullable(byLanguage.getOrDefault(language.toLanguageTag(), Map.of()).get(key))
        .map(Line::text);
  }

  /** The keys that have a text in a language of the staff. */
  Set<String> keys(String language) {
    return byLanguage.getOrDefault(language, Map.of()).keySet();
  }

  /** Finds every text of which nothing in the procedures is called so. */
  void lookForUnused(Set<String> wanted, Reading reading) {
    byLanguage
        .values()
        .forEach(lines ->
            lines.forEach((key, line) -> {
              if (!wanted.contains(key)) {
                remind(
                    reading,
                    line.file(),
                    line.number(),
                    "nothing in the procedures is called " + key,
                    "write the key as the finding of the missing text has it, or take it away");
              }
            }));
  }
}
