package org.uputnica.casefile;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.casefile.domain.KeyRotations.Open;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/**
 * Wraps data keys again after a rotation, in small transactions, on every copy of the service, and
 * destroys the versions that were given up. A copy that is killed loses one batch; the next look,
 * of whichever copy, goes on.
 */
@ApplicationScoped
class KeyRotationJob {
  /** Rows held at once: few enough that a step that needs one of them hardly waits. */
  private static final int BATCH = 50;

  private final KeyRotationService rotations;
  private final Rounds rounds = new Rounds("rotation of keys");
  private final Rounds destroying = new Rounds("destruction of old keys");

  KeyRotationJob(KeyRotationService rotations) {
    this.rotations = rotations;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              advanceAll();
              return true;
            }));
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void destroy() {
    destroying.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              rotations.destroyGivenUp();
              return true;
            }));
  }

  /** One that does not go on, such as for want of its key, does not keep the others. */
  private void advanceAll() {
    Rounds.each(rotations.open(), this::advance);
  }

  private void advance(Open rotation) {
    long to = rotations.begin(rotation);
    while (rotations.rewrap(rotation.organization(), to, BATCH) > 0) {
      // the next batch
    }
    rotations.finish(rotation);
  }
}
