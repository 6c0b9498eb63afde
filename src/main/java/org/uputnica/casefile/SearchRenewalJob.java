package org.uputnica.casefile;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Makes the blind indexes anew, a file at a time, after the generation was raised. */
@ApplicationScoped
class SearchRenewalJob {
  private static final int AT_ONCE = 500;

  private final FileSearchService search;
  private final Rounds rounds = new Rounds("making search indexes anew");

  SearchRenewalJob(FileSearchService search) {
    this.search = search;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void renew() {
    rounds.run(this::renewSome);
  }

  private void renewSome() {
    Callers.as(
        Caller.NODE,
        () -> {
          int renewed = 0;
          while (renewed < AT_ONCE && search.renewNext()) {
            renewed++;
          }
          return renewed;
        });
  }
}
