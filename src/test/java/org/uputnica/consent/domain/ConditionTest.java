package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.directory.domain.Organization;

class ConditionTest {
  @ParameterizedTest
  @CsvSource({
    "NOT_TO_POLICE, police, CS-POL",
    "NOT_TO_POLICE, investigation, CS-POL",
    "NOT_TO_MIGRATION_AUTHORITIES, migration-authority, CS-MIG",
    "NOT_TO_FAMILY, family-tracing, CS-FAM",
    "NOT_TO_CONSULATE, consulate, CS-CONS"
  })
  void itKeepsOutWhoDoesSuchWorkAndWhatIsAskedForIt(
      Condition condition, String function, String scope) {
    assertThat(condition.forbids(Set.of("service", function), Set.of(ConsentScope.REFERRAL)))
        .isTrue();
    assertThat(condition.forbids(Set.of("service"), Set.of(ConsentScope.of(scope).orElseThrow())))
        .isTrue();
    assertThat(Organization.FUNCTIONS).contains(function);
    others(condition)
        .forEach(other ->
            assertThat(other.forbids(Set.of(function), Set.of(ConsentScope.REFERRAL))).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void helpIsNeverKeptOut(Condition condition) {
    Set<String> help =
        Set.of("service", "legal-aid", "guardianship", "case-management", "contact-point");
    assertThat(condition.forbids(help, Set.of(ConsentScope.REFERRAL, ConsentScope.STORAGE)))
        .isFalse();
  }

  private static Stream<Condition> others(Condition condition) {
    return Stream.of(Condition.values()).filter(other -> other != condition);
  }
}
