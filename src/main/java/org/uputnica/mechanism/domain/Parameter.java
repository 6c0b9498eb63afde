package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in which a country differs ({@code P-*} of {@code country-parameters.csv}).
 *
 * @param value named parts of the value, each a list of words; a plain value has the one part
 *     {@code value}
 */
public record Parameter(String code, Map<String, List<String>> value, Source source) {
  public Parameter {
    value = Map.copyOf(value);
  }

  /** The first word of a part, if it is there. */
  public Optional<String> part(String name) {
    return value.getOrDefault(name, List.of()).stream().findFirst();
  }
}
