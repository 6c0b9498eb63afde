package org.uputnica.mechanism.proof;

import java.util.List;
import java.util.Locale;

/**
 * What came of walking through the procedure of one country.
 *
 * @param states states of tracks that were reached
 * @param taken different steps that could be taken somewhere
 * @param combinations different combinations of where all runs of a case can stand
 * @param looked steps looked at in these combinations, open or closed
 * @param questions how often the procedure was asked, each time with other facts, inputs or people
 * @param violations one for each invariant that is broken; empty if none is
 */
public record Exploration(
    String country,
    String version,
    int states,
    int taken,
    long combinations,
    long looked,
    long questions,
    List<Violation> violations) {
  public Exploration {
    violations = List.copyOf(violations);
  }

  /** The counts, on one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s: %d states, %d steps, %,d combinations, %,d steps looked at in them, %,d questions;"
            + " %d invariants, %d violations",
        country,
        version,
        states,
        taken,
        combinations,
        looked,
        questions,
        Invariant.values().length,
        violations.size());
  }
}
