package org.uputnica.crossborder;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Looks for open requests whose agreement has ended. */
@ApplicationScoped
class AgreementJob {
  private final AgreementService agreements;
  private final Rounds rounds = new Rounds("telling of agreements that have ended");

  AgreementJob(AgreementService agreements) {
    this.agreements = agreements;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(() -> Callers.as(Caller.NODE, agreements::tellSome));
  }
}
