package org.uputnica.consent;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Looks for recalls nobody has answered, and for people nobody has told of an exception. */
@ApplicationScoped
class FollowUpJob {
  private static final int AT_ONCE = 100;

  private final RecallService recalls;
  private final ExceptionService exceptions;
  private final Rounds recalling = new Rounds("following up recalls");
  private final Rounds telling = new Rounds("following up people to be told");

  FollowUpJob(RecallService recalls, ExceptionService exceptions) {
    this.recalls = recalls;
    this.exceptions = exceptions;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    recalling.run(() -> round(recalls::followUpNext));
    telling.run(() -> round(exceptions::followUpNext));
  }

  private static void round(BooleanSupplier next) {
    Callers.as(
        Caller.NODE,
        () -> {
          int done = 0;
          while (done < AT_ONCE && next.getAsBoolean()) {
            done++;
          }
          return done;
        });
  }
}
