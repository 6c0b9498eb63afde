package org.uputnica.mechanism.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockAnswer;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Evaluation;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.Track;

/**
 * Everything one run of a track can do, found by asking the mechanism itself: from every standing
 * that can be reached, every step with every answer to everything its conditions read, for an adult
 * and for a child, by everybody who may take it.
 *
 * <p>Who may take a step and on what conditions are asked apart, since no condition reads who asks;
 * the conditions are walked through once by somebody of the staff, by investigators, and by the
 * service itself, as far as each may take the step.
 */
final class TrackTable {
  private static final String POLICE = "R-POL";
  private static final Set<String> MISFORTUNES = Set.of("ST-LOST", "ST-MISS", "ST-DEAD");
  private static final String SOLUTION = "durable-solution";

  private final Mechanism mechanism;
  private final Track track;
  private final StepLaw law;
  private final Set<ClockCode> asked;
  private final Map<Standing, Integer> numbers = new LinkedHashMap<>();
  private final List<Standing> standings = new ArrayList<>();
  private final List<List<Way>> ways = new ArrayList<>();
  private long questions;

  private record Reached(Step step, int to, List<Effect> effects) {}

  /** In which views a way is open. */
  private static final class Let {
    Views open = Views.NONE;
    Views silent = Views.NONE;
    Views refusing = Views.NONE;
    final Map<Invariant, Views> broken = new EnumMap<>(Invariant.class);
  }

  TrackTable(Mechanism mechanism, Track track) {
    this.mechanism = mechanism;
    this.track = track;
    this.law = new StepLaw(mechanism, track);
    this.asked = asked(track);
    number(Standing.BEFORE);
    for (int at = 0; at < standings.size(); at++) {
      ways.add(leaving(standings.get(at)));
    }
    ClosedWays.mark(track, standings, ways);
  }

  Track track() {
    return track;
  }

  /** Where a run can stand; first of all before it has begun. */
  List<Standing> standings() {
    return standings;
  }

  /** The ways that leave a standing, those that no view opens included. */
  List<Way> leaving(int standing) {
    return ways.get(standing);
  }

  /** How often the mechanism was asked. */
  long questions() {
    return questions;
  }

  private int number(Standing standing) {
    return numbers.computeIfAbsent(
        standing,
        one -> {
          standings.add(one);
          return standings.size() - 1;
        });
  }

  private List<Way> leaving(Standing at) {
    Map<Reached, Let> reached = new LinkedHashMap<>();
    for (Step step : steps(at)) {
      for (AgeRule age : AgeRule.values()) {
        List<Actor> takers = takers(step, at, age);
        asking(takers).forEach(actor -> ask(step, at, age, actor, takers, reached));
      }
    }
    List<Way> leaving = new ArrayList<>();
    reached.forEach((one, let) -> leaving.add(way(one, let)));
    at.clocks().keySet().forEach(clock -> leaving.addAll(ofClock(clock, at)));
    return leaving;
  }

  private static Way way(Reached one, Let let) {
    return new Way(
        one.step().code() + " " + one.step().label(),
        one.step().code().value(),
        one.to(),
        one.effects(),
        let.open,
        let.silent,
        let.refusing,
        let.broken);
  }

  private List<Step> steps(Standing at) {
    StateCode state = at.state();
    if (state == null) {
      return List.of(track.opening());
    }
    List<Step> steps = new ArrayList<>(track.leaving(state));
    if (track.state(state).kind() == State.Kind.END && track.instances() != Track.Instances.ONE) {
      steps.add(track.opening());
    }
    return steps;
  }

  /** Everybody who may take the step, in every way in which they may. */
  private List<Actor> takers(Step step, Standing at, AgeRule age) {
    Mechanism.Recorders recorders = mechanism.recorders();
    return Stream.of(step.by(), recorders.of(age), recorders.guardian())
        .flatMap(List::stream)
        .distinct()
        .map(TrackTable::actor)
        .flatMap(actor ->
            Stream.of(SaidBy.values())
                .filter(ways(step, at, age, actor)::contains)
                .map(actor::recording))
        .toList();
  }

  private static Actor actor(Performer performer) {
    return performer.party() == Party.SYSTEM
        ? Actor.SYSTEM
        : Actor.of(Set.of(performer.role()), Set.of(performer.party()));
  }

  private Set<SaidBy> ways(Step step, Standing at, AgeRule age, Actor actor) {
    Facts facts = Facts.asOf(Standing.NOW).age(age).build();
    if (step.opens()) {
      return mechanism.opening(track.code(), actor, facts).waysOpen();
    }
    Evaluation all = mechanism.evaluate(at.snapshot(track.code()), actor, facts);
    return all.options().stream()
        .filter(option -> option.step().code().equals(step.code()))
        .findFirst()
        .map(StepOption::waysOpen)
        .orElse(Set.of());
  }

