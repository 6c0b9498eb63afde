package org.uputnica.mechanism.domain;

/**
 * An input that a step asks for now.
 *
 * @param required without it the step is refused; an optional input may become required by the
 *     facts, such as the reason for being late
 */
public record AskedInput(Input input, boolean required) {
  /** Name of the input. */
  public String name() {
    return input.name();
  }
}
