package org.uputnica.mechanism.domain;

import java.util.List;

/**
 * Why something is not possible, as data: a code with its parameters, and who can change it. The
 * sentence is made from it in the reader's language.
 *
 * @param code word of the guard, such as {@code consent-given}
 * @param parameters such as {@code CS-NRM}; codes only, never free text
 * @param fixableBy who can bring about what is missing; empty if only time or a fact of the world
 *     can
 * @param alternatives for {@code any-of}: the ways that would each do
 */
public record Reason(
    String code, List<String> parameters, List<Performer> fixableBy, List<Reason> alternatives) {
  public Reason {
    parameters = List.copyOf(parameters);
    fixableBy = List.copyOf(fixableBy);
    alternatives = List.copyOf(alternatives);
  }

  static Reason of(String code, List<String> parameters, Performer... fixableBy) {
    return new Reason(code, parameters, List.of(fixableBy), List.of());
  }
}
