package org.uputnica.mechanism.domain;

import java.util.List;

/**
 * What is wrong with one input.
 *
 * @param allowed for codes: what may be sent; for numbers: the smallest and largest value; else
 *     empty
 */
public record InputProblem(String field, What what, List<String> allowed) {
  /** Kinds of wrong. */
  public enum What {
    MISSING("missing"),
    /** The step does not ask for it. */
    UNKNOWN("unknown"),
    WRONG_TYPE("wrong-type"),
    NOT_IN_LIST("not-in-list"),
    OUT_OF_RANGE("out-of-range"),
    TOO_FEW("too-few"),
    /** What was chosen is not enough by itself. */
    NOT_ENOUGH("not-enough"),
    NOT_CONFIRMED("not-confirmed");

    private final String word;

    What(String word) {
      this.word = word;
    }

    /** The word used in the contract. */
    public String word() {
      return word;
    }
  }

  public InputProblem {
    allowed = List.copyOf(allowed);
  }
}
