package org.uputnica.mechanism.domain;

/** Name of a track as in the file, such as {@code referral}. */
public record TrackCode(String value) implements Comparable<TrackCode> {
  public TrackCode {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a track needs a code");
    }
  }

  /** The track with this code. */
  public static TrackCode of(String value) {
    return new TrackCode(value);
  }

  @Override
  public int compareTo(TrackCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
