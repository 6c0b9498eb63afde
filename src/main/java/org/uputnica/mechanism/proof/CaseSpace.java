package org.uputnica.mechanism.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.StateCode;

/**
 * Every combination of where the runs of one case can stand, found breadth first from the beginning
 * of a case, so that the first way to a broken rule is a shortest one.
 */
final class CaseSpace {
  private static final List<String> ALWAYS = List.of("assistance", "identification", "overall");
  private static final String OVERALL = "overall";
  private static final int FIRST = 1 << 16;

  private final Places places;
  private final Carried carried;
  private final Leaving[][] leaving;
  private final boolean twins;
  private final int[] place;
  private int shown;
  private int view;

  private final BitSet seen;
  private int[] queue = new int[FIRST];
  private int reached;
  private long looked;

  private int[] next = new int[64];
  private Way[] by = new Way[64];
  private int found;

  private final Map<Invariant, Broken> broken = new EnumMap<>(Invariant.class);

  /** The first combination in which a rule is broken, and by what. */
  private record Broken(int at, String last) {}

  /** The ways that leave one place, by the view in which they are open, or break a rule. */
  private static final class Leaving {
    final Way[][] open = new Way[Views.COUNT][];
    final Way[][] refusing = new Way[Views.COUNT][];
    final Way[][] breaking = new Way[Views.COUNT][];
    final BitSet viewed = new BitSet(Views.COUNT);
    final int shown;
    final int ways;

    Leaving(Folded.Node node) {
      shown = node.shown();
      ways = node.ways().size();
      for (int view = 0; view < Views.COUNT; view++) {
        int in = view;
        open[view] = some(node, way -> way.open().has(in));
        refusing[view] = some(node, way -> way.refusing().has(in));
        breaking[view] = some(node, way -> !way.breaksIn(in).isEmpty());
      }
    }

    private static Way[] some(Folded.Node node, Predicate<Way> which) {
      return node.ways().stream().filter(which).toArray(Way[]::new);
    }
  }

  CaseSpace(List<Folded> runs) {
    this.places = new Places(runs);
    this.carried = new Carried(places);
    this.twins = places.hasTwins();
    this.place = new int[places.runs()];
    this.seen = new BitSet(places.count());
    this.leaving = new Leaving[places.runs()][];
    for (int run = 0; run < leaving.length; run++) {
      List<Folded.Node> nodes = places.track(run).nodes();
      leaving[run] = new Leaving[nodes.size()];
      for (int number = 0; number < nodes.size(); number++) {
        leaving[run][number] = new Leaving(nodes.get(number));
      }
    }
    walk();
    if (broken.isEmpty()) {
      lookForWaysToAnEnd();
    }
  }

  int combinations() {
    return reached;
  }

