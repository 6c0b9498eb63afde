package org.uputnica.mechanism.definition;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;

/** Every step can be taken: by somebody, and under conditions that can hold together. */
final class TakerCheck implements MechanismCheck.Check {
  @Override
  public void look(Mechanism mechanism, Reading reading) {
    boolean whole = reading.isWhole(Reading.Part.CLOCKS);
    for (Track track : mechanism.tracks()) {
      Set<Party> parties = parties(track);
      for (Step step : Wording.rows(track)) {
        List<AgeRule> taken =
            Arrays.stream(AgeRule.values())
                .filter(
                    age -> step.by().stream().anyMatch(one -> can(one, age, parties, mechanism)))
                .toList();
        if (taken.isEmpty() && !step.by().isEmpty()) {
          reading
              .place(step)
              .report(
                  "nobody can ever take "
                      + step.code()
                      + ": this track never has "
                      + Wording.names(step.by()),
                  "name a role@party that the track has");
        }
        Optional<Guard> anywhere = never(step, taken, ClockCheck.started(track), whole);
        Optional<Guard> here = never(step, taken, ClockCheck.startedIn(track, mechanism), whole);
        here.ifPresent(guard ->
            reading
                .place(step)
                .report(
                    step.code()
                        + " can never be taken"
                        + (anywhere.isPresent() ? "" : " in " + mechanism.country())
                        + ": never holds that "
                        + Wording.of(guard),
                    "mend the condition or remove the step"));
      }
    }
  }

  /** A condition that keeps everybody from the step; empty if somebody can take it. */
  private static Optional<Guard> never(
      Step step, List<AgeRule> taken, Set<ClockCode> clocks, boolean whole) {
    return taken.stream().anyMatch(age -> contradiction(step, age, clocks, whole).isEmpty())
        ? Optional.empty()
        : taken.stream()
            .flatMap(age -> contradiction(step, age, clocks, whole).stream())
            .findFirst();
  }

  /** Whom the rooms of this program make a party of a track. */
  private static Set<Party> parties(Track track) {
    Set<Party> parties = EnumSet.allOf(Party.class);
    if (!track.code().value().equals("cross-border")) {
      parties.removeAll(Set.of(Party.CONTACT, Party.ABROAD));
    }
    boolean names =
        Wording.rows(track).stream()
            .flatMap(step -> step.asks().stream())
            .anyMatch(ask -> ask.input().kind() instanceof InputKind.Organization);
    if (!names) {
      parties.remove(Party.COUNTERPART);
    }
    return parties;
  }

  private static boolean can(
      Performer performer, AgeRule age, Set<Party> parties, Mechanism mechanism) {
    if (performer.isPerson()) {
      return !mechanism.recorders().of(age).isEmpty();
    }
    return parties.contains(performer.party()) && !(performer.isGuardian() && age == AgeRule.ADULT);
  }

  /** A condition of the step that nothing can meet for a person of this age. */
  private static Optional<Guard> contradiction(
      Step step, AgeRule age, Set<ClockCode> clocks, boolean whole) {
    List<Guard> binding = step.when().stream().flatMap(guard -> binding(guard, age)).toList();
    return binding.stream()
        .filter(guard -> !canHold(guard, age, clocks, whole) || isDenied(guard, binding))
        .findFirst();
  }

  private static Stream<Guard> binding(Guard guard, AgeRule age) {
    return guard instanceof Guard.OnlyFor(AgeRule only, Guard condition)
        ? only == age ? binding(condition, age) : Stream.of()
        : Stream.of(guard);
  }

  private static boolean isDenied(Guard guard, List<Guard> others) {
    return guard instanceof Guard.ConsentNotAsked(String scope)
        && (others.contains(new Guard.ConsentGiven(scope))
            || others.contains(new Guard.ConsentAnswered(scope)));
  }

  private static boolean canHold(Guard guard, AgeRule age, Set<ClockCode> clocks, boolean whole) {
    return switch (guard) {
      case Guard.OfAge(AgeRule only) -> only == age;
      case Guard.OnlyFor(AgeRule only, Guard condition) ->
          only != age || canHold(condition, age, clocks, whole);
      case Guard.AnyOf(List<Guard> ways) ->
          ways.stream().anyMatch(way -> canHold(way, age, clocks, whole));
      case Guard.ClockPassed(Set<ClockCode> passed) ->
          !whole || passed.stream().anyMatch(clocks::contains);
      case Guard.ClockRunning(ClockCode running) -> !whole || clocks.contains(running);
      case Guard.ClockStarted(ClockCode started) -> !whole || clocks.contains(started);
      case Guard.ExceptionInForce(List<String> reasons) -> !reasons.isEmpty();
      case Guard.Holds _,
          Guard.ConsentGiven _,
          Guard.ConsentNotAsked _,
          Guard.ConsentAnswered _,
          Guard.RiskFresh _,
          Guard.RiskNotHigh _,
          Guard.ScreeningSufficient _,
          Guard.ReflectionMayStart _,
          Guard.Stated _ ->
          true;
    };
  }
}
