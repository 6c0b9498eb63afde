package org.uputnica.platform.time;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.uputnica.platform.job.Rounds;

/** Looks whether another copy of the service has moved the practice; only in a demo. */
@ApplicationScoped
class PracticeJob {
  private final PracticeService practice;
  private final boolean demo;
  private final Rounds rounds = new Rounds("following the practice");

  PracticeJob(PracticeService practice, @ConfigProperty(name = "uputnica.demo") boolean demo) {
    this.practice = practice;
    this.demo = demo;
  }

  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    if (demo) {
      rounds.run(practice::goOn);
    }
  }
}
