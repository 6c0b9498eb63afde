package org.uputnica.mechanism.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Track;

/**
 * The invariants about ways that are closed: what is open to nobody, only to somebody who goes to
 * the police, only under a status, or no more since time ran out.
 */
final class ClosedWays {
  private static final Set<String> HELP = Set.of("assistance", "referral");
  private static final String PROCEEDINGS = "justice";

  private ClosedWays() {}

  /** Marks the ways of a track where something is closed that no file may close. */
  static void mark(Track track, List<Standing> standings, List<List<Way>> ways) {
    for (int at = 0; at < standings.size(); at++) {
      List<Way> leaving = ways.get(at);
      for (int one = 0; one < leaving.size(); one++) {
        Way way = leaving.get(one);
        if (!way.isClock()) {
          leaving.set(one, marked(way, track, leaving));
        }
      }
    }
    for (int at = 0; at < standings.size(); at++) {
      closedByTime(ways, at);
    }
    for (int at = 0; at < standings.size(); at++) {
      deadEnd(track, standings, ways, at);
    }
  }

  private static Way marked(Way way, Track track, List<Way> leaving) {
    Map<Invariant, Views> broken = new EnumMap<>(Invariant.class);
    broken.putAll(way.broken());
    if (!track.code().value().equals(PROCEEDINGS)) {
      Views silent = together(leaving, way.code(), Way::silent);
      add(broken, Invariant.NO_REPORT_IS_NEEDED, way.open().minus(silent));
    }
    if (HELP.contains(track.code().value())) {
      Views open = together(leaving, way.code(), Way::open);
      add(broken, Invariant.HELP_OUTLIVES_A_NEGATIVE_DECISION, open.whateverStage().minus(open));
    }
    return way.breaking(broken);
  }

  /** After a clock has run out, whatever could be done before can still be done. */
  private static void closedByTime(List<List<Way>> ways, int before) {
    List<Way> now = ways.get(before);
    for (Way passing : List.copyOf(now)) {
      if (!passing.isTime()) {
        continue;
      }
      List<Way> later = ways.get(passing.to());
      for (Way way : List.copyOf(now)) {
        Views lost =
            way.isClock() ? Views.NONE : way.open().minus(together(later, way.code(), Way::open));
        if (!lost.isEmpty()) {
          later.add(
              closed(
                  way.name() + " is closed, since time has run out",
                  way.code(),
                  passing.to(),
                  Map.of(Invariant.NO_CLOCK_ENDS_A_RIGHT, lost)));
        }
      }
    }
  }

  /** A state that is neither an end nor a rest, and that no step leaves. */
  private static void deadEnd(Track track, List<Standing> standings, List<List<Way>> ways, int at) {
    StateCode state = standings.get(at).state();
    if (state == null || !track.state(state).isOpen()) {
      return;
    }
    Set<Integer> here = new HashSet<>();
    Deque<Integer> next = new ArrayDeque<>(List.of(at));
    boolean leads = false;
    while (!leads && !next.isEmpty()) {
      int one = next.poll();
      leads = !state.equals(standings.get(one).state());
      if (here.add(one)) {
        ways.get(one).stream()
            .filter(way -> !way.open().isEmpty())
            .forEach(way -> next.add(way.to()));
      }
    }
    if (!leads) {
      ways.get(at)
          .add(
              closed(
                  "no way leads on from " + state, "", at, Map.of(Invariant.A_WAY_ON, Views.ALL)));
    }
  }

  private static Way closed(String name, String code, int at, Map<Invariant, Views> broken) {
    return new Way(name, code, at, List.of(), Views.NONE, Views.NONE, Views.NONE, broken);
  }

  private static Views together(List<Way> leaving, String code, Function<Way, Views> views) {
    return leaving.stream()
        .filter(way -> way.code().equals(code))
        .map(views)
        .reduce(Views.NONE, Views::or);
  }

  private static void add(Map<Invariant, Views> broken, Invariant rule, Views views) {
    if (!views.isEmpty()) {
      broken.merge(rule, views, Views::or);
    }
  }
}
