package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.uputnica.mechanism.Procedures.MONDAY;
import static org.uputnica.mechanism.Procedures.actor;
import static org.uputnica.mechanism.Procedures.everythingHolds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.AskedInput;
import org.uputnica.mechanism.domain.ClockAnswer;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Evaluation;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.InputProblem;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepInputs;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;

/**
 * How rows are read: what is open and why not, what a step changes, and what stands in its way
 * first.
 */
class InterpreterTest {
  private static final Mechanism ME = Procedures.of("ME");
  private static final TrackCode REFERRAL = TrackCode.of("referral");
  private static final TrackCode IDENTIFICATION = TrackCode.of("identification");
  private static final TrackCode CROSS_BORDER = TrackCode.of("cross-border");
  private static final Actor SENDER = actor("R-FRONT", Party.OWNER);
  private static final Actor SHELTER = actor("R-SHELTER", Party.COUNTERPART);
  private static final Facts ADULT = everythingHolds(AgeRule.ADULT).build();
  private static final StepInputs SENDING =
      StepInputs.of(
          Map.of("priority", "URGENT", "meeting-place", "ME-BOZAJ", "companion", "STAFF"));

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

  private static StepOption option(Evaluation evaluation, String step) {
    return evaluation.options().stream()
        .filter(one -> one.step().code().value().equals(step))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sendingStartsTheClockOfThePriority() {
    Moved sent = moved(take(at(REFERRAL, "RF-CNS"), "T020", SENDER, SENDING, ADULT));
    assertThat(sent.after().state()).isEqualTo(StateCode.of("RF-SENT"));
    assertThat(sent.started())
        .singleElement()
        .satisfies(clock -> {
          assertThat(clock.code()).isEqualTo(ClockCode.of("DL-URG"));
          assertThat(clock.due()).isEqualTo(MONDAY.plus(Duration.ofDays(3)));
        });
    assertThat(sent.after().clock(ClockCode.of("DL-URG"))).isPresent();
  }

  @Test
  void acceptingStopsTheAnswerClockAndOpensTheIdentityItems() {
    TrackSnapshot received =
        new TrackSnapshot(
            REFERRAL,
            StateCode.of("RF-ACK"),
            List.of(RunningClock.started(ClockCode.of("DL-EMERG"), MONDAY, Duration.ofHours(24))));
    Moved accepted =
        moved(
            take(
                received,
                "T024",
                SHELTER,
                StepInputs.of(Map.of("reception-date", "2026-03-02")),
                ADULT));
    assertThat(accepted.stopped())
        .extracting(RunningClock::code)
        .containsExactly(ClockCode.of("DL-EMERG"));
    assertThat(accepted.after().clocks())
        .extracting(RunningClock::code)
        .containsExactly(ClockCode.of("DL-HAND"));
    assertThat(accepted.effects()).containsExactly(Effect.OPEN_IDENTITY, Effect.WITHDRAW_SIBLINGS);
  }

  @Test
  void refusalsComeInOrderStepTurnConditionsInputs() {
    Facts nothing = Facts.asOf(MONDAY).age(AgeRule.ADULT).build();
    assertThat(take(at(REFERRAL, "RF-CNS"), "T024", SHELTER, StepInputs.none(), nothing))
        .isInstanceOfSatisfying(
            StepRefusal.StepNotFromHere.class,
            no -> assertThat(no.leaving()).contains(StepCode.of("T020"), StepCode.of("T053")));
    assertThat(take(at(REFERRAL, "RF-CNS"), "T020", SHELTER, StepInputs.none(), nothing))
        .isInstanceOf(StepRefusal.NotYourTurn.class);
    assertThat(take(at(REFERRAL, "RF-CNS"), "T020", SENDER, StepInputs.none(), nothing))
        .isInstanceOfSatisfying(
            StepRefusal.GuardNotMet.class,
            no ->
                assertThat(no.reasons())
                    .extracting(Reason::code)
                    .containsExactly(
                        "case-open",
                        "consent-given",
                        "items-equal-consent",
                        "receiver-active",
                        "no-conflict-of-interest"));
    assertThat(
            take(
                at(REFERRAL, "RF-CNS"),
                "T020",
                SENDER,
                StepInputs.of(Map.of("priority", "SOON", "story", "x")),
                ADULT))
        .isInstanceOfSatisfying(
            StepRefusal.InputInvalid.class,
            no ->
                assertThat(no.problems())
                    .extracting(InputProblem::field, InputProblem::what)
                    .containsExactly(
                        tuple("priority", InputProblem.What.NOT_IN_LIST),
                        tuple("meeting-place", InputProblem.What.MISSING),
                        tuple("companion", InputProblem.What.MISSING),
                        tuple("story", InputProblem.What.UNKNOWN)));
  }

  @Test
  void closedStepsSayAllTheirReasonsAtOnce() {
    Evaluation seen = ME.evaluate(at(REFERRAL, "RF-CNS"), SHELTER, Facts.asOf(MONDAY).build());
    assertThat(option(seen, "T020").isOpen()).isFalse();
    assertThat(option(seen, "T020").closed())
        .hasSize(6)
        .first()
        .isInstanceOf(ClosedReason.NotYourTurn.class);
    assertThat(seen.options())
        .extracting(one -> one.step().code().value())
        .containsExactly("T020", "T021", "T053", "T054");
  }

  @Test
  void anOpenStepSaysWhatItAsksAndWhichClocksItMayStart() {
    StepOption send = option(ME.evaluate(at(REFERRAL, "RF-CNS"), SENDER, ADULT), "T020");
    assertThat(send.isOpen()).isTrue();
    assertThat(send.asks())
        .filteredOn(AskedInput::required)
        .extracting(AskedInput::name)
        .containsExactly("priority", "meeting-place", "companion");
    assertThat(send.wouldStart())
        .extracting(clock -> clock.code().value())
        .containsExactly("DL-EMERG", "DL-NORM", "DL-URG");
  }

  @Test
  void fewSignsAskForAJudgementOfOnesOwn() {
    Facts fewSigns = Facts.asOf(MONDAY).age(AgeRule.ADULT).build();
    StepOption presume =
        option(ME.evaluate(at(IDENTIFICATION, "ID-SCR"), SENDER, fewSigns), "T003");
    assertThat(presume.isOpen()).isTrue();
    assertThat(presume.asks())
        .filteredOn(AskedInput::required)
        .extracting(AskedInput::name)
        .containsExactly("risk-level", "judgement");
    assertThat(
            take(
                at(IDENTIFICATION, "ID-SCR"),
                "T003",
                SENDER,
                StepInputs.of(Map.of("risk-level", "MEDIUM")),
                fewSigns))
        .isInstanceOf(StepRefusal.InputInvalid.class);
    StepOption manySigns = option(ME.evaluate(at(IDENTIFICATION, "ID-SCR"), SENDER, ADULT), "T003");
    assertThat(manySigns.asks())
        .filteredOn(AskedInput::required)
        .extracting(AskedInput::name)
        .containsExactly("risk-level");
  }

  @Test
  void oneOfTwoInputsIsEnough() {
    TrackSnapshot received = at(REFERRAL, "RF-ACK");
    var full = Map.<String, Object>of("decline-reason", "DC-FULL");
    assertThat(take(received, "T026", SHELTER, StepInputs.of(full), ADULT))
        .isInstanceOfSatisfying(
            StepRefusal.InputInvalid.class,
            no ->
                assertThat(no.problems())
                    .containsExactly(
                        new InputProblem(
                            "alternative",
                            InputProblem.What.MISSING,
                            List.of("alternative", "no-alternative-known"))));
    StepOption decline = option(ME.evaluate(received, SHELTER, ADULT), "T026");
    assertThat(decline.asks())
        .filteredOn(asked -> asked.name().equals("alternative"))
        .allSatisfy(asked -> assertThat(asked.unless()).containsExactly("no-alternative-known"));
    assertThat(
            take(
                received,
                "T026",
                SHELTER,
                StepInputs.of(Map.of("decline-reason", "DC-FULL", "no-alternative-known", true)),
                ADULT))
        .isInstanceOf(Moved.class);
    assertThat(
            take(
                received,
                "T026",
                SHELTER,
                StepInputs.of(
                    Map.of(
                        "decline-reason",
                        "DC-FULL",
                        "alternative",
                        "1e000000-0000-4000-8000-000000000005")),
                ADULT))
        .isInstanceOf(Moved.class);
  }

  @Test
  void anAdultsConsentAndAChildsGuardianAreAskedForTheSameStep() {
    Facts adult = Facts.asOf(MONDAY).age(AgeRule.ADULT).holding(Fact.GUARDIAN_NAMED).build();
    Facts child = Facts.asOf(MONDAY).age(AgeRule.CHILD).consentGiven("CS-NRM").build();
    assertThat(reasons(option(ME.evaluate(at(IDENTIFICATION, "ID-PRE"), SENDER, adult), "T005")))
        .containsExactly("consent-given");
    assertThat(reasons(option(ME.evaluate(at(IDENTIFICATION, "ID-PRE"), SENDER, child), "T005")))
        .containsExactly("guardian-named", "body-decides-on-children");
    StepOption forAChild =
        option(
            ME.evaluate(
                at(IDENTIFICATION, "ID-PRE"), SENDER, everythingHolds(AgeRule.CHILD).build()),
            "T005");
    assertThat(forAChild.asks())
        .extracting(AskedInput::name)
        .contains("person-informed", "guardian-informed");
  }

  private static List<String> reasons(StepOption option) {
    return option.closed().stream()
        .map(closed ->
            switch (closed) {
              case ClosedReason.NotYourTurn _ -> "not-your-turn";
              case ClosedReason.GuardNotMet(var _, Reason reason) -> reason.code();
            })
        .toList();
  }

  @Test
  void aChildsClockStartsForAChildOnly() {
    var inputs = StepInputs.of(Map.of("risk-level", "HIGH"));
    assertThat(
            moved(
                    take(
                        at(IDENTIFICATION, "ID-SCR"),
                        "T003",
                        SENDER,
                        inputs,
                        everythingHolds(AgeRule.CHILD).build()))
                .started())
        .extracting(RunningClock::code)
        .containsExactly(ClockCode.of("DL-CHILD"));
    assertThat(moved(take(at(IDENTIFICATION, "ID-SCR"), "T003", SENDER, inputs, ADULT)).started())
        .isEmpty();
  }

  @Test
  void theWordOfThePersonIsWrittenDownByAWorkerWhoSaysSo() {
    TrackSnapshot offered = at(CROSS_BORDER, "XB-OFF");
    assertThat(take(offered, "T068", SENDER, StepInputs.none(), ADULT))
        .isInstanceOf(StepRefusal.NotYourTurn.class);
    Moved refused =
        moved(take(offered, "T068", SENDER.recording(SaidBy.PERSON), StepInputs.none(), ADULT));
    assertThat(refused.saidBy()).isEqualTo(SaidBy.PERSON);
    assertThat(refused.effects()).contains(Effect.RECALL);
    assertThat(option(ME.evaluate(offered, SENDER, ADULT), "T068").waysOpen())
        .containsExactly(SaidBy.PERSON);
  }

  @Test
  void aGuardianSpeaksForAChildAndForNobodyElse() {
    Actor guardian = actor("R-GUARD", Party.GUARDIAN);
    TrackSnapshot offered = at(CROSS_BORDER, "XB-OFF");
    assertThat(
            take(
                offered,
                "T068",
                guardian,
                StepInputs.none(),
                everythingHolds(AgeRule.CHILD).build()))
        .isInstanceOf(Moved.class);
    assertThat(take(offered, "T068", guardian, StepInputs.none(), ADULT))
        .isInstanceOf(StepRefusal.NotYourTurn.class);
    Actor recorder = actor("R-CASE", Party.OWNER).recording(SaidBy.GUARDIAN);
    assertThat(
            take(
                offered,
                "T068",
                recorder,
                StepInputs.none(),
                everythingHolds(AgeRule.CHILD).build()))
        .isInstanceOf(Moved.class);
  }

  @Test
  void aRepeatingClockStartsAnewWhenAnswered() {
    TrackSnapshot helping =
        new TrackSnapshot(
            TrackCode.of("assistance"),
            StateCode.of("AS-ACT"),
            List.of(RunningClock.started(ClockCode.of("DL-REASS"), MONDAY, Duration.ofDays(7))));
    Instant later = MONDAY.plus(Duration.ofDays(3));
    assertThat(ME.answer(helping, ClockCode.of("DL-REASS"), SENDER, later))
        .isInstanceOfSatisfying(
            ClockAnswer.Answered.class,
            answered ->
                assertThat(answered.next())
                    .hasValueSatisfying(
                        next -> assertThat(next.due()).isEqualTo(later.plus(Duration.ofDays(7)))));
    assertThat(ME.answer(helping, ClockCode.of("DL-REASS"), actor("R-POL", Party.COUNTRY), later))
        .isInstanceOf(ClockAnswer.NotYours.class);
    assertThat(ME.answer(helping, ClockCode.of("DL-PLAN"), SENDER, later))
        .isInstanceOf(ClockAnswer.NotRunning.class);
  }

  @Test
  void openingAsksForAPerformerToo() {
    assertThat(ME.open(REFERRAL, SHELTER, StepInputs.none(), ADULT, MONDAY))
        .isInstanceOf(StepRefusal.NotYourTurn.class);
    var receiver =
        StepInputs.of(Map.of("receiving-organization", "1e000000-0000-4000-8000-000000000004"));
    Moved opened = moved(ME.open(REFERRAL, SENDER, receiver, ADULT, MONDAY));
    assertThat(opened.was()).isEmpty();
    assertThat(opened.after().state()).isEqualTo(StateCode.of("RF-DRF"));
  }

  @Test
  void versionsDifferByCountryAndStayTheSameOtherwise() {
    assertThat(ME.version())
        .isEqualTo(
            Objects.requireNonNull(MechanismLoader.ofClasspath().countries().get("ME")).version());
    assertThat(ME.version()).isNotEqualTo(Procedures.of("AL").version()).matches("[0-9a-f]{16}");
  }
}
