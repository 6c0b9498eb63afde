package org.uputnica.mechanism.domain;

/** Code of a state as in {@code case-states.csv}, such as {@code RF-SENT}. */
public record StateCode(String value) implements Comparable<StateCode> {
  public StateCode {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a state needs a code");
    }
  }

  /** The state with this code. */
  public static StateCode of(String value) {
    return new StateCode(value);
  }

  @Override
  public int compareTo(StateCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
