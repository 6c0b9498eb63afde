package org.uputnica.mechanism.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.StepCode;

/**
 * What a country asks beyond the base. A country can add inputs, conditions and confirmations;
 * there is no word for taking one away.
 */
final class Tightenings {
  private final List<Node> rows;
  private final Set<Node> used = new HashSet<>();

  Tightenings(@Nullable Node country, Map<String, Parameter> parameters) {
    this.rows =
        country == null ? List.of() : country.list("tightens", row -> checked(row, parameters));
  }

  private static Node checked(Node row, Map<String, Parameter> parameters) {
    row.only(
        "step",
        "asks",
        "may-give",
        "when",
        "when-adult",
        "when-child",
        "confirms",
        "confirms-adult",
        "confirms-child",
        "because");
    row.text("step");
    if (!parameters.containsKey(row.text("because"))) {
      row.get("because")
          .report(
              row.text("because") + " is not in this file", "name the parameter that asks for it");
    }
    return row;
  }

  List<Guard> conditions(StepCode step, GuardReader guards) {
    List<Guard> added = new ArrayList<>();
    for (Node row : of(step)) {
      added.addAll(row.list("when", guards::read));
      row.list("when-adult", guards::read)
          .forEach(guard -> added.add(new Guard.OnlyFor(AgeRule.ADULT, guard)));
      row.list("when-child", guards::read)
          .forEach(guard -> added.add(new Guard.OnlyFor(AgeRule.CHILD, guard)));
    }
    return added;
  }

  List<Ask> asks(StepCode step, TrackReader tracks) {
    return of(step).stream().flatMap(row -> tracks.asks(row).stream()).toList();
  }

  private List<Node> of(StepCode step) {
    List<Node> mine = rows.stream().filter(row -> row.text("step").equals(step.value())).toList();
    used.addAll(mine);
    return mine;
  }

  /** After all tracks are read: every row must have met its step. */
  void requireAllUsed() {
    for (Node row : rows) {
      if (!used.contains(row)) {
        row.get("step").report("no track has the step " + row.text("step"), "mend the code");
      }
    }
  }
}
