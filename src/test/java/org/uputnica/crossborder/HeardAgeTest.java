package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What another country says of an age, and is none, is set aside and holds up nothing. */
class HeardAgeTest {
  @ParameterizedTest
  @CsvSource({
    "PRESUMED_CHILD, 150",
    "PRESUMED_CHILD, 121",
    "PRESUMED_CHILD, -1",
    "PRESUMED_CHILD, 99999999999",
    "PRESUMED_CHILD, sixteen",
    "CHILD,          18",
    "ADULT,          17",
    "TEENAGER,       16"
  })
  void whatIsNoAgeIsRefused(String state, String age) {
    var refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> ChildrenAbroad.heard(Map.of("age-state", state, "age", age)));
    assertThat(refused.refusal().type()).isEqualTo(ProblemType.INVALID_VALUE);
  }

  @Test
  void aStateHasToBeThere() {
    var refused =
        catchThrowableOfType(
            RefusedException.class, () -> ChildrenAbroad.heard(Map.of("age", "16")));
    assertThat(refused.refusal().type()).isEqualTo(ProblemType.INVALID_VALUE);
  }

  @Test
  void anAgeIsHeardWithItsNumberAndWithout() {
    assertThat(ChildrenAbroad.heard(Map.of("age-state", "PRESUMED_CHILD", "age", "120")))
        .isEqualTo(new ChildrenAbroad.Heard(AgeState.PRESUMED_CHILD, 120));
    assertThat(ChildrenAbroad.heard(Map.of("age-state", "UNKNOWN")))
        .isEqualTo(new ChildrenAbroad.Heard(AgeState.UNKNOWN, null));
  }
}
