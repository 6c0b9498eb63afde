package org.uputnica.changes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.time.RealTime;

/**
 * Forgets old changes, batch by batch; of several copies of the service one does it at a time. A
 * day later than cursors end, so that nobody misses what a long transaction has changed.
 */
@ApplicationScoped
class ChangeForgettingJob {
  static final int BATCH = 10_000;

  private static final Duration LATER = Duration.ofDays(1);

  private final DataSource dataSource;
  private final ChangeSettings settings;
  private final Clock clock;
  private final Rounds rounds = new Rounds("forgetting old changes");

  ChangeForgettingJob(DataSource dataSource, ChangeSettings settings, @RealTime Clock clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::forget);
  }

  /** Forgets everything that is old enough. */
  void forget() {
    Instant before = clock.instant().minus(settings.keptFor()).minus(LATER);
    while (QuarkusTransaction.requiringNew().call(() -> batch(before)) == BATCH) {
      // a full batch: there may be more
    }
  }

  private int batch(Instant before) {
    return Sql.query(
            dataSource,
            "select process.forget_changes(?, ?)",
            row -> row.getInt(1),
            before.atOffset(ZoneOffset.UTC),
            BATCH)
        .getFirst();
  }
}
