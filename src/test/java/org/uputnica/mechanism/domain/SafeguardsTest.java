package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.Procedures;
import org.uputnica.platform.id.Ids;

/** What holds in every case, whatever its version says. */
class SafeguardsTest {
  private static final Mechanism MECHANISM = Procedures.of("ME");
  private static final Instant NOW = Procedures.MONDAY;
  private static final TrackCode REQUEST = new TrackCode("cross-border");
  private static final StateCode CLOSED = new StateCode("ST-CLOSED");
  private static final StateCode DEAD = new StateCode("ST-DEAD");

  @Test
  void inACaseThatIsOverWhatWasAskedIsAnsweredOrTakenBack() {
    Set<String> ends =
        Set.of(
            "A027", "T026", "T029", "T030", "T043", "T053", "T054", "T055", "T067", "T068", "T069",
            "T070");
    Set<String> answers =
        Set.of(
            "T006", "T007", "T009", "T010", "A003", "T033", "T062", "A060", "A062", "T065", "T066");
    Set<String> dead = new TreeSet<>(ends);
    dead.addAll(answers);
    assertThat(let(Optional.of(DEAD))).isEqualTo(dead);
    Set<String> closed = new TreeSet<>(dead);
    closed.addAll(Set.of("T008", "T011", "T042"));
    assertThat(let(Optional.of(CLOSED))).isEqualTo(closed);
    assertThat(let(Optional.of(new StateCode("ST-ACTIVE")))).hasSizeGreaterThan(60);
    assertThat(let(Optional.empty())).isEqualTo(let(Optional.of(new StateCode("ST-ACTIVE"))));
  }

  private static Set<String> let(Optional<StateCode> overall) {
    Set<String> let = new TreeSet<>();
    for (Track track : MECHANISM.tracks()) {
      if (!track.code().value().equals("overall")) {
        track.steps().stream()
            .filter(step -> Safeguards.let(step, track, overall))
            .forEach(step -> let.add(step.code().value()));
      }
    }
    return let;
  }

