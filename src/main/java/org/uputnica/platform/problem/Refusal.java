package org.uputnica.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** How long to wait before asking again; empty where waiting is of no use. */
  default Optional<Duration> retryAfter() {
    return type() == ProblemType.UNAVAILABLE
        ? Optional.of(Duration.ofSeconds(5))
        : Optional.empty();
  }
}
