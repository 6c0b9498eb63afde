package org.uputnica.mechanism.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/**
 * A track with standings that nobody can tell apart taken as one: same state, same marks for the
 * others, and the same steps from there on, for ever (a bisimulation). A request that waits by the
 * emergency clock and one that waits by the normal clock are one, as long as no step tells them
 * apart.
 *
 * @param opening the step that begins a run
 * @param nodes the first is before the run has begun
 */
record Folded(TrackCode code, StepCode opening, List<Node> nodes) {
  /**
   * Where a run can stand.
   *
   * @param state null before the run has begun
   * @param shown the marks the other tracks can see ({@link Views})
   * @param over nothing has to happen any more
   */
  record Node(@Nullable StateCode state, int shown, boolean over, List<Way> ways) {
    Node {
      ways = List.copyOf(ways);
    }
  }

  private record Mark(@Nullable StateCode state, int shown) {}

  private record Kind(int before, Set<Way> ways) {}

  Folded {
    nodes = List.copyOf(nodes);
  }

  static Folded of(TrackTable table) {
    Track track = table.track();
    List<Standing> standings = table.standings();
    int[] kinds = new int[standings.size()];
    Map<Mark, Integer> marks = new HashMap<>();
    for (int at = 0; at < kinds.length; at++) {
      Standing standing = standings.get(at);
      Mark mark = new Mark(standing.state(), Views.shown(track, standing));
      kinds[at] = marks.computeIfAbsent(mark, _ -> marks.size());
    }
    int known = marks.size();
    while (true) {
      Map<Kind, Integer> finer = new HashMap<>();
      int[] next = new int[kinds.length];
      for (int at = 0; at < kinds.length; at++) {
        Kind kind = new Kind(kinds[at], signature(table.leaving(at), kinds, kinds[at]));
        next[at] = finer.computeIfAbsent(kind, _ -> finer.size());
      }
      kinds = next;
      if (finer.size() == known) {
        return new Folded(track.code(), track.opening().code(), nodes(table, kinds, known));
      }
      known = finer.size();
    }
  }

  private static List<Node> nodes(TrackTable table, int[] kinds, int count) {
    List<Node> nodes = new ArrayList<>();
    for (int at = 0; nodes.size() < count; at++) {
      if (kinds[at] == nodes.size()) {
        Standing standing = table.standings().get(at);
        int shown = Views.shown(table.track(), standing);
        List<Way> ways = new ArrayList<>();
        Set<Way> known = new HashSet<>();
        for (Way way : table.leaving(at)) {
          Way folded = way.leadingTo(kinds[way.to()]);
          if (!isIdle(way, kinds, kinds[at]) && known.add(folded)) {
            ways.add(folded);
          }
        }
        nodes.add(new Node(standing.state(), shown, isOver(standing, table.track()), ways));
      }
    }
    return nodes;
  }

  private static Set<Way> signature(List<Way> leaving, int[] kinds, int own) {
    Set<Way> ways = new HashSet<>();
    for (Way way : leaving) {
      if (!isIdle(way, kinds, own)) {
        Way folded = way.leadingTo(kinds[way.to()]);
        ways.add(folded.isClock() ? folded.unnamed() : folded);
      }
    }
    return ways;
  }

  /** Only a clock moved, and nobody can tell. */
  private static boolean isIdle(Way way, int[] kinds, int own) {
    return way.isClock() && way.broken().isEmpty() && kinds[way.to()] == own;
  }

  private static boolean isOver(Standing standing, Track track) {
    StateCode state = standing.state();
    return state != null
        && (AcrossTracks.isClosed(state) || track.state(state).kind() == State.Kind.END);
  }

  /** Do the conditions of some other track see where this one stands? */
  boolean isSeen() {
    return nodes.stream().anyMatch(node -> node.shown() != 0);
  }

  /** Does it move no other track, and see no more of them than whether the case is over? */
  boolean seesOnlyTheEnd() {
    return nodes.stream()
        .flatMap(node -> node.ways().stream())
        .allMatch(way -> way.open().dependOnlyOn(Views.CASE_OVER) && way.effects().isEmpty());
  }

  /** Is every way that is ever open also open while no other track shows anything? */
  boolean isFreestAlone() {
    return nodes.stream()
        .allMatch(node ->
            node.ways().stream()
                .map(Way::open)
                .allMatch(open -> open.isEmpty() || open.has(Views.of(node.shown()))));
  }
}
