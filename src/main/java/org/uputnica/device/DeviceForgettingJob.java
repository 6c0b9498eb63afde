package org.uputnica.device;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.time.RealTime;

/**
 * Forgets devices that were locked or met last long ago, batch by batch; of several copies of the
 * service one does it at a time.
 */
@ApplicationScoped
class DeviceForgettingJob {
  static final int BATCH = 500;

  private final DeviceService devices;
  private final DeviceSettings settings;
  private final Clock clock;
  private final Rounds rounds = new Rounds("forgetting old devices");

  DeviceForgettingJob(DeviceService devices, DeviceSettings settings, @RealTime Clock clock) {
    this.devices = devices;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::forget);
  }

  /** Forgets everything that is old enough. */
  void forget() {
    Instant before = clock.instant().minus(settings.keptFor());
    while (Callers.as(Caller.NODE, () -> devices.forget(before, BATCH)) == BATCH) {
      // a full batch: there may be more
    }
  }
}
