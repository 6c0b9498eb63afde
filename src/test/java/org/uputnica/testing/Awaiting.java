package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, with an end, for what the service does by itself. */
public final class Awaiting {
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Awaiting() {}

  /** Looks again and again until it is so. */
  public static void until(BooleanSupplier reached) {
    Instant end = Instant.now().plus(AT_MOST);
    while (!reached.getAsBoolean()) {
      assertThat(Instant.now()).as("it did not come about").isBefore(end);
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  /**
   * As {@link #until(BooleanSupplier)}, for what a job does: it has a round before each look.
   *
   * @param job simple name of its class
   */
  public static void until(String job, BooleanSupplier reached) {
    until(() -> {
      Jobs.round(job);
      return reached.getAsBoolean();
    });
  }
}
