package org.uputnica.platform.job;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;

/**
 * The rounds of a job that must survive whatever happens to one of them. An outage is one line when
 * it begins and one when it is over; a fault of ours leaves its trace once. Every round is counted
 * with what came of it ({@code uputnica.rounds}).
 */
public final class Rounds {
  private final String what;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param what of the job, as the log says it
   */
  public Rounds(String what) {
    this.what = what;
  }

  /** Runs one round. */
  public void run(Runnable round) {
    try {
      round.run();
      count("done");
      if (failing.getAndSet(false)) {
        Log.infof("%s goes on", what);
      }
    } catch (RuntimeException failed) {
      boolean away = Unavailable.is(failed);
      count(away ? "waited" : "failed");
      if (!failing.getAndSet(true)) {
        if (away) {
          Log.warnf("%s waits: a part it needs is not available", what);
        } else {
          Log.errorf("%s failed and is tried again: %s", what, SafeTrace.of(failed));
        }
      }
    }
  }

  /**
   * Does it for each. One that fails keeps no other, and the round ends as it would have with it
   * alone: of several as with the last.
   */
  public static <T> void each(List<T> all, Consumer<T> act) {
    @Nullable RuntimeException last = null;
    for (T one : all) {
      try {
        act.accept(one);
      } catch (RuntimeException failed) {
        last = failed;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  /**
   * As {@link #each(List, Consumer)}, but only a part that is away ends the round: a fault is
   * handed to {@code left}, which says in the log what stays undone.
   */
  public static <T> void each(List<T> all, Consumer<T> act, BiConsumer<T, RuntimeException> left) {
    each(
        all,
        one -> {
          try {
            act.accept(one);
          } catch (RuntimeException failed) {
            if (Unavailable.is(failed)) {
              throw failed;
            }
            left.accept(one, failed);
          }
        });
  }

  private void count(String outcome) {
    Metrics.counter("uputnica.rounds", "job", what, "outcome", outcome).increment();
  }
}
