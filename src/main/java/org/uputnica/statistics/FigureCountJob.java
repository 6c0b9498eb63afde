package org.uputnica.statistics;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Looks whether a month is over that was not counted; of several copies one counts it. */
@ApplicationScoped
class FigureCountJob {
  private final FigureCountService figures;
  private final Rounds rounds = new Rounds("counting months");

  FigureCountJob(FigureCountService figures) {
    this.figures = figures;
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::count);
  }

  private void count() {
    Callers.as(
        Caller.NODE,
        () -> {
          figures.uncounted().forEach(figures::count);
          return true;
        });
  }
}
