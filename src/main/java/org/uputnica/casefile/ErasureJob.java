package org.uputnica.casefile;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Carries to its end what an erasure, or the start after a restore, could not do at once. */
@ApplicationScoped
class ErasureJob {
  private final FileErasureService files;
  private final Rounds rounds = new Rounds("following up erasures");

  ErasureJob(FileErasureService files) {
    this.files = files;
  }

  @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              files.followUp();
              return true;
            }));
  }
}
