package org.uputnica.mechanism.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The codes of {@code codelists/*.csv}: their first column. */
final class CodeLists {
  private static final Pattern CODE_AT_START = Pattern.compile("^([A-Za-z0-9-]+),.*");

  private final ClassLoader loader;
  private final Map<String, List<String>> read = new ConcurrentHashMap<>();

  CodeLists(ClassLoader loader) {
    this.loader = loader;
  }

  /** The codes of a list, in the order of the file; empty if there is no such list. */
  Optional<List<String>> codes(String list) {
    List<String> codes = read.computeIfAbsent(list, this::load);
    return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
  }

  /** Is this a code of the list? */
  boolean has(String list, String code) {
    return codes(list).filter(codes -> codes.contains(code)).isPresent();
  }

  private List<String> load(String list) {
    try (InputStream in = loader.getResourceAsStream("codelists/" + list + ".csv")) {
      if (in == null) {
        return List.of();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(CODE_AT_START::matcher)
          .filter(Matcher::matches)
          .map(row -> row.group(1))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the code list " + list, unreadable);
    }
  }
}
