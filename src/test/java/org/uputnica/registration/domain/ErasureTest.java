package org.uputnica.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
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
    // asked as, decider, her role, manages, seen now, outcome
    "R-CASE, tamara, R-DPO,  false, 1, APPROVED",
    "R-CASE, nada,   R-CASE, true,  1, not-your-turn",
    "R-CASE, nada,   R-CASE, false, 1, not-your-turn",
    "R-DPO,  nada,   R-CASE, true,  1, APPROVED",
    "R-DPO,  nada,   R-CASE, false, 1, not-your-turn",
    "R-DPO,  petra,  R-DPO,  false, 1, not-your-turn",
    "R-CASE, asker,  R-DPO,  false, 1, approver-is-asker",
    "R-DPO,  asker,  R-CASE, true,  1, approver-is-asker",
    "R-CASE, tamara, R-DPO,  false, 2, guard-not-met",
  })
  void theOtherSideDecides(
      String askedAs, String decider, String role, boolean manages, String now, String outcome) {
    Erasure asked =
        new Erasure(
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
    Caller caller = Caller.person(decider, HOUSE, ME, Set.of(role));
    if (outcome.equals("APPROVED")) {
      Erasure decided = asked.decide(State.APPROVED, caller, manages, now, MONDAY);
      assertThat(decided.state()).isEqualTo(State.APPROVED);
      assertThat(decided.decidedBy()).isEqualTo(decider);
      assertThatThrownBy(() -> decided.decide(State.REFUSED, caller, manages, now, MONDAY))
          .isInstanceOf(RefusedException.class)
          .hasMessage("step-not-open");
    } else {
      assertThatThrownBy(() -> asked.decide(State.APPROVED, caller, manages, now, MONDAY))
          .isInstanceOf(RefusedException.class)
          .hasMessage(outcome);
    }
  }
}
