package org.uputnica.mechanism;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/**
 * Looks for changes of the operator's directory, on every copy of the service, and carries out
 * moves of cases to another version. A copy that is killed loses one case; whichever looks next
 * goes on.
 */
@ApplicationScoped
class MechanismJob {
  private final Mechanisms mechanisms;
  private final MechanismMoveService moves;
  private final Rounds looking = new Rounds("looking for changed procedures");
  private final Rounds moving = new Rounds("moving cases to another version of a procedure");

  MechanismJob(Mechanisms mechanisms, MechanismMoveService moves) {
    this.mechanisms = mechanisms;
    this.moves = moves;
  }

  @Scheduled(
      every = "{uputnica.mechanism.look-every:PT10S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    looking.run(mechanisms::look);
  }

  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void move() {
    moving.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              moves.open().forEach(moves::carryOut);
              return true;
            }));
  }
}
