package org.uputnica.statistics.domain;

/**
 * What may be told of a count of persons: nothing below the threshold, not even whether it is zero,
 * and from it on the next multiple of five (domain reference 6.5; k = 11 of the Counter Trafficking
 * Data Collaborative).
 *
 * @param atLeast the smallest number told; a country can ask for more than {@link #LEAST}
 */
public record Threshold(long atLeast) {
  /** No country tells less. */
  public static final long LEAST = 11;

  /** Numbers are told as the next multiple of it. */
  public static final long STEP = 5;

  public Threshold {
    atLeast = Math.max(LEAST, atLeast);
  }

  /** Whether so many persons are not few. */
  public boolean isReachedBy(long persons) {
    return persons >= atLeast;
  }

  /** A number that may be told, as it is told. */
  static long rounded(long persons) {
    return Math.ceilDiv(persons, STEP) * STEP;
  }
}
