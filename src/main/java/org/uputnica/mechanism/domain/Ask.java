package org.uputnica.mechanism.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input as one step asks for it.
 *
 * @param optional the step can be taken without it
 * @param onlyFor asked for persons of this age rule only; null means for everybody
 */
public record Ask(Input input, boolean optional, @Nullable AgeRule onlyFor) {
  /** Name of the input. */
  public String name() {
    return input.name();
  }

  /** Is it asked for a person of this age rule? */
  public boolean concerns(AgeRule age) {
    return onlyFor == null || onlyFor == age;
  }

  /** The age rule it is limited to. */
  public Optional<AgeRule> limit() {
    return Optional.ofNullable(onlyFor);
  }
}
