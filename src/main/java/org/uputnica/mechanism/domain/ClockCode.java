package org.uputnica.mechanism.domain;

/** Code of a clock as in {@code deadlines.csv}, such as {@code DL-URG}. */
public record ClockCode(String value) implements Comparable<ClockCode> {
  public ClockCode {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a clock needs a code");
    }
  }

  /** The clock with this code. */
  public static ClockCode of(String value) {
    return new ClockCode(value);
  }

  @Override
  public int compareTo(ClockCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
