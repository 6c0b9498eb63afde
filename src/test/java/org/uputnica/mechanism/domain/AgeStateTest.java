package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is presumed to be a child is one, whatever age is claimed or found on a paper. */
class AgeStateTest {
  @ParameterizedTest
  @CsvSource({
    "CHILD,          ,   CHILD",
    "CHILD,          25, CHILD",
    "PRESUMED_CHILD, ,   CHILD",
    "PRESUMED_CHILD, 25, CHILD",
    "UNKNOWN,        ,   CHILD",
    "UNKNOWN,        17, CHILD",
    "UNKNOWN,        18, ADULT",
    "ADULT,          ,   ADULT"
  })
  void disputedAgeIsNeverOnTheAdultsRule(AgeState state, @Nullable Integer age, AgeRule rule) {
    assertThat(state.rule(age)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "CHILD,          ,   false",
    "CHILD,          17, false",
    "CHILD,          18, true",
    "ADULT,          ,   false",
    "ADULT,          17, true",
    "ADULT,          18, false",
    "PRESUMED_CHILD, 25, false",
    "UNKNOWN,        25, false"
  })
  void onlyWhatIsKnownCanBeContradicted(
      AgeState state, @Nullable Integer age, boolean contradicts) {
    assertThat(state.contradicts(age)).isEqualTo(contradicts);
    assertThat(state.goesWith(age)).isEqualTo(!contradicts);
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "120, true", "121, false"})
  void anAgeIsTheYearsOfALife(int age, boolean goes) {
    assertThat(AgeState.PRESUMED_CHILD.goesWith(age)).isEqualTo(goes);
  }
}
