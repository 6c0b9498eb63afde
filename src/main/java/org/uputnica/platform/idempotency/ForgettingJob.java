package org.uputnica.platform.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.time.RealTime;

/**
 * Forgets old answers to writes, batch by batch, each in a transaction of its own; of several
 * copies of the service one does it at a time.
 */
@ApplicationScoped
class ForgettingJob {
  static final int BATCH = 1_000;

  private final DataSource dataSource;
  private final AnswerSettings settings;
  private final Clock clock;
  private final Rounds rounds = new Rounds("forgetting old answers");

  ForgettingJob(DataSource dataSource, AnswerSettings settings, @RealTime Clock clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::forget);
  }

  /** Forgets everything that is old enough. */
  void forget() {
    Instant before = clock.instant().minus(settings.keptFor());
    while (QuarkusTransaction.requiringNew().call(() -> batch(before)) == BATCH) {
      // a full batch: there may be more
    }
  }

  private int batch(Instant before) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement forget =
            connection.prepareStatement("select platform.forget_answers(?, ?)")) {
      forget.setObject(1, before.atOffset(ZoneOffset.UTC));
      forget.setInt(2, BATCH);
      try (ResultSet row = forget.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
