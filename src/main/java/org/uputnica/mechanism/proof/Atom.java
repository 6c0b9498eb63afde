package org.uputnica.mechanism.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.Step;

/** Something the conditions of a step ask about, with everything the answer can be. */
record Atom(List<Value> values) {
  /** Long before any length that a risk assessment may count for. */
  private static final Duration LONG_AGO = Duration.ofDays(31);

  private static final Set<String> OF_PROCEEDINGS = Set.of("CS-POL", "OV-CRIME", "OV-COURT");

  /** What staff can do without a yes of the person and without a yes of another house. */
  private static final Set<Fact> DUTIES =
      EnumSet.of(
          Fact.GUARDIAN_NAMED,
          Fact.BODY_DECIDES_ON_CHILDREN,
          Fact.BEST_INTERESTS_DETERMINED,
          Fact.DEADLINES_ANSWERED);

  /**
   * One answer.
   *
   * @param views in which the other tracks can give it; all, where they have no part in it
   * @param silent possible though nobody speaks to the police or to a court
   * @param refusing possible though the person says no to everything and no service says yes
   */
  record Value(Consumer<Facts.Builder> brings, Views views, boolean silent, boolean refusing) {}

  Atom {
    values = List.copyOf(values);
  }

  /** Everything that the conditions of a step ask about, except clocks, inputs and age. */
  static List<Atom> of(Step step) {
    Map<String, Atom> atoms = new LinkedHashMap<>();
    guards(step).flatMap(Guard::parts).forEach(guard -> add(guard, atoms));
    return List.copyOf(atoms.values());
  }

  /** Every condition that a step reads. */
  static Stream<Guard> guards(Step step) {
    return Stream.concat(
        step.when().stream(),
        Stream.concat(step.starts().stream(), step.effects().stream())
            .map(Conditional::condition)
            .flatMap(condition -> condition.stream()));
  }

  private static void add(Guard guard, Map<String, Atom> atoms) {
    switch (guard) {
      case Guard.Holds(Fact fact) -> atoms.put(fact.word(), of(fact));
      case Guard.ConsentGiven(String scope) -> atoms.put(scope, consent(scope));
      case Guard.ConsentNotAsked(String scope) -> atoms.put(scope, consent(scope));
      case Guard.ConsentAnswered(String scope) -> atoms.put(scope, consent(scope));
      case Guard.ExceptionInForce(List<String> reasons) ->
          reasons.forEach(reason -> atoms.put(reason, exception(reason)));
      case Guard.RiskFresh _, Guard.RiskNotHigh _ -> atoms.put("risk", risk());
      case Guard.ScreeningSufficient _ -> atoms.put("elements", elements());
      case Guard.ReflectionMayStart _ -> atoms.put("stage", stage());
      case Guard.Stated _,
          Guard.ClockPassed _,
          Guard.ClockRunning _,
          Guard.ClockStarted _,
          Guard.OfAge _,
          Guard.OnlyFor _,
          Guard.AnyOf _ -> {
        // inputs, clocks and age are walked through in any case; the others are made of parts
      }
    }
  }

  private static Atom of(Fact fact) {
    return switch (fact) {
      case NO_OPEN_REFERRAL -> ofTracks(fact, Views.REFERRAL_OPEN);
      case NO_OPEN_REQUEST -> ofTracks(fact, Views.REQUEST_OPEN);
      case NO_ASYLUM_PENDING -> ofTracks(fact, Views.CLAIM_PENDING);
      case CASE_OPEN -> ofTracks(fact, Views.CASE_OVER);
      case FREE_TO_CHOOSE -> ofTracks(fact, Views.HELD);
      case OPTIONS_COMPARED ->
          new Atom(List.of(new Value(_ -> {}, Views.ALL, true, true))); // the run remembers it
      case RECEIVER_ACTIVE,
          NO_CONFLICT_OF_INTEREST,
          ITEMS_EQUAL_CONSENT,
          CRITERIA_MET,
          PLACE_HELD,
          ACCEPTED_BY_TELEPHONE,
          HANDOVER_OPEN,
          ESCALATED,
          GUARDIAN_NAMED,
          BODY_DECIDES_ON_CHILDREN,
          BEST_INTERESTS_DETERMINED,
          RECEIVING_PERSON_NAMED,
          RISK_FROM_BOTH_SIDES,
          DEADLINES_ANSWERED,
          ALL_CONSENTS_NEW,
          NOT_A_DUPLICATE,
          AGREEMENT_NOT_ENDED,
          CONSENTS_NOT_EXPIRED,
          SIGNED_BY_BOTH_SIDES ->
          new Atom(
              List.of(
                  new Value(_ -> {}, Views.ALL, true, true),
                  new Value(it -> it.holding(fact), Views.ALL, true, DUTIES.contains(fact))));
    };
  }

  private static Atom ofTracks(Fact none, int mark) {
    return new Atom(
        List.of(
            new Value(_ -> {}, Views.with(mark), true, true),
            new Value(it -> it.holding(none), Views.ALL.minus(Views.with(mark)), true, true)));
  }

  private static Atom consent(String scope) {
    List<Value> values = new ArrayList<>();
    values.add(new Value(_ -> {}, Views.ALL, true, true));
    for (Facts.ConsentWord word : Facts.ConsentWord.values()) {
      boolean yes = word == Facts.ConsentWord.GIVEN;
      boolean silent = !yes || !OF_PROCEEDINGS.contains(scope);
      values.add(new Value(it -> it.consent(scope, word), Views.ALL, silent, !yes));
    }
    return new Atom(values);
  }

  private static Atom exception(String reason) {
    return new Atom(
        List.of(
            new Value(_ -> {}, Views.ALL, true, true),
            new Value(
                it -> it.exceptionInForce(reason),
                Views.ALL,
                !OF_PROCEEDINGS.contains(reason),
                false)));
  }

  private static Atom risk() {
    List<Value> values = new ArrayList<>();
    values.add(new Value(_ -> {}, Views.ALL, true, true));
    for (RiskLevel level : RiskLevel.values()) {
      boolean high = level == RiskLevel.HIGH;
      values.add(new Value(it -> it.risk(level, Standing.NOW), Views.ALL, true, high));
      values.add(
          new Value(it -> it.risk(level, Standing.NOW.minus(LONG_AGO)), Views.ALL, true, high));
    }
    return new Atom(values);
  }

  private static Atom elements() {
    List<Value> values = new ArrayList<>();
    for (int bits = 0; bits < 1 << Element.values().length; bits++) {
      Set<Element> found = EnumSet.noneOf(Element.class);
      for (Element element : Element.values()) {
        if ((bits >>> element.ordinal() & 1) != 0) {
          found.add(element);
        }
      }
      values.add(new Value(it -> it.pointing(found), Views.ALL, true, true));
    }
    return new Atom(values);
  }

  private static Atom stage() {
    List<Value> values = new ArrayList<>();
    values.add(new Value(_ -> {}, Views.at(null), true, true));
    for (IdentificationStage stage : IdentificationStage.values()) {
      values.add(new Value(it -> it.identification(stage), Views.at(stage), true, true));
    }
    return new Atom(values);
  }
}
