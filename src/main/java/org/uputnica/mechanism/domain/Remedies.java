package org.uputnica.mechanism.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What brings about what a condition misses, where the rows themselves or their facts say it. */
final class Remedies {
  private static final StepCode ASSESSED = new StepCode("T037");
  private static final StepCode COMPARED = new StepCode("A071");
  private static final StepCode OPENS_AGAIN = new StepCode("T047");
  private static final StepCode COMES_BACK = new StepCode("T081");
  private static final StepCode TAKEN_BACK = new StepCode("T011");
  private static final StepCode ASKED_AGAIN = new StepCode("T049");
  private static final StepCode RELEASED = new StepCode("A013");

  private final Map<ClockCode, List<Remedy>> starting;
  private final Map<IdentificationStage, List<Remedy>> reaching;

  Remedies(List<Track> tracks) {
    this.starting = new HashMap<>();
    this.reaching = new EnumMap<>(IdentificationStage.class);
    for (Track track : tracks) {
      for (Step step : track.steps()) {
        var remedy = new Remedy.OtherStep(step.code());
        step.starts().stream()
            .flatMap(start -> start.what().possible())
            .distinct()
            .forEach(code -> starting.computeIfAbsent(code, _ -> new ArrayList<>()).add(remedy));
        IdentificationStage.of(step.to())
            .filter(stage -> step.from().stream().anyMatch(from -> isBefore(from, stage)))
            .ifPresent(
                stage -> reaching.computeIfAbsent(stage, _ -> new ArrayList<>()).add(remedy));
      }
    }
  }

  private static boolean isBefore(StateCode state, IdentificationStage stage) {
    return IdentificationStage.of(state).filter(it -> it.compareTo(stage) >= 0).isEmpty();
  }

  /** Why this is not met by these facts, with the steps that change it. */
  Reason explain(Guard guard, Facts facts) {
    return switch (guard) {
      case Guard.AnyOf(List<Guard> ways) ->
          Reason.anyOf(ways.stream().map(way -> explain(way, facts)).toList());
      case Guard.OnlyFor(AgeRule _, Guard condition) -> explain(condition, facts);
      case Guard.ClockStarted(ClockCode clock) -> guard.reason().by(starting(clock));
      case Guard.ClockRunning(ClockCode clock) -> guard.reason().by(starting(clock));
      case Guard.ReflectionMayStart(IdentificationStage from) ->
          guard.reason().by(reaching.getOrDefault(from, List.of()).stream());
      default -> guard.reason(facts);
    };
  }

  private Stream<Remedy> starting(ClockCode clock) {
    return starting.getOrDefault(clock, List.of()).stream();
  }

  /** What makes a fact true; nothing for what only time or the world changes. */
  static Stream<? extends Remedy> whatBrings(Fact fact) {
    return switch (fact) {
      case RECEIVER_ACTIVE, NO_CONFLICT_OF_INTEREST, CRITERIA_MET ->
          operations("matchServices", "draftReferral");
      case ITEMS_EQUAL_CONSENT -> operations("recordConsent", "draftReferral");
      case PLACE_HELD -> operations("setCapacity");
      case GUARDIAN_NAMED -> operations("nameGuardian");
      case BEST_INTERESTS_DETERMINED -> operations("recordAssessment");
      case NO_OPEN_REFERRAL, ACCEPTED_BY_TELEPHONE -> operations("takeReferralStep");
      case RECEIVING_PERSON_NAMED, NO_OPEN_REQUEST, SIGNED_BY_BOTH_SIDES ->
          operations("takeRequestStep");
      case DEADLINES_ANSWERED -> operations("takeStep", "takeReferralStep", "takeRequestStep");
      case ALL_CONSENTS_NEW, CONSENTS_NOT_EXPIRED -> operations("recordConsent");
      case CASE_OPEN -> Stream.of(OPENS_AGAIN, COMES_BACK).map(Remedy.OtherStep::new);
      case BODY_DECIDES_ON_CHILDREN ->
          Stream.of(TAKEN_BACK, ASKED_AGAIN).map(Remedy.OtherStep::new);
      case RISK_FROM_BOTH_SIDES -> Stream.of(new Remedy.OtherStep(ASSESSED));
      case OPTIONS_COMPARED -> Stream.of(new Remedy.OtherStep(COMPARED));
      case FREE_TO_CHOOSE -> Stream.of(new Remedy.OtherStep(RELEASED));
      case ESCALATED, NO_ASYLUM_PENDING, NOT_A_DUPLICATE, AGREEMENT_NOT_ENDED, HANDOVER_OPEN ->
          Stream.of();
    };
  }

  private static Stream<Remedy.Operation> operations(String... ids) {
    return Stream.of(ids).map(Remedy.Operation::new);
  }
}
