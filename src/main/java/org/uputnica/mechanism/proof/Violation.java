package org.uputnica.mechanism.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * An invariant that a procedure breaks, with a shortest way on which it does.
 *
 * @param way the steps from the beginning of a case
 * @param last what breaks the invariant there
 */
public record Violation(Invariant invariant, List<String> way, String last) {
  public Violation {
    way = List.copyOf(way);
  }

  /** The rule, and the way on which it is broken, one step a line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(invariant.sentence() + " (" + invariant.source() + "). Broken on this way:");
    for (int step = 0; step < way.size(); step++) {
      lines.add("  " + (step + 1) + ". " + way.get(step));
    }
    lines.add("  => " + last);
    return String.join(System.lineSeparator(), lines);
  }
}
