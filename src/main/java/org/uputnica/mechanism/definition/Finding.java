package org.uputnica.mechanism.definition;

import java.util.Comparator;

/**
 * Something in a procedure file that is not right.
 *
 * @param file such as {@code base/referral.yaml}
 * @param line counted from 1
 * @param wrong what is wrong
 * @param whatToDo how to mend it
 */
public record Finding(String file, int line, String wrong, String whatToDo, Weight weight)
    implements Comparable<Finding> {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::wrong)
          .thenComparing(Finding::whatToDo)
          .thenComparing(Finding::weight);

  /** What a finding keeps from happening. */
  public enum Weight {
    /** It cannot be meant like this: no service starts with it, none takes it over. */
    WRONG,
    /** Something is still to be written; the procedure runs meanwhile. */
    UNFINISHED
  }

  public boolean isWrong() {
    return weight == Weight.WRONG;
  }

  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  /** File and line, what is wrong, and what to do. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + wrong + "; " + whatToDo;
  }
}
