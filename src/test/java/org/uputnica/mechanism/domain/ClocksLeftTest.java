package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** Of clocks that have ended with a case, those that no step since has answered. */
class ClocksLeftTest {
  private static final Mechanism MECHANISM = Procedures.of("ME");
  private static final Instant NOW = Procedures.MONDAY;
  private static final UUID SOME = new UUID(1, 1);
  private static final List<RunningClock> MONITORING =
      Stream.of(90, 180, 30)
          .map(days ->
              RunningClock.started(
                  new ClockCode("DL-MON-" + (days == 30 ? 1 : days / 90 + 1)),
                  NOW,
                  Duration.ofDays(days)))
          .toList();

  @Test
  void eachContactAnswersTheOneThatRunsOutFirst() {
    List<RunningClock> second = left("XB-HND", "T042", "XB-MON", MONITORING);
    assertThat(second)
        .extracting(it -> it.code().value())
        .containsExactlyInAnyOrder("DL-MON-2", "DL-MON-3");
    assertThat(left("XB-MON", "T042", "XB-MON", second))
        .extracting(it -> it.code().value())
        .containsExactly("DL-MON-3");
  }

  @Test
  void whatEndsTheRunLeavesNone() {
    assertThat(left("XB-MON", "T043", "XB-STOP", MONITORING)).isEmpty();
  }

  @Test
  void aStepOfAnotherVersionLeavesNone() {
    assertThat(left("XB-MON", "X999", "XB-MON", MONITORING)).isEmpty();
  }

  private static List<RunningClock> left(
      String from, String step, String to, List<RunningClock> clocks) {
    TakenStep taken =
        new TakenStep(
            SOME,
            new CaseId(SOME),
            new TrackId(SOME),
            new CountryCode("ME"),
            new OrganizationId(SOME),
            new StepCode(step),
            new StateCode(from),
            new StateCode(to),
            SaidBy.ACTOR,
            Map.of("stop-reason", "NO_LONGER_NEEDED"),
            null,
            NOW);
    return MECHANISM.left(new TrackCode("cross-border"), taken, clocks);
  }
}