  /** One of the staff, of the investigators, and the service itself: as far as they may. */
  private static List<Actor> asking(List<Actor> takers) {
    return Stream.of(
            takers.stream().filter(one -> !isPolice(one) && !one.equals(Actor.SYSTEM)).findFirst(),
            takers.stream().filter(TrackTable::isPolice).findFirst(),
            takers.stream().filter(Actor.SYSTEM::equals).findFirst())
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isPolice(Actor actor) {
    return actor.roles().contains(POLICE);
  }

  private void ask(
      Step step,
      Standing at,
      AgeRule age,
      Actor actor,
      List<Actor> takers,
      Map<Reached, Let> reached) {
    List<Atom> atoms = Atom.of(step);
    List<Offer> offers = Offer.of(step, age);
    int[] turn = new int[atoms.size()];
    do {
      Facts.Builder builder = Facts.asOf(Standing.NOW).age(age);
      builder.fact(Fact.OPTIONS_COMPARED, at.noted() && track.code().value().equals(SOLUTION));
      Views views = Views.ALL;
      boolean silent = !isPolice(actor);
      boolean refusing = silent && !actor.equals(Actor.SYSTEM);
      for (int one = 0; one < turn.length; one++) {
        Atom.Value value = atoms.get(one).values().get(turn[one]);
        value.brings().accept(builder);
        views = views.and(value.views());
        silent &= value.silent();
        refusing &= value.refusing();
      }
      Facts facts = builder.build();
      for (Offer offer : offers) {
        questions++;
        if (take(step, at, actor, offer, facts) instanceof Moved moved) {
          Let let = reached.computeIfAbsent(reached(moved, at), _ -> new Let());
          let.open = let.open.or(views);
          let.silent = silent && offer.silent() ? let.silent.or(views) : let.silent;
          boolean chosen = offer.common() && !MISFORTUNES.contains(step.to().value());
          boolean refused = refusing && offer.silent() && chosen;
          let.refusing = refused ? let.refusing.or(views) : let.refusing;
          Views in = views;
          law.broken(moved, facts, actor, takers)
              .forEach((rule, where) -> let.broken.merge(rule, in.and(where), Views::or));
        }
      }
    } while (next(turn, atoms));
  }

  private StepResult take(Step step, Standing at, Actor actor, Offer offer, Facts facts) {
    return step.opens()
        ? mechanism.open(track.code(), actor, offer.inputs(), facts, Standing.NOW)
        : mechanism.take(
            at.snapshot(track.code()), step.code(), actor, offer.inputs(), facts, Standing.NOW);
  }

  private Reached reached(Moved moved, Standing at) {
    boolean noted = moved.step().opens() ? false : at.notedAfter(moved.step());
    Standing after = at.after(moved.after(), asked, noted);
    List<Effect> carried = moved.effects().stream().filter(Carried::reachesOthers).toList();
    return new Reached(moved.step(), number(after), carried);
  }

  private static boolean next(int[] turn, List<Atom> atoms) {
    for (int one = 0; one < turn.length; one++) {
      turn[one]++;
      if (turn[one] < atoms.get(one).values().size()) {
        return true;
      }
      turn[one] = 0;
    }
    return false;
  }

  private List<Way> ofClock(ClockCode clock, Standing at) {
    List<Way> ways = new ArrayList<>();
    if (at.runs(clock)) {
      ways.add(clockWay(clock + Way.RUNS_OUT, at.ranOut(clock), Views.NONE));
    }
    List<Performer> answering = mechanism.clock(clock).map(Clock::answeredBy).orElse(List.of());
    answering.stream()
        .map(TrackTable::actor)
        .map(actor -> mechanism.answer(at.snapshot(track.code()), clock, actor, Standing.NOW))
        .filter(ClockAnswer.Answered.class::isInstance)
        .map(ClockAnswer.Answered.class::cast)
        .map(answer -> at.after(answer.after(), asked, at.noted()))
        .distinct()
        .forEach(after -> ways.add(clockWay(clock + " is answered", after, Views.ALL)));
    return ways;
  }

  private Way clockWay(String name, Standing to, Views refusing) {
    return new Way(name, "", number(to), List.of(), Views.ALL, Views.ALL, refusing, Map.of());
  }

  /** The clocks that some condition of the track reads; all others change nothing here. */
  private static Set<ClockCode> asked(Track track) {
    Set<ClockCode> asked = new HashSet<>();
    Stream.concat(Stream.of(track.opening()), track.steps().stream())
        .flatMap(Atom::guards)
        .flatMap(Guard::parts)
        .forEach(guard -> {
          switch (guard) {
            case Guard.ClockPassed(Set<ClockCode> clocks) -> asked.addAll(clocks);
            case Guard.ClockRunning(ClockCode clock) -> asked.add(clock);
            case Guard.ClockStarted(ClockCode clock) -> asked.add(clock);
            case Guard.Holds _,
                Guard.ConsentGiven _,
                Guard.ConsentNotAsked _,
                Guard.ConsentAnswered _,
                Guard.ExceptionInForce _,
                Guard.RiskFresh _,
                Guard.RiskNotHigh _,
                Guard.ScreeningSufficient _,
                Guard.ReflectionMayStart _,
                Guard.Stated _,
                Guard.OfAge _,
                Guard.OnlyFor _,
                Guard.AnyOf _ -> {
              // reads no clock by itself
            }
          }
        });
    return asked;
  }
}
