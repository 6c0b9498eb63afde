package org.uputnica.mechanism.domain;

/**
 * Code of a step as in {@code transitions.csv}, such as {@code T020}, or of an opening, such as
 * {@code OPEN-RF}.
 */
public record StepCode(String value) implements Comparable<StepCode> {
  public StepCode {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a step needs a code");
    }
  }

  /** The step with this code. */
  public static StepCode of(String value) {
    return new StepCode(value);
  }

  @Override
  public int compareTo(StepCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
