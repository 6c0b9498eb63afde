package org.uputnica.mechanism.domain;

import java.util.Set;

/** Code of a state as in {@code case-states.csv}, such as {@code RF-SENT}. */
public record StateCode(String value) implements Comparable<StateCode> {
  private static final Set<String> CLOSED = Set.of("ST-CLOSED", "ST-CLREF");

  public StateCode {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a state needs a code");
    }
  }

  /** The state with this code. */
  public static StateCode of(String value) {
    return new StateCode(value);
  }

  /** Whether a case is closed by it: work and consents have ended, she may come back. */
  public boolean isClosedCase() {
    return CLOSED.contains(value);
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
