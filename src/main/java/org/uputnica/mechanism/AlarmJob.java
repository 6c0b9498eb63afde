package org.uputnica.mechanism;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/** Looks every few seconds for what is to be told of clocks. */
@ApplicationScoped
class AlarmJob {
  private static final int AT_ONCE = 500;

  private final AlarmService alarms;
  private final Rounds rounds = new Rounds("telling of clocks");

  AlarmJob(AlarmService alarms) {
    this.alarms = alarms;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(() -> Callers.as(Caller.NODE, () -> alarms.tellAll(AT_ONCE)));
  }
}
