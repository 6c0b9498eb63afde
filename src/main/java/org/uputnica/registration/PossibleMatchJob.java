package org.uputnica.registration;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Looks, after the answers were given, for people who may be known elsewhere in the country. */
@ApplicationScoped
class PossibleMatchJob {
  private static final int AT_ONCE = 500;

  private final PossibleMatchService matches;
  private final Rounds rounds = new Rounds("looking for possible matches");

  PossibleMatchJob(PossibleMatchService matches) {
    this.matches = matches;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::lookAtSome);
  }

  private void lookAtSome() {
    Callers.as(
        Caller.NODE,
        () -> {
          int looked = 0;
          while (looked < AT_ONCE && matches.lookNext()) {
            looked++;
          }
          return looked;
        });
  }
}
