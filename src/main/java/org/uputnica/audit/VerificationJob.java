package org.uputnica.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.platform.job.Rounds;

/**
 * Recomputes the whole journal once a day ({@link JournalSettings#verifyEvery()}) and says whether
 * all of it fits. It notices what somebody did to the database, not what somebody does to this
 * service: against that helps the check from another machine.
 */
@Startup
@Singleton
class VerificationJob {
  private final ProofService proofs;
  private final MeterRegistry meters;
  private final Rounds rounds = new Rounds("verifying the journal");
  private volatile double intact = Double.NaN;

  VerificationJob(ProofService proofs, MeterRegistry meters) {
    this.proofs = proofs;
    this.meters = meters;
  }

  @PostConstruct
  void show() {
    Gauge.builder("uputnica.journal.intact", this, job -> job.intact)
        .description("1 if the whole journal fitted at the last check, 0 if it did not")
        .register(meters);
  }

  @Scheduled(
      every = "{uputnica.journal.verify-every:PT24H}",
      delayed = "5m",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::verify);
  }

  void verify() {
    Verdict verdict = proofs.recompute();
    intact = verdict.isIntact() ? 1 : 0;
    if (!verdict.isIntact()) {
      Log.errorf("ALARM the journal does not fit: %s", verdict.brokenAt());
    }
  }
}
