package org.uputnica.directory.domain;

import java.util.List;

/**
 * The answer to a need.
 *
 * @param candidates at most five, best first
 * @param excluded in the order of their names, so that unmet need is seen
 */
public record Matches(List<Candidate> candidates, List<ExcludedOffer> excluded) {
  public Matches {
    candidates = List.copyOf(candidates);
    excluded = List.copyOf(excluded);
  }
}