  @Test
  void noChildIsMovedToAHouseThatDoesNotTakeChildren() {
    Track referral = MECHANISM.track(new TrackCode("referral")).orElseThrow();
    Step move = referral.step(new StateCode("RF-ACC"), new StepCode("T027")).orElseThrow();
    Guard takesHer = new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.CRITERIA_MET));
    assertThat(move.when()).contains(takesHer);
    Facts.Builder nothing = Facts.asOf(NOW).age(AgeRule.CHILD);
    assertThat(Safeguards.unmet(move, referral, Optional.empty(), nothing.build()))
        .contains(takesHer);
    Facts grown = Facts.asOf(NOW).age(AgeRule.ADULT).build();
    assertThat(Safeguards.unmet(move, referral, Optional.empty(), grown)).isEmpty();
    Facts fits = nothing.holding(Fact.CRITERIA_MET).build();
    assertThat(Safeguards.unmet(move, referral, Optional.empty(), fits)).isEmpty();
    assertThat(Safeguards.unmet(move, referral, Optional.of(CLOSED), fits))
        .contains(new Guard.Holds(Fact.CASE_OPEN));
  }

  @Test
  void whatWasOfferedOnOneCountrysWordWaitsForTheOthers() {
    Facts oneSide = Facts.asOf(NOW).build();
    Facts both = Facts.asOf(NOW).holding(Fact.RISK_FROM_BOTH_SIDES).build();
    for (State state : MECHANISM.track(REQUEST).orElseThrow().states()) {
      TrackSnapshot run = Procedures.withEveryClock(MECHANISM, REQUEST, state.code());
      assertThat(Safeguards.unassessed(run, both)).isEmpty();
      assertThat(Safeguards.unassessed(run, oneSide).isPresent())
          .as("%s", state.code())
          .isEqualTo(Set.of("XB-OFF", "XB-AGR").contains(state.code().value()));
    }
    TrackSnapshot agreed = Procedures.withEveryClock(MECHANISM, REQUEST, new StateCode("XB-AGR"));
    TrackSnapshot asked = Safeguards.unassessed(agreed, oneSide).orElseThrow();
    Map<String, Object> low =
        Map.of("risk-level", "LOW", "risk-sources", List.of("PERSON", "SERVICES_HERE"));
    Moved assessed = taken(asked.state().value(), asked.clocks(), "T037", low).staying(agreed);
    assertThat(assessed.was()).contains(agreed);
    assertThat(assessed.after()).isEqualTo(agreed);
    assertThat(assessed.step().to()).isEqualTo(agreed.state());
  }

  @Test
  void whoIsOnTheWayIsLookedForWhateverTheFileSays() {
    Moved stopped = bare(taken("XB-TRV", List.of(), "T043", Map.of("stop-reason", "UNSAFE")));
    assertThat(held(stopped, Optional.of(new StateCode("ST-ACTIVE"))).effects())
        .containsExactly(Effect.ALARM_BOTH_COORDINATORS, Effect.CONSIDER_MISSING);
    assertThat(held(stopped, Optional.of(DEAD)).effects())
        .containsExactly(Effect.ALARM_BOTH_COORDINATORS);
    Moved before = bare(taken("XB-AGR", List.of(), "T043", Map.of("stop-reason", "UNSAFE")));
    assertThat(held(before, Optional.empty()).effects()).isEmpty();
  }

  @Test
  void sendingAgainLeavesTheTimeOfTheOtherCountryAsItWas() {
    RunningClock receipt =
        RunningClock.started(
            new ClockCode("DL-XBR-ACK"), NOW.minus(Duration.ofDays(1)), Duration.ofDays(2));
    Moved again = held(taken("XB-REQ", List.of(receipt), "T036", Map.of()), Optional.empty());
    assertThat(again.after().clocks()).contains(receipt).hasSize(2);
    assertThat(again.started())
        .extracting(clock -> clock.code().value())
        .containsExactly("DL-XBR-ANS");
  }

  @Test
  void noClockOfAnotherRunAsksForHerAfterwards() {
    TrackSnapshot run =
        Procedures.withEveryClock(
            MECHANISM, new TrackCode("identification"), new StateCode("ID-NEG"));
    assertThat(Safeguards.left(run, CLOSED))
        .extracting(clock -> clock.code().value())
        .containsExactlyInAnyOrder("DL-RET", "DL-RECON", "DL-RG", "DL-CG");
    assertThat(Safeguards.left(run, DEAD))
        .extracting(clock -> clock.code().value())
        .containsExactly("DL-RET");
  }

  @Test
  void aBodyThatWasAskedDecidesInTimeWhileSheLives() {
    assertThat(codes(reviewed(CLOSED).after().clocks())).containsExactly("DL-CG");
    assertThat(codes(reviewed(CLOSED).started())).containsExactly("DL-CG");
    assertThat(reviewed(DEAD).after().clocks()).isEmpty();
    for (String asked : List.of("ID-PND", "ID-REV")) {
      assertThat(restsIn("identification", asked)).containsExactly("ST-DEAD");
    }
    assertThat(restsIn("identification", "ID-PRE"))
        .isEqualTo(restsIn("cross-border", "XB-RCV"))
        .containsExactlyInAnyOrder("ST-CLOSED", "ST-CLREF", "ST-DEAD");
    assertThat(restsIn("overall", "ST-MISS")).isEmpty();
  }

  private static Moved reviewed(StateCode overall) {
    RunningClock inTime = RunningClock.started(new ClockCode("DL-RECON"), NOW, Duration.ofDays(30));
    TrackSnapshot refused =
        new TrackSnapshot(
            new TrackCode("identification"), new StateCode("ID-NEG"), List.of(inTime));
    StepInputs inputs = new StepInputs(Map.of("review-ground", "NEW_EVIDENCE"));
    return held(taken(refused, "T008", inputs), Optional.of(overall));
  }

  private static Set<String> restsIn(String track, String state) {
    return Safeguards.restsIn(new TrackCode(track), new StateCode(state));
  }

  @Test
  void aChildThatComesBackWithoutAGuardianIsGivenOneInTime() {
    assertThat(codes(cameBack(AgeRule.CHILD, false).after().clocks())).containsExactly("DL-GUARD");
    assertThat(codes(cameBack(AgeRule.CHILD, false).started())).containsExactly("DL-GUARD");
    assertThat(cameBack(AgeRule.CHILD, true).after().clocks()).isEmpty();
    assertThat(cameBack(AgeRule.ADULT, false).after().clocks()).isEmpty();
  }

  private static Moved cameBack(AgeRule age, boolean guarded) {
    Facts known = Facts.asOf(NOW).age(age).fact(Fact.GUARDIAN_NAMED, guarded).build();
    StepInputs inputs = new StepInputs(Map.of("what-happened", Ids.random().toString()));
    Moved moved = taken(TrackSnapshot.of(new TrackCode("overall"), CLOSED), "T047", inputs);
    return Safeguards.hold(moved, Optional.of(CLOSED), known, MECHANISM);
  }

  private static List<String> codes(List<RunningClock> clocks) {
    return clocks.stream().map(clock -> clock.code().value()).toList();
  }

  private static Moved held(Moved moved, Optional<StateCode> overall) {
    return Safeguards.hold(
        moved, overall, Procedures.everythingHolds(AgeRule.ADULT).build(), MECHANISM);
  }

  private static Moved taken(
      String from, List<RunningClock> clocks, String step, Map<String, Object> inputs) {
    return taken(
        new TrackSnapshot(REQUEST, new StateCode(from), clocks), step, new StepInputs(inputs));
  }

  private static Moved taken(TrackSnapshot from, String step, StepInputs inputs) {
    Actor actor =
        Actor.of(Set.of("R-CASE", "R-XB"), Set.of(Party.OWNER, Party.CONTACT, Party.COUNTRY));
    return (Moved)
        MECHANISM.take(
            from,
            new StepCode(step),
            actor,
            inputs,
            Procedures.everythingHolds(AgeRule.ADULT).build(),
            NOW);
  }

  private static Moved bare(Moved moved) {
    return moved.with(moved.after().clocks(), List.of());
  }
}
