package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Procedures.MONDAY;
import static org.uputnica.mechanism.Procedures.actor;
import static org.uputnica.mechanism.Procedures.everythingHolds;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/**
 * Across the border: sending and receipt, the hard stops before travel, the contacts after arrival.
 */
class CrossBorderStepsTest {
  private static final Mechanism ME = Procedures.of("ME");
  private static final TrackCode CROSS_BORDER = TrackCode.of("cross-border");
  private static final Facts ADULT = everythingHolds(AgeRule.ADULT).build();

  private static TrackSnapshot at(TrackCode track, String state) {
    return TrackSnapshot.of(track, StateCode.of(state));
  }

  private static StepResult take(
      TrackSnapshot from, String step, Actor actor, StepInputs inputs, Facts facts) {
    return ME.take(from, StepCode.of(step), actor, inputs, facts, MONDAY);
  }

  private static Moved moved(StepResult result) {
    assertThat(result).isInstanceOf(Moved.class);
    return (Moved) result;
  }

  @Test
  void theRequestIsReceivedOnlyAfterItWasSent() {
    Actor abroad = actor("R-XB", Party.ABROAD);
    assertThat(take(at(CROSS_BORDER, "XB-REQ"), "M036", abroad, StepInputs.none(), ADULT))
        .isInstanceOfSatisfying(
            StepRefusal.GuardNotMet.class,
            no ->
                assertThat(no.reasons()).extracting(Reason::code).containsExactly("clock-started"));
    Moved sent =
        moved(
            take(
                at(CROSS_BORDER, "XB-REQ"),
                "T036",
                actor("R-XB", Party.CONTACT),
                StepInputs.none(),
                ADULT));
    assertThat(sent.after().state()).isEqualTo(StateCode.of("XB-REQ"));
    Moved received = moved(take(sent.after(), "M036", abroad, StepInputs.none(), ADULT));
    assertThat(received.after().state()).isEqualTo(StateCode.of("XB-RCV"));
    assertThat(received.after().clocks())
        .extracting(RunningClock::code)
        .containsExactly(ClockCode.of("DL-XBR-ANS"));
  }

  @Test
  void nobodyTravelsPastAHardStop() {
    Map<String, Facts> stops = new HashMap<>();
    stops.put("risk high", everythingHolds(AgeRule.ADULT).risk(RiskLevel.HIGH, MONDAY).build());
    stops.put(
        "risk stale",
        everythingHolds(AgeRule.ADULT)
            .risk(RiskLevel.LOW, MONDAY.minus(Duration.ofDays(8)))
            .build());
    stops.put(
        "no consent to travel",
        everythingHolds(AgeRule.ADULT).consent("CS-RET", Facts.ConsentWord.REFUSED).build());
    stops.put(
        "no consent to data",
        everythingHolds(AgeRule.ADULT).consent("CS-XBR", Facts.ConsentWord.REFUSED).build());
    stops.put(
        "guardian says no",
        everythingHolds(AgeRule.CHILD).consent("CS-GUARD", Facts.ConsentWord.REFUSED).build());
    for (Fact fact :
        List.of(Fact.RECEIVING_PERSON_NAMED, Fact.RISK_FROM_BOTH_SIDES, Fact.NO_ASYLUM_PENDING)) {
      stops.put(fact.word(), without(AgeRule.ADULT, fact));
    }
    for (Fact fact : List.of(Fact.BEST_INTERESTS_DETERMINED, Fact.GUARDIAN_NAMED)) {
      stops.put(fact.word(), without(AgeRule.CHILD, fact));
    }
    for (Map.Entry<String, String> step : Map.of("T039", "XB-OFF", "T040", "XB-AGR").entrySet()) {
      stops.forEach((why, facts) -> {
        var row =
            ME.track(CROSS_BORDER)
                .orElseThrow()
                .step(StateCode.of(step.getValue()), StepCode.of(step.getKey()))
                .orElseThrow();
        StepResult result =
            take(
                at(CROSS_BORDER, step.getValue()),
                step.getKey(),
                actor("R-CASE", Party.OWNER),
                Procedures.goodInputs(row, facts.age()),
                facts);
        assertThat(result)
            .as("%s with %s", step.getKey(), why)
            .isInstanceOf(StepRefusal.GuardNotMet.class);
      });
    }
  }

  private static Facts without(AgeRule age, Fact missing) {
    Facts.Builder facts = Facts.asOf(MONDAY).age(age).risk(RiskLevel.LOW, MONDAY);
    List.of("CS-XBR", "CS-RET", "CS-GUARD").forEach(facts::consentGiven);
    for (Fact fact : Fact.values()) {
      facts.fact(fact, fact != missing);
    }
    return facts.build();
  }

  @Test
  void monitoringContactsAnswerTheClockThatRunsOutFirst() {
    Moved handed =
        moved(
            take(
                at(CROSS_BORDER, "XB-TRV"),
                "T041",
                actor("R-XB", Party.ABROAD),
                StepInputs.of(
                    Map.of(
                        "handed-over-at",
                        "2026-03-02T07:00:00Z",
                        "handover-place",
                        "AL-HANI",
                        "recognised-by",
                        "CODE_WORD",
                        "person-condition",
                        "WELL")),
                ADULT));
    var contact =
        StepInputs.of(Map.of("monitoring-date", "2026-04-01", "monitoring-result", "SAFE"));
    Moved first = moved(take(handed.after(), "T042", actor("R-XB", Party.ABROAD), contact, ADULT));
    Moved second = moved(take(first.after(), "T042", actor("R-XB", Party.ABROAD), contact, ADULT));
    assertThat(first.stopped())
        .extracting(clock -> clock.code().value())
        .containsExactly("DL-MON-1");
    assertThat(second.after().clocks())
        .extracting(clock -> clock.code().value())
        .containsExactly("DL-MON-3");
  }
}
