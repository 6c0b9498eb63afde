package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.uputnica.mechanism.Procedures.MONDAY;
import static org.uputnica.mechanism.Procedures.actor;
import static org.uputnica.mechanism.Procedures.everythingHolds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.InputProblem;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/** Whom a country gives the time to recover ({@code P-REFL-ADULT}). */
class TimeToRecoverTest {
  private static final Facts ADULT = everythingHolds(AgeRule.ADULT).build();
  private static final Map<String, Object> INPUTS =
      Map.of(
          "recovery-from", "2026-03-02",
          "recovery-ground", "LAW_ON_FOREIGNERS",
          "recovery-explained", true);

  @Test
  void whereItIsForForeignersOnlySomebodyStandsByThatAnAdultIsOne() {
    assertThat(problems(recovers("RS", INPUTS, ADULT)))
        .containsExactly(tuple("not-a-citizen", InputProblem.What.MISSING));
    assertThat(problems(recovers("RS", with(false), ADULT)))
        .containsExactly(tuple("not-a-citizen", InputProblem.What.NOT_CONFIRMED));
    assertThat(recovers("RS", with(true), ADULT))
        .isInstanceOfSatisfying(Moved.class, moved -> assertThat(moved.started()).hasSize(2));
    assertThat(recovers("BA", INPUTS, ADULT)).isInstanceOf(StepRefusal.InputInvalid.class);
  }

  @Test
  void aChildAndEveryOtherCountryAreNotAsked() {
    assertThat(recovers("RS", INPUTS, everythingHolds(AgeRule.CHILD).build()))
        .isInstanceOf(Moved.class);
    assertThat(recovers("ME", INPUTS, ADULT)).isInstanceOf(Moved.class);
    assertThat(problems(recovers("ME", with(true), ADULT)))
        .containsExactly(tuple("not-a-citizen", InputProblem.What.UNKNOWN));
  }

  private static Map<String, Object> with(boolean notACitizen) {
    Map<String, Object> inputs = new HashMap<>(INPUTS);
    inputs.put("not-a-citizen", notACitizen);
    return inputs;
  }

  private static StepResult recovers(String country, Map<String, Object> inputs, Facts facts) {
    return Procedures.of(country)
        .take(
            TrackSnapshot.of(TrackCode.of("legal-status"), StateCode.of("LG-NONE")),
            StepCode.of("T031"),
            actor("R-CASE", Party.OWNER),
            StepInputs.of(inputs),
            facts,
            MONDAY);
  }

  private static List<Tuple> problems(StepResult result) {
    assertThat(result).isInstanceOf(StepRefusal.InputInvalid.class);
    return ((StepRefusal.InputInvalid) result)
        .problems().stream().map(problem -> tuple(problem.field(), problem.what())).toList();
  }
}
