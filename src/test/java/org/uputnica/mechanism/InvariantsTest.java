package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/** What must be true of every country's procedure, whatever its file says. */
class InvariantsTest {
  static Stream<Mechanism> mechanisms() {
    return Stream.concat(Stream.of(Procedures.BASE), Procedures.COUNTRIES.values().stream());
  }

  private static Stream<Step> steps(Mechanism mechanism) {
    return mechanism.tracks().stream()
        .flatMap(track -> Stream.concat(Stream.of(track.opening()), track.steps().stream()));
  }

  private static Track track(Mechanism mechanism, String code) {
    return mechanism.track(TrackCode.of(code)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyStateIsReachedFromTheBeginning(Mechanism mechanism) {
    for (Track track : mechanism.tracks()) {
      Set<StateCode> reached = new HashSet<>();
      Deque<StateCode> next = new ArrayDeque<>(List.of(track.opening().to()));
      while (!next.isEmpty()) {
        StateCode state = next.poll();
        if (reached.add(state)) {
          track.leaving(state).forEach(step -> next.add(step.to()));
        }
      }
      assertThat(reached)
          .as(track.label())
          .containsExactlyInAnyOrderElementsOf(track.states().stream().map(State::code).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyStateHasAWayOnOrRestsOrIsAnEnd(Mechanism mechanism) {
    for (Track track : mechanism.tracks()) {
      for (State state : track.states()) {
        boolean stays = state.kind() == State.Kind.END || state.kind() == State.Kind.RESTING;
        boolean leadsElsewhere =
            track.leaving(state.code()).stream().anyMatch(step -> !step.to().equals(state.code()));
        assertThat(stays || leadsElsewhere).as("%s", state.code()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void whoeverIsWaitedForCanTakeAStepThere(Mechanism mechanism) {
    for (Track track : mechanism.tracks()) {
      for (State state : track.states()) {
        Set<Performer> able =
            track.leaving(state.code()).stream()
                .flatMap(step -> step.by().stream())
                .collect(Collectors.toSet());
        if (!able.isEmpty()) {
          List<Performer> idle =
              state.waitsFor().stream().filter(performer -> !able.contains(performer)).toList();
          assertThat(idle).as("%s", state.code()).isSubsetOf(coordinators(state));
        }
      }
    }
  }

  /**
   * A coordinator is waited for in a case of a missing person without having a step of the track.
   */
  private static List<Performer> coordinators(State state) {
    return state.waitsFor().stream()
        .filter(performer -> performer.role().equals("R-COORD"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyClockThatStartsIsStoppedByAStepOrAnsweredBySomebody(Mechanism mechanism) {
    for (Track track : mechanism.tracks()) {
      Set<ClockCode> stopped =
          track.steps().stream()
              .flatMap(step -> step.stops().stream())
              .flatMap(ClockRef::possible)
              .collect(Collectors.toSet());
      List<ClockCode> open = new ArrayList<>();
      Stream.concat(Stream.of(track.opening()), track.steps().stream())
          .flatMap(step -> step.starts().stream())
          .flatMap(start -> start.what().possible())
          .filter(code ->
              !stopped.contains(code)
                  && mechanism.clock(code).map(Clock::answeredBy).orElse(List.of()).isEmpty())
          .forEach(open::add);
      assertThat(open).as(track.label()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyClockIsStartedSomewhereAndTellsSomebody(Mechanism mechanism) {
    Set<ClockCode> started =
        steps(mechanism)
            .flatMap(step -> step.starts().stream())
            .flatMap(start -> start.what().possible())
            .collect(Collectors.toSet());
    Stream.of(Notice.About.values()).flatMap(about -> about.clock().stream()).forEach(started::add);
    assertThat(mechanism.clocks())
        .extracting(Clock::code)
        .containsExactlyInAnyOrderElementsOf(started);
    assertThat(mechanism.clocks()).allSatisfy(clock -> assertThat(clock.tells()).isNotEmpty());
  }

  /** The room of a track refuses what it cannot carry out; no file may ask for it there. */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyEffectIsAskedForWhereSomebodyCarriesItOut(Mechanism mechanism) {
    for (Track track : mechanism.tracks()) {
      Set<Effect> foreign =
          switch (track.code().value()) {
            case "referral" -> Set.of(Effect.DRAFT_REQUEST, Effect.STOP_REQUESTS);
            case "cross-border" ->
                Set.of(
                    Effect.OPEN_IDENTITY,
                    Effect.RELEASE_PLACE,
                    Effect.WITHDRAW_SIBLINGS,
                    Effect.DRAFT_REQUEST,
                    Effect.STOP_REQUESTS);
            default -> Set.of(Effect.OPEN_IDENTITY, Effect.WITHDRAW_SIBLINGS);
          };
      assertThat(track.steps().stream().flatMap(step -> step.effects().stream()))
          .as(track.label())
          .extracting(Conditional::what)
          .allMatch(effect -> !foreign.contains(effect));
    }
  }

  /** No word of the files is idle, and each one is carried out by a desk, a run or a room. */
  @Test
  void everyEffectIsAskedForByAStepAndCarriedOut() {
    assertThat(steps(Procedures.BASE).flatMap(step -> step.effects().stream()))
        .extracting(Conditional::what)
        .contains(Effect.values());
    Set<Effect> carried =
        EnumSet.of(
            Effect.NEW_IDENTIFICATION_RUN,
            Effect.NEW_ASSISTANCE_RUN,
            Effect.RECALL,
            Effect.OPEN_IDENTITY,
            Effect.CLOSE_ACCESS,
            Effect.NARROW_ACCESS,
            Effect.RELEASE_PLACE,
            Effect.WITHDRAW_SIBLINGS,
            Effect.DRAFT_REQUEST,
            Effect.STOP_REQUESTS);
    Stream.of(Effect.values())
        .filter(effect -> Notice.About.of(effect).isPresent())
        .forEach(carried::add);
    assertThat(carried).containsExactlyInAnyOrder(Effect.values());
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void noClockEndsARight(Mechanism mechanism) {
    List<Step> bySystem =
        steps(mechanism).filter(step -> step.by().contains(Performer.SYSTEM)).toList();
    assertThat(bySystem)
        .extracting(step -> step.code().value())
        .containsExactlyInAnyOrder(
            "T054", "T054", "T055", "A073"); // one request or a choice, never the help
    assertThat(bySystem)
        .filteredOn(step -> step.code().value().startsWith("T"))
        .allSatisfy(step -> assertThat(track(mechanism, "referral").steps()).contains(step));
    assertThat(bySystem)
        .filteredOn(step -> step.code().value().equals("A073"))
        .allSatisfy(step -> assertThat(step.to()).isEqualTo(StateCode.of("DS-DET")));
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void theTimeToRecoverEndsByADecisionThatSaysWhatComesNext(Mechanism mechanism) {
    for (Step step : track(mechanism, "legal-status").steps()) {
      if (step.to().value().equals("LG-END") || step.code().value().equals("T032")) {
        assertThat(step.inputNames())
            .as("%s", step.code())
            .contains("next-step", "nobody-removed")
            .containsAnyOf("recovery-end", "claim-end", "reasons");
        assertThat(step.by())
            .as("%s", step.code())
            .noneMatch(performer -> performer.equals(Performer.SYSTEM));
      }
    }
  }

  /** Whether somebody speaks to the police or to a court is nobody's condition for anything. */
  @ParameterizedTest
  @MethodSource("mechanisms")
  void nothingWaitsForACourt(Mechanism mechanism) {
    Track justice = track(mechanism, "justice");
    assertThat(justice.steps()).allSatisfy(step -> assertThat(step.effects()).isEmpty());
    assertThat(justice.steps().stream().filter(step -> !step.when().isEmpty()))
        .extracting(step -> step.code().value())
        .containsExactly("T034");
    assertThat(Stream.of(Fact.values()).map(Fact::word))
        .noneMatch(word -> word.matches(".*(justice|court|proceeding|police|witness).*"));
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void noStepAsksForAReportToThePolice(Mechanism mechanism) {
    List<Step> ofCourts = track(mechanism, "justice").steps();
    for (Step step : steps(mechanism).filter(step -> !ofCourts.contains(step)).toList()) {
      assertThat(step.by())
          .as("%s", step.code())
          .noneMatch(performer -> performer.role().equals("R-POL"));
      assertThat(step.asks())
          .as("%s", step.code())
          .noneMatch(ask ->
              !ask.optional()
                  && ask.name().matches(".*(police|report|complaint|testi|proceeding).*"));
      assertThat(conditions(step))
          .as("%s", step.code())
          .doesNotContain(new Guard.ConsentGiven("CS-POL"));
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void identificationNeverTouchesAssistance(Mechanism mechanism) {
    assertThat(track(mechanism, "identification").steps())
        .allSatisfy(step -> assertThat(step.effects()).isEmpty());
    Set<StateCode> identification =
        track(mechanism, "identification").states().stream()
            .map(State::code)
            .collect(Collectors.toSet());
    assertThat(track(mechanism, "assistance").states())
        .extracting(State::code)
        .doesNotContainAnyElementsOf(identification);
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void noCaseIsClosedOverSomethingOpen(Mechanism mechanism) {
    for (Step step : track(mechanism, "overall").steps()) {
      if (Set.of("ST-CLOSED", "ST-CLREF").contains(step.to().value())) {
        assertThat(step.when())
            .as("%s", step.code())
            .contains(
                new Guard.Holds(Fact.NO_OPEN_REFERRAL), new Guard.Holds(Fact.NO_OPEN_REQUEST));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void everyWayToTravelHasEveryHardStop(Mechanism mechanism) {
    for (Step step : track(mechanism, "cross-border").steps()) {
      if (Set.of("XB-AGR", "XB-TRV").contains(step.to().value())) {
        assertThat(step.when())
            .as("%s", step.code())
            .contains(
                new Guard.ConsentGiven("CS-XBR"),
                new Guard.ConsentGiven("CS-RET"),
                new Guard.RiskNotHigh(),
                new Guard.Holds(Fact.RECEIVING_PERSON_NAMED),
                new Guard.Holds(Fact.NO_ASYLUM_PENDING),
                new Guard.Holds(Fact.FREE_TO_CHOOSE),
                new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.BEST_INTERESTS_DETERMINED)),
                new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.GUARDIAN_NAMED)),
                new Guard.OnlyFor(AgeRule.CHILD, new Guard.ConsentGiven("CS-GUARD")))
            .anyMatch(Guard.RiskFresh.class::isInstance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void onePersonCanStopARequestInEveryState(Mechanism mechanism) {
    Track track = track(mechanism, "cross-border");
    for (State state : track.states()) {
      if (state.kind() != State.Kind.END) {
        assertThat(track.leaving(state.code()))
            .as("%s", state.code())
            .anyMatch(step -> step.code().value().equals("T043"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void whateverWasSentIsCalledBackWhenItStopsBeforeArrival(Mechanism mechanism) {
    for (Step step : track(mechanism, "cross-border").steps()) {
      if (step.to().value().equals("XB-STOP")
          && step.from().stream()
              .noneMatch(state -> Set.of("XB-HND", "XB-MON", "XB-TRV").contains(state.value()))) {
        assertThat(step.effects())
            .as("%s", step.code())
            .extracting(Conditional::what)
            .contains(Effect.RECALL);
      }
    }
  }

  private static List<Guard> conditions(Step step) {
    return step.when().stream().flatMap(Guard::parts).toList();
  }
}
