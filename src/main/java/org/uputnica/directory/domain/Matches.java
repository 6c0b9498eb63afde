package org.uputnica.directory.domain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answer to a need.
 *
 * @param candidates at most five, best first
 * @param excluded in the order of their names, so that unmet need is seen; the first hundred
 * @param excludedByRule how many services each criterion keeps out, all of them counted
 */
public record Matches(
    List<Candidate> candidates,
    List<ExcludedOffer> excluded,
    SortedMap<String, Integer> excludedByRule) {
  public Matches {
    candidates = List.copyOf(candidates);
    excluded = List.copyOf(excluded);
    excludedByRule = Collections.unmodifiableSortedMap(new TreeMap<>(excludedByRule));
  }
}
