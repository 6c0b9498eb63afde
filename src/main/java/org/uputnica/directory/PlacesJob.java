package org.uputnica.directory;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/**
 * Writes down that holds are over, which count for nothing from their end on anyway, and asks
 * houses for numbers that are old. On every copy; of several one does it.
 */
@ApplicationScoped
class PlacesJob {
  private static final int AT_ONCE = 500;

  private final HoldService holds;
  private final CapacityService capacities;
  private final Rounds ending = new Rounds("ending holds of places");
  private final Rounds asking = new Rounds("asking for free places");

  PlacesJob(HoldService holds, CapacityService capacities) {
    this.holds = holds;
    this.capacities = capacities;
  }

  @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void end() {
    ending.run(() ->
        Callers.as(
            Caller.NODE,
            () -> {
              int services = 0;
              while (services < AT_ONCE && holds.endNext() >= 0) {
                services++;
              }
              return services;
            }));
  }

  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void ask() {
    asking.run(() -> Callers.as(Caller.NODE, () -> capacities.ask(AT_ONCE)));
  }
}
