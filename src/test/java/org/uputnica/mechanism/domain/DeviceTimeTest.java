package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.mechanism.Procedures.MONDAY;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class DeviceTimeTest {
  private static final Duration SKEW = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant LONG_AGO = MONDAY.minus(Duration.ofDays(400));

  private static void refused(String code, ThrowingCallable claim) {
    assertThatThrownBy(claim)
        .isInstanceOfSatisfying(
            RefusedException.class,
            no -> {
              assertThat(no.refusal().type()).isEqualTo(ProblemType.INVALID_VALUE);
              FieldProblem error = no.refusal().errors().getFirst();
              assertThat(error.field()).isEqualTo("deviceTime");
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.allowed()).hasSize(2);
            });
  }

  private static void step(Instant claimed, Instant registered) {
    DeviceTime.requireOfStep(claimed, registered, MONDAY);
  }

  @Test
  void aClockSomeMinutesAheadIsTakenAndALaterOneIsNot() {
    assertThatCode(() -> step(MONDAY.plus(SKEW), LONG_AGO)).doesNotThrowAnyException();
    assertThatCode(() -> DeviceTime.requireOfCase(MONDAY.plus(SKEW), MONDAY))
        .doesNotThrowAnyException();
    refused("device-time-ahead", () -> step(MONDAY.plus(SKEW).plus(SECOND), LONG_AGO));
    refused(
        "device-time-ahead",
        () -> DeviceTime.requireOfCase(MONDAY.plus(SKEW).plus(SECOND), MONDAY));
  }

  @Test
  void noStepIsOlderThanItsCase() {
    Instant registered = MONDAY.minus(Duration.ofDays(2));
    assertThatCode(() -> step(registered.minus(SKEW), registered)).doesNotThrowAnyException();
    refused(
        "device-time-before-the-case",
        () -> step(registered.minus(SKEW).minus(SECOND), registered));
    refused("device-time-before-the-case", () -> step(Instant.EPOCH, LONG_AGO));
  }

  @Test
  void aStepMayComeDaysLateButNotMonths() {
    Instant earliest = MONDAY.minus(Duration.ofDays(30));
    assertThatCode(() -> step(earliest, LONG_AGO)).doesNotThrowAnyException();
    refused("device-time-too-late", () -> step(earliest.minus(SECOND), LONG_AGO));
  }

  @Test
  void aCaseMayComeMonthsLateButNotFromAClockThatWasSetBack() {
    Instant earliest = MONDAY.minus(Duration.ofDays(366));
    assertThatCode(() -> DeviceTime.requireOfCase(earliest, MONDAY)).doesNotThrowAnyException();
    refused("device-time-too-late", () -> DeviceTime.requireOfCase(earliest.minus(SECOND), MONDAY));
  }

  @Test
  void aStepWithoutADeviceTimeIsFine() {
    assertThatCode(() -> DeviceTime.requireOfStep(null, MONDAY, MONDAY)).doesNotThrowAnyException();
  }
}
