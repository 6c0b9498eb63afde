package org.uputnica.mechanism.proof;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;

/**
 * The invariants that can be seen on one step the mechanism let through, with the facts it was let
 * through on. Looks at what came of it, never at the conditions in the file.
 */
final class StepLaw {
  static final Set<String> TRAVEL = Set.of("XB-AGR", "XB-TRV");

  private static final Set<String> DISCLOSED = Set.of("RF-SENT", "RF-ACC");
  private static final Set<String> SOLUTIONS = Set.of("DS-STAY", "DS-RET", "DS-3RD");
  private static final Set<String> DECIDED = Set.of("ID-POS", "ID-NEG");
  private static final Set<String> RECEIVED = Set.of("RF-MOVE", "RF-ARR", "RF-SERV");
  private static final Duration FRESH = Duration.ofDays(30);
  private static final String GUARDIAN = "R-GUARD";

  private final Mechanism mechanism;
  private final Track track;

  StepLaw(Mechanism mechanism, Track track) {
    this.mechanism = mechanism;
    this.track = track;
  }

  /**
   * Which invariants a step breaks, and in which views.
   *
   * @param takers everybody who may take the step for a person of this age
   */
  Map<Invariant, Views> broken(Moved moved, Facts facts, Actor actor, List<Actor> takers) {
    Map<Invariant, Views> broken = new EnumMap<>(Invariant.class);
    Step step = moved.step();
    String to = step.to().value();
    if (is("identification") && !moved.effects().isEmpty()) {
      broken.put(Invariant.HELP_OUTLIVES_A_NEGATIVE_DECISION, Views.ALL);
    }
    if (step.opens() && !is("overall")) {
      broken.put(Invariant.NOTHING_OPEN_IN_A_CLOSED_CASE, Views.with(Views.CASE_OVER));
    }
    if (TRAVEL.contains(to) || DISCLOSED.contains(to) || sends(moved)) {
      broken.put(Invariant.NOTHING_LEAVES_AFTER_THE_END, Views.with(Views.CASE_OVER));
    }
    if (TRAVEL.contains(to)) {
      Views unsafe = mayTravel(facts) ? Views.with(Views.CLAIM_PENDING | Views.HELD) : Views.ALL;
      broken.put(Invariant.NO_UNSAFE_JOURNEY, unsafe);
    }
    if (facts.age() == AgeRule.CHILD && !isForChild(moved, facts, takers)) {
      broken.put(Invariant.A_CHILD_BY_THE_RULE_FOR_CHILDREN, Views.ALL);
    }
    if (actor.equals(Actor.SYSTEM) && !endsOneRequestAtMost(moved)) {
      broken.put(Invariant.NO_CLOCK_ENDS_A_RIGHT, Views.ALL);
    }
    return broken;
  }

  private static boolean mayTravel(Facts facts) {
    boolean fresh =
        facts.riskAssessedAt().filter(at -> !at.plus(FRESH).isBefore(facts.asOf())).isPresent();
    return fresh
        && facts.risk().filter(level -> level != RiskLevel.HIGH).isPresent()
        && given(facts, "CS-RET")
        && given(facts, "CS-XBR")
        && facts.holds(Fact.RECEIVING_PERSON_NAMED)
        && facts.holds(Fact.RISK_FROM_BOTH_SIDES);
  }

  private boolean isForChild(Moved moved, Facts facts, List<Actor> takers) {
    Step step = moved.step();
    String to = step.to().value();
    boolean adultsOnly =
        step.when().stream().anyMatch(new Guard.OfAge(AgeRule.ADULT)::equals)
            || to.equals("ST-LOST");
    boolean ownWordByGuardian =
        takers.stream()
            .filter(taker -> taker.saidBy() == SaidBy.PERSON)
            .allMatch(taker -> taker.roles().contains(GUARDIAN));
    boolean guarded =
        !(TRAVEL.contains(to) || enters(moved, "ID-PND") || enters(moved, "DS-RET"))
            || facts.holds(Fact.GUARDIAN_NAMED);
    boolean inBestInterests =
        !(TRAVEL.contains(to) || SOLUTIONS.contains(to) || sends(moved))
            || facts.holds(Fact.BEST_INTERESTS_DETERMINED);
    boolean decidedByItsBody =
        !(DECIDED.contains(to) && enters(moved, to)) || facts.holds(Fact.BODY_DECIDES_ON_CHILDREN);
    boolean guardianAgrees = !TRAVEL.contains(to) || given(facts, "CS-GUARD");
    return !adultsOnly
        && ownWordByGuardian
        && guarded
        && inBestInterests
        && decidedByItsBody
        && guardianAgrees
        && moved.started().stream().allMatch(it -> runsAsForChild(it, moved));
  }

  private static boolean enters(Moved moved, String state) {
    return moved.after().state().value().equals(state)
        && moved.was().filter(at -> at.state().value().equals(state)).isEmpty();
  }

  /** A request to another country leaves, which begins the time for its receipt. */
  private boolean sends(Moved moved) {
    return is("cross-border")
        && moved.started().stream().anyMatch(clock -> clock.code().value().equals("DL-XBR-ACK"));
  }

  private boolean runsAsForChild(RunningClock started, Moved moved) {
    return mechanism
        .started(started.code(), AgeRule.CHILD, moved.inputs(), started.startedAt())
        .filter(started::equals)
        .isPresent();
  }

  /** An unanswered request, or a choice that is open again; never help, and nobody's status. */
  private boolean endsOneRequestAtMost(Moved moved) {
    return is("durable-solution") && moved.step().to().equals(track.opening().to())
        || is("referral")
            && moved.was().filter(at -> RECEIVED.contains(at.state().value())).isEmpty();
  }

  private boolean is(String code) {
    return track.code().value().equals(code);
  }

  private static boolean given(Facts facts, String scope) {
    return facts.consent(scope).filter(word -> word == Facts.ConsentWord.GIVEN).isPresent();
  }
}
