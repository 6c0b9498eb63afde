package org.uputnica.mechanism.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.StateCode;

/**
 * Walks through everything that can become of a case under a procedure, and looks for a broken
 * {@link Invariant}. The procedure itself decides each step; nothing is decided a second time here.
 *
 * <p><b>How.</b> First each track alone: from every standing (state, clocks a condition reads, what
 * the history says) every step is asked with every answer to everything its conditions read, for an
 * adult and for a child. What a person, a court or another house decides (consents, exceptions,
 * risk and its age, age, guardian, best interests, places) may be any answer at any moment, so it
 * need not be remembered. What other tracks decide (something open, a claim pending, held, stage of
 * identification) becomes the {@link Views view} a step was open in. Standings that nobody can tell
 * apart are taken as one. Then all tracks together: every reachable combination, each step in the
 * view that the combination really shows, with what the service carries out in other runs.
 *
 * <p><b>Bound.</b> One run of each track at once, as many after each other as one likes; and once
 * more with two referrals and once more with two requests, without the tracks whose state no
 * condition of another track reads. A track that is not seen, moves no other and sees no more of
 * them than whether the case is over is walked through with the overall course alone, as long as
 * nothing that the other tracks show lets that course do more than it can do alone; that, too, is
 * found in the files. Two countries whose procedures come out the same after the first part are
 * walked through once. A walk ends with the step at which a rule is broken: of several broken rules
 * those nearest to the beginning of a case are told first.
 *
 * <p><b>Not looked at.</b> Whether a deadline was answered is an answer like any other. Runs of
 * identification and assistance from before a case was opened again stand still. Steps of the other
 * country are steps like any other, of whoever may take them.
 */
public final class Explorer {
  /** Tracks of which a case may have many runs, and is not closed while one is open. */
  private static final List<String> SEVERAL = List.of("referral", "cross-border");

  private static final String OVERALL = "overall";

  private final Map<List<Folded>, Walk> walks = new HashMap<>();

  private record Walk(
      Set<StateCode> states,
      Set<String> taken,
      long combinations,
      long steps,
      List<Violation> violations) {}

  /** Walks through the procedure of one country. */
  public Exploration explore(Mechanism mechanism) {
    List<TrackTable> tables =
        mechanism.tracks().stream().map(track -> new TrackTable(mechanism, track)).toList();
    List<Folded> tracks = tables.stream().map(Folded::of).toList();
    Walk walk = walks.computeIfAbsent(tracks, Explorer::walk);
    return new Exploration(
        mechanism.country(),
        mechanism.version(),
        walk.states().size(),
        walk.taken().size(),
        walk.combinations(),
        walk.steps(),
        tables.stream().mapToLong(TrackTable::questions).sum(),
        walk.violations());
  }

  private static Walk walk(List<Folded> tracks) {
    List<Folded> overall =
        tracks.stream().filter(track -> track.code().value().equals(OVERALL)).toList();
    boolean free = overall.stream().allMatch(Folded::isFreestAlone);
    List<Folded> apart = tracks.stream().filter(track -> free && isApart(track)).toList();
    List<Folded> together = tracks.stream().filter(track -> !apart.contains(track)).toList();
    List<List<Folded>> cases = new ArrayList<>();
    cases.add(together);
    List<Folded> seen = together.stream().filter(Folded::isSeen).toList();
    SEVERAL.forEach(code -> cases.add(twice(seen, code)));
    apart.forEach(track -> cases.add(Stream.concat(Stream.of(track), overall.stream()).toList()));
    Set<StateCode> states = new HashSet<>();
    Set<String> taken = new HashSet<>();
    List<Violation> violations = List.of();
    long combinations = 0;
    long steps = 0;
    for (List<Folded> runs : cases) {
      if (!violations.isEmpty()) {
        break;
      }
      CaseSpace space = new CaseSpace(runs);
      states.addAll(space.states());
      taken.addAll(space.taken());
      combinations += space.combinations();
      steps += space.looked();
      violations = space.violations();
    }
    return new Walk(states, taken, combinations, steps, violations);
  }

  private static boolean isApart(Folded track) {
    return track.seesOnlyTheEnd() && !track.isSeen();
  }

  private static List<Folded> twice(List<Folded> tracks, String code) {
    return tracks.stream()
        .flatMap(
            track -> Collections.nCopies(track.code().value().equals(code) ? 2 : 1, track).stream())
        .toList();
  }
}