  /** Steps that were looked at, the closed ones included. */
  long looked() {
    return looked;
  }

  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    broken.forEach(
        (rule, first) -> violations.add(new Violation(rule, wayTo(first.at()), first.last())));
    return violations;
  }

  /** States of tracks that some combination holds. */
  Set<StateCode> states() {
    boolean[][] held = new boolean[places.runs()][];
    for (int run = 0; run < held.length; run++) {
      held[run] = new boolean[places.track(run).nodes().size()];
    }
    for (int one = 0; one < reached; one++) {
      for (int run = 0; run < held.length; run++) {
        held[run][places.place(queue[one], run)] = true;
      }
    }
    Set<StateCode> states = new HashSet<>();
    for (int run = 0; run < held.length; run++) {
      for (int number = 0; number < held[run].length; number++) {
        StateCode state = places.track(run).nodes().get(number).state();
        if (held[run][number] && state != null) {
          states.add(state);
        }
      }
    }
    return states;
  }

  /** Codes of the steps that can be taken in some combination. */
  Set<String> taken() {
    Stream<String> later =
        Stream.of(leaving)
            .flatMap(Stream::of)
            .flatMap(here -> here.viewed.stream().mapToObj(in -> here.open[in]))
            .flatMap(Stream::of)
            .filter(way -> !way.isClock())
            .map(Way::code);
    return Stream.concat(places.openings(ALWAYS), later).collect(Collectors.toSet());
  }

  /** Step by step further from the beginning; ends with the step at which a rule is broken. */
  private void walk() {
    reach(places.beginning(ALWAYS));
    int further = reached;
    for (int head = 0; head < reached; head++) {
      if (head == further) {
        if (!broken.isEmpty()) {
          return;
        }
        further = reached;
      }
      int at = queue[head];
      expand(at, false);
      look(at);
      for (int one = 0; one < found; one++) {
        reach(next[one]);
      }
    }
  }

  private void reach(int at) {
    if (!seen.get(at)) {
      seen.set(at);
      if (reached == queue.length) {
        queue = Arrays.copyOf(queue, reached * 2);
      }
      queue[reached++] = at;
    }
  }

  /** Finds where the case can stand next. */
  private void expand(int at, boolean refusing) {
    found = 0;
    shown = 0;
    int rest = at;
    for (int run = 0; run < place.length; run++) {
      int size = leaving[run].length;
      place[run] = rest % size;
      rest /= size;
      shown |= leaving[run][place[run]].shown;
    }
    view = Views.of(shown);
    for (int run = 0; run < place.length; run++) {
      Leaving here = leaving[run][place[run]];
      for (Way way : refusing ? here.refusing[view] : here.open[view]) {
        int moved = at + (way.to() - place[run]) * places.stride(run);
        if (way.effects().isEmpty()) {
          add(moved, way);
        } else {
          for (int after : carried.after(moved, way.effects(), run)) {
            add(after, way);
          }
        }
      }
    }
  }

  private void add(int to, Way way) {
    if (found == next.length) {
      next = Arrays.copyOf(next, found * 2);
      by = Arrays.copyOf(by, found * 2);
    }
    next[found] = twins ? places.unordered(to) : to;
    by[found++] = way;
  }

  /** Looks at a combination that was just expanded, and at every way that leaves it. */
  private void look(int at) {
    if (shows(Views.JOURNEY) && shows(Views.CLAIM_PENDING)) {
      violated(
          Invariant.NO_UNSAFE_JOURNEY,
          at,
          "a journey is agreed or under way while a claim for protection is pending");
    }
    if (shows(Views.CASE_CLOSED) && shows(Views.REFERRAL_OPEN | Views.REQUEST_OPEN)) {
      violated(
          Invariant.NOTHING_OPEN_IN_A_CLOSED_CASE,
          at,
          "a referral or a request is open in a closed case");
    }
    for (int run = 0; run < place.length; run++) {
      Leaving here = leaving[run][place[run]];
      looked += here.ways;
      here.viewed.set(view);
      for (Way way : here.breaking[view]) {
        way.breaksIn(view).forEach(rule -> violated(rule, at, way.name()));
      }
    }
  }

  /** Does some run show one of these marks? */
  private boolean shows(int marks) {
    return (shown & marks) != 0;
  }

  private void violated(Invariant rule, int at, String last) {
    broken.putIfAbsent(rule, new Broken(at, last));
  }

  /** From every combination the case can be closed, though the person says no to everything. */
  private void lookForWaysToAnEnd() {
    int overall = overall();
    if (overall < 0) {
      return;
    }
    BitSet leading = new BitSet(places.count());
    for (int one = 0; one < reached; one++) {
      if (!leading.get(queue[one]) && !leadsToAnEnd(queue[one], overall, leading)) {
        violated(
            Invariant.A_WAY_ON,
            queue[one],
            "from here the case can never be closed, if the person says no to everything");
        return;
      }
    }
  }

  /**
   * Goes on, depth first, until the case is over or where it is known to lead there, and notes all
   * combinations on the way; the overall course comes first, since it is the last run.
   */
  private boolean leadsToAnEnd(int from, int overall, BitSet leading) {
    int[] path = {from};
    int[] turn = {0};
    int length = 1;
    Set<Integer> tried = new HashSet<>();
    tried.add(from);
    while (length > 0) {
      int at = path[length - 1];
      if (leading.get(at) || places.node(at, overall).over()) {
        Arrays.stream(path, 0, length).forEach(leading::set);
        return true;
      }
      expand(at, true);
      int one = turn[length - 1];
      while (one < found && tried.contains(next[found - 1 - one])) {
        one++;
      }
      turn[length - 1] = one + 1;
      if (one == found) {
        length--;
      } else {
        if (length == path.length) {
          path = Arrays.copyOf(path, length * 2);
          turn = Arrays.copyOf(turn, length * 2);
        }
        int goesOn = next[found - 1 - one];
        tried.add(goesOn);
        path[length] = goesOn;
        turn[length++] = 0;
      }
    }
    return false;
  }

  private int overall() {
    for (int run = 0; run < places.runs(); run++) {
      if (places.is(run, OVERALL)) {
        return run;
      }
    }
    return -1;
  }

  /** A shortest way from the beginning of a case to a combination: breadth first, once more. */
  private List<String> wayTo(int end) {
    Deque<String> steps = new ArrayDeque<>();
    int goal = end;
    int begin = queue[0];
    while (goal != begin) {
      int from = firstBefore(goal);
      expand(from, false);
      for (int one = 0; one < found; one++) {
        if (next[one] == goal) {
          steps.addFirst(by[one].name());
          break;
        }
      }
      goal = from;
    }
    return new ArrayList<>(steps);
  }

  /** The combination from which another was reached first: the earliest that leads there. */
  private int firstBefore(int goal) {
    for (int one = 0; one < reached; one++) {
      expand(queue[one], false);
      for (int each = 0; each < found; each++) {
        if (next[each] == goal) {
          return queue[one];
        }
      }
    }
    throw new IllegalStateException("no way leads to a combination that was reached");
  }
}
