package org.uputnica.platform.token;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.time.RealTime;

/**
 * The proofs that were taken, for as long as they could be taken again. In the database, since a
 * proof stolen from one copy of the service must not be good at another.
 */
@ApplicationScoped
class UsedProofs {
  private final DataSource dataSource;
  private final Clock clock;
  private final Rounds rounds = new Rounds("forgetting used proofs");

  UsedProofs(DataSource dataSource, @RealTime Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** Takes a proof; false if it was taken before. Of two at the same time one wins. */
  boolean take(DpopProof proof) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement take = connection.prepareStatement("select platform.take_proof(?, ?)")) {
      take.setBytes(1, proof.fingerprint());
      take.setObject(2, proof.until().atOffset(ZoneOffset.UTC));
      try (ResultSet row = take.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Forgets those that nobody takes any more because of their age. */
  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void forget() {
    rounds.run(this::forgetOld);
  }

  private void forgetOld() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement forget =
            connection.prepareStatement("select platform.forget_proofs(?)")) {
      forget.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      forget.execute();
    } catch (SQLException away) {
      throw new IllegalStateException("used proofs are out of reach", away);
    }
  }
}
