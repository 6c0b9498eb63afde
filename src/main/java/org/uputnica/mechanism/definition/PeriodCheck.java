package org.uputnica.mechanism.definition;

import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;

/**
 * A time to recover that a country gives to some only ({@code P-REFL-ADULT}) is not begun for an
 * adult before somebody stands by that the person is one of them.
 */
final class PeriodCheck implements MechanismCheck.Check {
  private static final String PERIOD = "P-REFL-ADULT";
  private static final StepCode BEGINS = new StepCode("T031");

  @Override
  public void look(Mechanism mechanism, Reading reading) {
    mechanism
        .parameter(PERIOD)
        .filter(period -> period.part("only-for").isPresent())
        .ifPresent(period -> look(period, mechanism, reading));
  }

  private static void look(Parameter period, Mechanism mechanism, Reading reading) {
    mechanism.tracks().stream()
        .flatMap(track -> track.steps().stream())
        .filter(step -> step.code().equals(BEGINS))
        .filter(step -> step.asks().stream().noneMatch(PeriodCheck::isForSome))
        .map(Step::code)
        .distinct()
        .forEach(step ->
            reading
                .place(period)
                .report(
                    step + " begins for everybody a time that " + PERIOD + " gives to some only",
                    "add to tightens a confirmation of "
                        + step
                        + " for adults, because: "
                        + PERIOD));
  }

  private static boolean isForSome(Ask ask) {
    return ask.input().kind() instanceof InputKind.Confirmation
        && ask.limit().filter(age -> age == AgeRule.ADULT).isPresent();
  }
}
