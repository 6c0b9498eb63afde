package org.uputnica.casefile;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Cleans up behind uploads that broke off, every hour. */
@ApplicationScoped
class AttachmentSweep {

  private final AttachmentService attachments;
  private final Rounds rounds = new Rounds("cleaning up behind uploads");

  AttachmentSweep(AttachmentService attachments) {
    this.attachments = attachments;
  }

  @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    rounds.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              attachments.sweep();
              return Caller.NODE;
            }));
  }
}
