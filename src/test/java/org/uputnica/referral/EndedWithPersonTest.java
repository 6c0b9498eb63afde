package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Procedures.COUNTRIES;
import static org.uputnica.mechanism.Procedures.MONDAY;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/** What was asked for a person who is erased can end, whatever is known of her. */
class EndedWithPersonTest {
  @Test
  void theServiceTakesBackWhatWasAskedInEveryCountryAndState() {
    assertThat(COUNTRIES).isNotEmpty();
    COUNTRIES.forEach((country, mechanism) ->
        EndedWithPerson.ASKED.forEach(state ->
            assertThat(
                    mechanism.take(
                        TrackSnapshot.of(TrackCode.of("referral"), StateCode.of(state)),
                        StepCode.of("T054"),
                        Actor.SYSTEM,
                        StepInputs.of(Map.of("withdrawal-reason", "NEED_ENDED")),
                        Facts.asOf(MONDAY).build(),
                        MONDAY))
                .as("%s: %s", country, state)
                .isInstanceOf(Moved.class)));
  }
}
