package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.definition.MechanismCheck;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.TrackCode;

/**
 * What must be true of every country's procedure, whatever its file says. What can be seen in a
 * file is looked at by {@link MechanismCheck}, here, at every start and on the command line.
 */
class InvariantsTest {
  static Stream<Mechanism> mechanisms() {
    return Stream.concat(Stream.of(Procedures.BASE), Procedures.COUNTRIES.values().stream());
  }

  @Test
  void theFilesOfThisProgramHoldWhatEveryFileMustHold() {
    MechanismCheck check = MechanismCheck.of(Procedures.LOADER);
    assertThat(check.wrong()).isEmpty();
    assertThat(check.countries()).containsOnlyKeys(Procedures.COUNTRIES.keySet());
  }

  /** One request, never the help. */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void theServiceItselfTakesTwoStepsOnly(Mechanism mechanism) {
    assertThat(
            mechanism.tracks().stream()
                .flatMap(track -> track.steps().stream())
                .filter(step -> step.by().contains(Performer.SYSTEM)))
        .extracting(step -> step.code().value())
        .containsExactlyInAnyOrder("T054", "T055");
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
