package org.uputnica.mechanism;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/**
 * The real procedures, and facts, inputs and clocks with which nothing but the rows themselves
 * stands in the way.
 */
public final class Procedures {
  public static final MechanismLoader LOADER = MechanismLoader.ofClasspath();
  public static final Mechanism BASE = LOADER.base();
  public static final Map<String, Mechanism> COUNTRIES = LOADER.countries();
  public static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  /** Clocks that some step wants to have run out; all others still run. */
  private static final Set<String> RUN_OUT = Set.of("DL-EMERG", "DL-URG", "DL-NORM");

  private static final List<String> SCOPES =
      List.of(
          "CS-INT",
          "CS-STO",
          "CS-NRM",
          "CS-REF-SVC",
          "CS-XBR",
          "CS-RET",
          "CS-POST",
          "CS-GUARD",
          "CS-POL");
  private static final List<String> EXCEPTIONS =
      List.of("OV-VITAL", "OV-CHILD", "OV-CRIME", "OV-COURT", "OV-INCAP", "OV-HEALTH");

  private Procedures() {}

  public static Mechanism of(String country) {
    Mechanism mechanism = COUNTRIES.get(country);
    if (mechanism == null) {
      throw new AssertionError("no procedure of " + country);
    }
    return mechanism;
  }

  /** Facts under which every condition of every step is met. */
  public static Facts.Builder everythingHolds(AgeRule age) {
    Facts.Builder facts =
        Facts.asOf(MONDAY)
            .age(age)
            .holding(Fact.values())
            .pointing(Set.of(Element.values()))
            .risk(RiskLevel.LOW, MONDAY)
            .identification(IdentificationStage.DECISION);
    SCOPES.forEach(facts::consentGiven);
    EXCEPTIONS.forEach(facts::exceptionInForce);
    return facts;
  }

  /** A snapshot with every clock of the mechanism on it. */
  public static TrackSnapshot withEveryClock(
      Mechanism mechanism, TrackCode track, StateCode state) {
    List<RunningClock> clocks = new ArrayList<>();
    for (Clock clock : mechanism.clocks()) {
      Duration length = clock.lasts().orElse(Duration.ofDays(5));
      Instant started =
          RUN_OUT.contains(clock.code().value())
              ? MONDAY.minus(length)
              : MONDAY.minus(Duration.ofHours(1));
      clocks.add(RunningClock.started(clock.code(), started, length));
    }
    return new TrackSnapshot(track, state, clocks);
  }

  /** Everything a step asks of a person of this age rule, answered well. */
  public static StepInputs goodInputs(Step step, AgeRule age) {
    Map<String, Object> values = new HashMap<>();
    step.asks().stream()
        .filter(ask -> ask.concerns(age))
        .forEach(ask -> values.put(ask.name(), good(ask)));
    return StepInputs.of(values);
  }

  private static Object good(Ask ask) {
    return switch (ask.input().kind()) {
      case InputKind.Code(String _, List<String> allowed) -> allowed.getFirst();
      case InputKind.Codes codes -> codes.allowed().subList(0, Math.max(1, codes.atLeast()));
      case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ ->
          "2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01";
      case InputKind.Country _ -> "AL";
      case InputKind.Place _ -> "ME-BOZAJ";
      case InputKind.Day _ -> "2026-03-02";
      case InputKind.Moment _ -> "2026-03-02T07:00:00Z";
      case InputKind.YesNo _, InputKind.Confirmation _ -> true;
      case InputKind.WholeNumber(long from, Long _) -> from;
    };
  }

  public static Actor actor(String role, Party... parties) {
    return Actor.of(Set.of(role), Set.of(parties));
  }
}
