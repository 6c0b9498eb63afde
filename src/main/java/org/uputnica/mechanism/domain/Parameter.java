package org.uputnica.mechanism.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in which a country differs ({@code P-*} of {@code country-parameters.csv}).
 *
 * @param rows rows of named parts, each a list of words, in the order of the file. Most values have
 *     one row; a plain value has the one part {@code value}
 */
public record Parameter(String code, List<Map<String, List<String>>> rows, Source source) {
  /** What a file says where nobody has looked yet, as a value or as a part of one. */
  public static final String UNKNOWN = "not looked up";

  public Parameter {
    rows = rows.stream().map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row))).toList();
  }

  /** Has anybody looked it up? */
  public boolean isKnown() {
    return rows.stream()
        .flatMap(row -> row.values().stream())
        .flatMap(List::stream)
        .anyMatch(word -> !word.equals(UNKNOWN));
  }

  /** The first word of a part of the first row, if it is there and somebody has looked it up. */
  public Optional<String> part(String name) {
    return words(name).stream().findFirst().filter(word -> !word.equals(UNKNOWN));
  }

  /** The words of a part that somebody has looked up, row by row; none where nobody has. */
  public List<List<String>> known(String name) {
    return rows.stream()
        .map(row -> row.getOrDefault(name, List.of()))
        .map(words -> words.stream().filter(word -> !word.equals(UNKNOWN)).toList())
        .toList();
  }

  /** All words of a part of the first row. */
  public List<String> words(String name) {
    return rows.isEmpty() ? List.of() : rows.getFirst().getOrDefault(name, List.of());
  }
}
