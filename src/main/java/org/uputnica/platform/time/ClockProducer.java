package org.uputnica.platform.time;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time the service goes by, UTC, in microseconds: what PostgreSQL keeps, so that a value read
 * back equals the value written. In a demo it is the time of the practice, everywhere else real
 * time.
 */
public class ClockProducer {
  @Produces
  @Singleton
  @RealTime
  Clock real() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Produces
  @Singleton
  @Typed(PracticeClock.class)
  PracticeClock practice(@RealTime Clock real, DataSource database) {
    return new PracticeClock(real, PracticeService.kept(database));
  }

  @Produces
  @Singleton
  Clock clock(
      @ConfigProperty(name = "uputnica.demo") boolean demo,
      @RealTime Clock real,
      Instance<PracticeClock> practice) {
    return demo ? practice.get() : real;
  }
}
