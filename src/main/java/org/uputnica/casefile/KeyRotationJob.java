package org.uputnica.casefile;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.uputnica.casefile.domain.KeyRotations.Open;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Wraps data keys again after a rotation, in small transactions, on every copy of the service. A
 * copy that is killed loses one batch; the next look, of whichever copy, goes on.
 */
@ApplicationScoped
class KeyRotationJob {
  /** Rows held at once: few enough that a step that needs one of them hardly waits. */
  private static final int BATCH = 50;

  private static final Caller NODE =
      Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  private final KeyRotationService rotations;
  private final AtomicBoolean failing = new AtomicBoolean();

  KeyRotationJob(KeyRotationService rotations) {
    this.rotations = rotations;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    try {
      Callers.as(
          NODE,
          () -> {
            rotations.open().forEach(this::advance);
            return true;
          });
      failing.set(false);
    } catch (RuntimeException failed) {
      if (!failing.getAndSet(true)) {
        Log.warnf("rotation of keys waits: %s; goes on trying", failed.getClass().getName());
      }
    }
  }

  private void advance(Open rotation) {
    long to = rotations.begin(rotation);
    while (rotations.rewrap(rotation.organization(), to, BATCH) > 0) {
      // the next batch
    }
    rotations.finish(rotation);
  }
}
