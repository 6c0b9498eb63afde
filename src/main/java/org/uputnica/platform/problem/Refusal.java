package org.uputnica.platform.problem;

import java.util.List;

/**
 * A "no" of a feature: each feature has one sealed family of them. No part of it holds personal
 * data.
 */
public interface Refusal {
  ProblemType type();

  /** One helpful sentence. */
  String detail();

  /** The fields or rules concerned; may be empty. */
  default List<FieldProblem> errors() {
    return List.of();
  }
}
