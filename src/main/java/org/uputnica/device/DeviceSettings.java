package org.uputnica.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What devices are told that work without a network. */
@ConfigMapping(prefix = "uputnica.devices")
public interface DeviceSettings {
  /**
   * How long a device may hold the service's share of its store key, in memory. So long a lost
   * device that never comes back to the network stays open to whoever has it unlocked.
   */
  @WithDefault("P2D")
  @DurationMin(hours = 1)
  @DurationMax(days = 7)
  Duration offlineFor();

  /**
   * How long the register knows a device after it was locked, or after it asked anything for the
   * last time.
   */
  @WithDefault("P365D")
  @DurationMin(days = 30)
  Duration keptFor();
}
