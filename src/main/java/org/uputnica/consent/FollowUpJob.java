package org.uputnica.consent;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.Unavailable;

/**
 * Looks for recalls nobody has answered, for people nobody has told of an exception, and for what
 * rests on an exception that has ended.
 */
@ApplicationScoped
class FollowUpJob {
  private static final int AT_ONCE = 100;

  private final RecallService recalls;
  private final ExceptionService exceptions;
  private final Rounds reminding = new Rounds("reminding of recalls");
  private final Rounds escalating = new Rounds("telling coordinators of recalls");
  private final Rounds ending = new Rounds("ending what rested on exceptions");
  private final Rounds telling = new Rounds("following up people to be told");

  FollowUpJob(RecallService recalls, ExceptionService exceptions) {
    this.recalls = recalls;
    this.exceptions = exceptions;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    reminding.run(() -> round(recalls::remindNext));
    escalating.run(() -> round(recalls::escalateNext));
    ending.run(() -> round(exceptions::endNext));
    telling.run(() -> round(exceptions::followUpNext));
  }

  /** One that cannot be followed up keeps no other waiting; the round has failed all the same. */
  private static void round(Predicate<Set<UUID>> next) {
    List<RuntimeException> failures =
        Callers.as(
            Caller.NODE,
            () -> {
              Set<UUID> passed = new HashSet<>();
              List<RuntimeException> failed = new ArrayList<>();
              boolean more = true;
              for (int i = 0; i < AT_ONCE && more; i++) {
                try {
                  more = next.test(passed);
                } catch (RuntimeException left) {
                  if (Unavailable.is(left)) {
                    throw left;
                  }
                  failed.add(left);
                }
              }
              return failed;
            });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
