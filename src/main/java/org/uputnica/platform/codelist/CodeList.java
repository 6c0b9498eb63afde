package org.uputnica.platform.codelist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One code list.
 *
 * @param rows code to its columns, in the order of the file
 */
public record CodeList(String name, Map<String, Map<String, String>> rows) {
  public CodeList {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  public boolean has(String code) {
    return rows.containsKey(code);
  }

  public List<String> codes() {
    return List.copyOf(rows.keySet());
  }

  /** A cell, if code and column exist and it is not empty. */
  public Optional<String> cell(String code, String column) {
    return Optional.ofNullable(rows.getOrDefault(code, Map.of()).get(column))
        .filter(text -> !text.isEmpty());
  }
}
