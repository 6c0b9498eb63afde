package org.uputnica.mechanism.domain;

import java.util.Set;

/**
 * An input that a step asks for now.
 *
 * @param required without it the step is refused; an optional input may become required by the
 *     facts, such as the reason for being late
 * @param unless names of other inputs, one of which may be given instead; empty means nothing else
 *     will do
 */
public record AskedInput(Input input, boolean required, Set<String> unless) {
  public AskedInput {
    unless = Set.copyOf(unless);
  }

  /** Name of the input. */
  public String name() {
    return input.name();
  }
}
