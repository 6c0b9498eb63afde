package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.definition.MechanismCheck;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/**
 * What must be true of every country's procedure, whatever its file says. What can be seen in a
 * file is looked at by {@link MechanismCheck}, here, at every start and on the command line.
 */
class InvariantsTest {
  static Stream<Mechanism> mechanisms() {
    return Stream.concat(Stream.of(Procedures.BASE), Procedures.COUNTRIES.values().stream());
  }

  private static Stream<Step> steps(Mechanism mechanism) {
    return mechanism.tracks().stream()
        .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()));
  }

  private static Track track(Mechanism mechanism, String code) {
    return mechanism.track(TrackCode.of(code)).orElseThrow();
  }

  /** No word of the files is idle, and each one is carried out by a desk, a run or a room. */
  @Test
  void everyEffectIsAskedForByAStepAndCarriedOut() {
    assertThat(steps(Procedures.BASE).flatMap(step -> step.effects().stream()))
        .extracting(Conditional::what)
        .contains(Effect.values());
    Set<Effect> carried =
        EnumSet.of(
            Effect.NEW_IDENTIFICATION_RUN,
            Effect.NEW_ASSISTANCE_RUN,
            Effect.JOIN_RECORDS,
            Effect.RECALL,
            Effect.OPEN_IDENTITY,
            Effect.CLOSE_ACCESS,
            Effect.NARROW_ACCESS,
            Effect.RELEASE_PLACE,
            Effect.WITHDRAW_SIBLINGS,
            Effect.DRAFT_REQUEST,
            Effect.STOP_REQUESTS);
    Stream.of(Effect.values())
        .filter(effect -> Notice.About.of(effect).isPresent())
        .forEach(carried::add);
    assertThat(carried).containsExactlyInAnyOrder(Effect.values());
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void noClockEndsARight(Mechanism mechanism) {
    List<Step> bySystem =
        steps(mechanism).filter(step -> step.by().contains(Performer.SYSTEM)).toList();
    assertThat(bySystem)
        .extracting(step -> step.code().value())
        .containsExactlyInAnyOrder(
            "T054", "T054", "T055", "T055", "A025",
            "A073"); // one request or a choice, never the help
    assertThat(bySystem)
        .filteredOn(step -> step.code().value().startsWith("T"))
        .allSatisfy(step -> assertThat(track(mechanism, "referral").steps()).contains(step));
    assertThat(bySystem)
        .filteredOn(step -> step.code().value().equals("A073"))
        .allSatisfy(step -> assertThat(step.to()).isEqualTo(StateCode.of("DS-DET")));
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void theTimeToRecoverEndsByADecisionThatSaysWhatComesNext(Mechanism mechanism) {
    for (Step step : track(mechanism, "legal-status").steps()) {
      if (step.to().value().equals("LG-END") || step.code().value().equals("T032")) {
        assertThat(step.inputNames())
            .as("%s", step.code())
            .contains("next-step", "nobody-removed")
            .containsAnyOf("recovery-end", "claim-end", "reasons");
        assertThat(step.by())
            .as("%s", step.code())
            .noneMatch(performer -> performer.equals(Performer.SYSTEM));
      }
    }
  }

  /** Whose country a person's is decides about that time alone, never about help. */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void onlyTheTimeToRecoverAsksWhoIsACitizen(Mechanism mechanism) {
    boolean forSome =
        mechanism.parameter("P-REFL-ADULT").flatMap(it -> it.part("only-for")).isPresent();
    assertThat(steps(mechanism).filter(step -> step.inputNames().contains("not-a-citizen")))
        .extracting(step -> step.code().value())
        .hasSize(forSome ? 2 : 0)
        .allMatch("T031"::equals);
  }

  /** Whether somebody speaks to the police or to a court is nobody's condition for anything. */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void nothingWaitsForACourt(Mechanism mechanism) {
    Track justice = track(mechanism, "justice");
    assertThat(justice.steps()).allSatisfy(step -> assertThat(step.effects()).isEmpty());
    assertThat(justice.steps().stream().filter(step -> !step.when().isEmpty()))
        .extracting(step -> step.code().value())
        .containsExactly("T034");
    assertThat(Stream.of(Fact.values()).map(Fact::word))
        .noneMatch(word -> word.matches(".*(justice|court|proceeding|police|witness).*"));
  }

  @Test
  void theFilesOfThisProgramHoldWhatEveryFileMustHold() {
    MechanismCheck check = MechanismCheck.of(Procedures.LOADER);
    assertThat(check.wrong()).isEmpty();
    assertThat(check.countries()).containsOnlyKeys(Procedures.COUNTRIES.keySet());
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void identificationAndAssistanceShareNoState(Mechanism mechanism) {
    assertThat(states(mechanism, "assistance"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(states(mechanism, "identification"));
    assertThat(mechanism.track(TrackCode.of("identification")).orElseThrow().steps())
        .extracting(Step::effects)
        .allMatch(List::isEmpty);
  }

  private static List<String> states(Mechanism mechanism, String track) {
    return mechanism.track(TrackCode.of(track)).orElseThrow().states().stream()
        .map(State::code)
        .map(Object::toString)
        .toList();
  }
}
