package org.uputnica.mechanism.proof;

import java.util.List;
import java.util.Map;
import org.uputnica.mechanism.domain.Effect;

/**
 * One way from where a run stands to where it can stand next, with the sets of {@link Views} in
 * which the mechanism let it through.
 *
 * @param name the step, or the clock that runs out or is answered
 * @param code of the step; empty text for a clock
 * @param to number of the standing it leads to
 * @param effects those that move other runs
 * @param open under some facts
 * @param silent the same if nobody speaks to the police or to a court
 * @param refusing the same if the person says no to everything and no service says yes
 * @param broken the views in which it breaks an invariant
 */
record Way(
    String name,
    String code,
    int to,
    List<Effect> effects,
    Views open,
    Views silent,
    Views refusing,
    Map<Invariant, Views> broken) {
  static final String RUNS_OUT = " runs out";

  Way {
    effects = List.copyOf(effects);
    broken = Map.copyOf(broken);
  }

  Way unnamed() {
    return new Way("", code, to, effects, open, silent, refusing, broken);
  }

  Way leadingTo(int other) {
    return new Way(name, code, other, effects, open, silent, refusing, broken);
  }

  Way breaking(Map<Invariant, Views> all) {
    return new Way(name, code, to, effects, open, silent, refusing, all);
  }

  /** The invariants it breaks in a view. */
  List<Invariant> breaksIn(int view) {
    return broken.entrySet().stream()
        .filter(one -> one.getValue().has(view))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Nothing but a clock that runs out. */
  boolean isTime() {
    return isClock() && name.endsWith(RUNS_OUT);
  }

  /** Nothing but time, or an answer to a clock. */
  boolean isClock() {
    return code.isEmpty();
  }
}
