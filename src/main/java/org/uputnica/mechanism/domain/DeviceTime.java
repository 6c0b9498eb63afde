package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.RecordingPolicy;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What is wrong with the time a device without a network claims. A good claim is kept beside the
 * time of the server, never instead of it.
 */
public enum DeviceTime {
  AHEAD("is in the future; set the clock of the device"),
  BEFORE_THE_CASE("is before the case was registered; set the clock of the device"),
  TOO_LATE("is too long ago; set the clock of the device, or send the step without it");

  private static final Duration STEP_AT_MOST = Duration.ofDays(30);

  /** A person is never lost because she was written down late; a clock set back by years is. */
  private static final Duration CASE_AT_MOST = Duration.ofDays(366);

  private final String sentence;

  DeviceTime(String sentence) {
    this.sentence = sentence;
  }

  /**
   * Checks the time of a registration.
   *
   * @throws RefusedException {@code invalid-value} with what is wrong as code and the first and the
   *     last time that is taken
   */
  public static void requireOfCase(Instant claimed, Instant now) {
    require(claimed, now.minus(CASE_AT_MOST), TOO_LATE, now);
  }

  /**
   * Checks the time of a step, if there is one.
   *
   * @param registered what the device of the registration claimed
   * @throws RefusedException as {@link #requireOfCase}
   */
  public static void requireOfStep(@Nullable Instant claimed, Instant registered, Instant now) {
    if (claimed == null) {
      return;
    }
    Instant earliest = now.minus(STEP_AT_MOST);
    Instant beginning = registered.minus(RecordingPolicy.CLOCK_TOLERANCE);
    if (earliest.isAfter(beginning)) {
      require(claimed, earliest, claimed.isBefore(beginning) ? BEFORE_THE_CASE : TOO_LATE, now);
    } else {
      require(claimed, beginning, BEFORE_THE_CASE, now);
    }
  }

  private static void require(
      Instant claimed, Instant earliest, DeviceTime otherwise, Instant now) {
    Instant latest = now.plus(RecordingPolicy.CLOCK_TOLERANCE);
    Optional<DeviceTime> wrong =
        claimed.isAfter(latest)
            ? Optional.of(AHEAD)
            : Optional.of(otherwise).filter(_ -> claimed.isBefore(earliest));
    wrong.ifPresent(it -> {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The time of the device cannot be right",
          new FieldProblem(
              "deviceTime",
              it.code(),
              it.sentence,
              List.of(earliest.toString(), latest.toString())));
    });
  }

  private String code() {
    return "device-time-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
