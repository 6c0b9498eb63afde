package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * Why something is not possible, as data: a code with its parameters, and who can change it. The
 * sentence is made from it in the reader's language.
 *
 * @param code word of the guard, such as {@code consent-given}
 * @param parameters such as {@code CS-NRM}; codes only, never free text
 * @param fixableBy who can bring about what is missing; empty if only time or a fact of the world
 *     can
 * @param remedies what brings it about; empty likewise
 * @param alternatives for {@code any-of}: the ways that would each do
 */
public record Reason(
    String code,
    List<String> parameters,
    List<Performer> fixableBy,
    List<Remedy> remedies,
    List<Reason> alternatives) {
  public Reason {
    parameters = List.copyOf(parameters);
    fixableBy = List.copyOf(fixableBy);
    remedies = List.copyOf(remedies);
    alternatives = List.copyOf(alternatives);
  }

  static Reason of(String code, List<String> parameters, Performer... fixableBy) {
    return new Reason(code, parameters, List.of(fixableBy), List.of(), List.of());
  }

  /** One of several ways has to change. */
  static Reason anyOf(List<Reason> ways) {
    List<Performer> fixers =
        ways.stream().flatMap(way -> way.fixableBy().stream()).distinct().toList();
    return new Reason("any-of", List.of(), fixers, List.of(), ways);
  }

  /** With operations of the contract that bring it about. */
  Reason by(String... operations) {
    return by(Stream.of(operations).map(Remedy.Operation::new));
  }

  /** With what brings it about. */
  Reason by(Stream<? extends Remedy> ways) {
    return new Reason(
        code, parameters, fixableBy, ways.<Remedy>map(it -> it).toList(), alternatives);
  }
}
