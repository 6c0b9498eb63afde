package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Procedures.MONDAY;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.mechanism.Procedures;
import org.uputnica.mechanism.domain.Facts.ConsentWord;

/** Every condition, met and not met, and never met by silence. */
class GuardTest {
  private static final ClockCode CLOCK = ClockCode.of("DL-RECON");
  private static final Duration WEEK = Duration.ofDays(7);

  record Pair(Guard guard, Facts met, Facts unmet) {}

  private static Facts.Builder facts() {
    return Facts.asOf(MONDAY);
  }

  private static Facts withClock(Duration sinceStart) {
    return facts()
        .build()
        .withClocks(List.of(RunningClock.started(CLOCK, MONDAY.minus(sinceStart), WEEK)));
  }

  private static Facts adult() {
    return facts().age(AgeRule.ADULT).build();
  }

  static Stream<Pair> pairs() {
    Facts nothing = facts().build();
    var given = new Guard.ConsentGiven("CS-RET");
    return Stream.of(
        new Pair(
            given,
            facts().consentGiven("CS-RET").build(),
            facts().consent("CS-RET", ConsentWord.REFUSED).consentGiven("CS-XBR").build()),
        new Pair(
            new Guard.ConsentNotAsked("CS-INT"),
            facts().consent("CS-INT", ConsentWord.NOT_ASKED_WITH_REASON).build(),
            facts().consentGiven("CS-INT").build()),
        new Pair(
            new Guard.ConsentAnswered("CS-POST"),
            facts().consent("CS-POST", ConsentWord.REFUSED).build(),
            facts().consent("CS-POST", ConsentWord.NOT_ASKED_WITH_REASON).build()),
        new Pair(
            new Guard.ExceptionInForce(List.of("OV-VITAL")),
            facts().exceptionInForce("OV-VITAL").build(),
            facts().exceptionInForce("OV-CRIME").build()),
        new Pair(
            new Guard.ReflectionMayStart(IdentificationStage.APPLICATION),
            facts().identification(IdentificationStage.DECISION).build(),
            facts().identification(IdentificationStage.PRESUMPTION).build()),
        new Pair(
            new Guard.RiskFresh(WEEK),
            facts().risk(RiskLevel.LOW, MONDAY.minus(WEEK)).build(),
            facts().risk(RiskLevel.LOW, MONDAY.minus(WEEK).minusSeconds(1)).build()),
        new Pair(
            new Guard.RiskNotHigh(),
            facts().risk(RiskLevel.MEDIUM, MONDAY).build(),
            facts().risk(RiskLevel.HIGH, MONDAY).build()),
        new Pair(
            new Guard.ScreeningSufficient(
                Set.of(Element.values()), Set.of(Element.ACT, Element.PURPOSE)),
            facts().pointing(Set.of(Element.ACT, Element.PURPOSE)).build(),
            facts().age(AgeRule.ADULT).pointing(Set.of(Element.ACT, Element.PURPOSE)).build()),
        new Pair(
            new Guard.Stated("judgement"),
            nothing.withStated(Set.of("judgement")),
            nothing.withStated(Set.of("summary"))),
        new Pair(
            new Guard.ClockPassed(Set.of(CLOCK)), withClock(WEEK), withClock(Duration.ofDays(6))),
        new Pair(new Guard.ClockRunning(CLOCK), withClock(Duration.ofDays(6)), withClock(WEEK)),
        new Pair(new Guard.ClockStarted(CLOCK), withClock(WEEK), nothing),
        new Pair(new Guard.OfAge(AgeRule.ADULT), adult(), nothing),
        new Pair(
            new Guard.OnlyFor(AgeRule.CHILD, given), adult(), facts().age(AgeRule.CHILD).build()),
        new Pair(
            new Guard.AnyOf(List.of(given, new Guard.RiskNotHigh())),
            facts().consentGiven("CS-RET").build(),
            nothing),
        new Pair(
            new Guard.Holds(Fact.PLACE_HELD),
            facts().holding(Fact.PLACE_HELD).build(),
            facts().holding(Fact.CRITERIA_MET).build()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isMetAndNotMet(Pair pair) {
    assertThat(pair.guard().test(pair.met())).isTrue();
    assertThat(pair.guard().test(pair.unmet())).isFalse();
    assertThat(pair.guard().reason().code()).isNotBlank();
  }

  @Test
  void everyKindOfConditionHasAPair() {
    assertThat(pairs().map(pair -> pair.guard().getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Guard.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  void noFactIsSoUnlessItIsBrought(Fact fact) {
    assertThat(new Guard.Holds(fact).test(facts().build())).isFalse();
    assertThat(new Guard.Holds(fact).test(facts().holding(fact).build())).isTrue();
  }

  @Test
  void ofUnsaidAgeCountsAsAChild() {
    assertThat(facts().build().age()).isEqualTo(AgeRule.CHILD);
  }

  /** What only time, a birth date or another authority changes. */
  private static final Set<String> NOBODY =
      Set.of(
          "clock-passed",
          "adults-only",
          "no-asylum-pending",
          "not-a-duplicate",
          "agreement-not-ended",
          "handover-open",
          "escalated",
          "screening-sufficient");

  @ParameterizedTest
  @MethodSource("pairs")
  void everyReasonSaysWhatHelpsOrThatNothingDoes(Pair pair) {
    Reason reason = new Remedies(Procedures.of("ME").tracks()).explain(pair.guard(), pair.unmet());
    List<Reason> parts = reason.alternatives().isEmpty() ? List.of(reason) : reason.alternatives();
    for (Reason part : parts) {
      boolean refused = part.code().equals("consent-refused");
      assertThat(part.remedies().isEmpty())
          .as("%s", part)
          .isEqualTo(refused || NOBODY.contains(part.code()));
    }
  }

  @ParameterizedTest
  @EnumSource(Fact.class)
  void everyFactSaysWhatBringsItOrThatNothingDoes(Fact fact) {
    assertThat(new Guard.Holds(fact).reason().remedies().isEmpty())
        .isEqualTo(NOBODY.contains(fact.word()));
  }

  @Test
  void aClockThatDoesNotRunNamesTheStepThatStartsIt() {
    Remedies remedies = new Remedies(Procedures.of("ME").tracks());
    Facts nothing = facts().build();
    assertThat(remedies.explain(new Guard.ClockStarted(CLOCK), nothing).remedies())
        .isNotEmpty()
        .allMatch(Remedy.OtherStep.class::isInstance);
  }

  @Test
  void aReasonNamesWhatIsMissingAndWhoCanMendIt() {
    Reason reason = new Guard.ConsentGiven("CS-NRM").reason();
    assertThat(reason.parameters()).containsExactly("CS-NRM");
    assertThat(reason.fixableBy())
        .extracting(Performer::toString)
        .containsExactly("R-FRONT@owner", "R-CASE@owner");
  }
}
