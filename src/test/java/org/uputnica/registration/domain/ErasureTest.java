package org.uputnica.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.Erasure.Reason;
import org.uputnica.registration.domain.Erasure.State;

/** Two people of two sides; what came in between holds it up. */
class ErasureTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final UUID ANY = new UUID(1, 1);
  private static final CountryCode ME = new CountryCode("ME");
  private static final OrganizationId HOUSE = new OrganizationId(ANY);

  @ParameterizedTest
  @CsvSource({
    // asked as, decider, her role, manager, seen now, outcome
    "R-CASE, tamara, R-DPO,   nada,  1, APPROVED",
    "R-CASE, tamara, R-DPO,   asker, 1, APPROVED",
    "R-CASE, nada,   R-CASE,  nada,  1, not-your-turn",
    "R-CASE, nada,   R-CASE,  ,      1, not-your-turn",
    "R-CASE, sanja,  R-COORD, ,      1, not-your-turn",
    "R-DPO,  nada,   R-CASE,  nada,  1, APPROVED",
    "R-DPO,  nada,   R-CASE,  mira,  1, not-your-turn",
    "R-DPO,  nada,   R-CASE,  ,      1, not-your-turn",
    "R-DPO,  petra,  R-DPO,   nada,  1, not-your-turn",
    "R-DPO,  sanja,  R-COORD, nada,  1, not-your-turn",
    "R-DPO,  petra,  R-DPO,   ,      1, APPROVED",
    "R-DPO,  sanja,  R-COORD, ,      1, APPROVED",
    "R-DPO,  petra,  R-DPO,   asker, 1, APPROVED",
    "R-DPO,  sanja,  R-COORD, asker, 1, APPROVED",
    "R-CASE, asker,  R-DPO,   nada,  1, approver-is-asker",
    "R-DPO,  asker,  R-CASE,  asker, 1, approver-is-asker",
    "R-DPO,  asker,  R-DPO,   ,      1, approver-is-asker",
    "R-CASE, tamara, R-DPO,   nada,  2, guard-not-met",
    "R-DPO,  sanja,  R-COORD, ,      2, guard-not-met",
  })
  void theOtherSideDecidesOrWhoStandsIn(
      String askedAs,
      String decider,
      String role,
      @Nullable String manager,
      String now,
      String outcome) {
    Erasure asked = asked(askedAs);
    Caller caller = Caller.person(decider, HOUSE, ME, Set.of(role));
    if (outcome.equals("APPROVED")) {
      Erasure decided = asked.decide(State.APPROVED, caller, manager, now, MONDAY);
      assertThat(decided.state()).isEqualTo(State.APPROVED);
      assertThat(decided.decidedBy()).isEqualTo(decider);
      refused(() -> decided.decide(State.REFUSED, caller, manager, now, MONDAY), "step-not-open");
    } else {
      refused(() -> asked.decide(State.APPROVED, caller, manager, now, MONDAY), outcome);
    }
  }

  @Test
  void onlyWhoAskedTakesItBackAndNobodyDecidesItThen() {
    Erasure asked = asked(Roles.DPO);
    Caller asker = Caller.person("asker", HOUSE, ME, Set.of(Roles.DPO));
    Caller other = Caller.person("petra", HOUSE, ME, Set.of(Roles.DPO));
    refused(() -> asked.takeBack(other, MONDAY), "not-your-turn");
    Erasure takenBack = asked.takeBack(asker, MONDAY);
    assertThat(takenBack.state()).isEqualTo(State.TAKEN_BACK);
    assertThat(takenBack.decidedBy()).isNull();
    assertThat(takenBack.decidedAt()).isEqualTo(MONDAY);
    assertThat(takenBack.revision()).isEqualTo(1);
    refused(() -> takenBack.takeBack(asker, MONDAY), "step-not-open");
    refused(() -> takenBack.decide(State.APPROVED, other, null, "1", MONDAY), "step-not-open");
  }

  private static void refused(ThrowingCallable act, String problem) {
    assertThatThrownBy(act).isInstanceOf(RefusedException.class).hasMessage(problem);
  }

  private static Erasure asked(String askedAs) {
    return new Erasure(
        ANY,
        new CaseId(ANY),
        ME,
        HOUSE,
        Reason.PERSON_ASKED,
        State.REQUESTED,
        "asker",
        askedAs,
        MONDAY,
        "1",
        null,
        null,
        0);
  }
}
