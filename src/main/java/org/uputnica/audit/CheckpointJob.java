package org.uputnica.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.job.Rounds;

/**
 * Takes committed entries into the tree, once a second. Writers never wait for each other: they
 * leave their entries with the announcement, and only this job, one copy of the service at a time,
 * knows the tree.
 */
@ApplicationScoped
public class CheckpointJob {
  /** The node itself, which belongs to no country; ZZ is never assigned by ISO 3166-1. */
  static final Caller NODE =
      Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  private static final int MOST_MEMBERS = 10_000;

  private final DataSource dataSource;
  private final Clock clock;
  private final Rounds rounds = new Rounds("writing checkpoints of the journal");

  CheckpointJob(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::linkAll);
  }

  /** Writes checkpoints until no committed entry waits, or another copy does it already. */
  void linkAll() {
    while (Callers.as(NODE, () -> QuarkusTransaction.requiringNew().call(this::link))) {
      // a full checkpoint: there may be more
    }
  }

  private boolean link() {
    try (Connection connection = dataSource.getConnection()) {
      JdbcJournal journal = new JdbcJournal(connection);
      if (!journal.hasWaiting() || !journal.lockCheckpoints()) {
        return false;
      }
      List<Checkpoint.Leaf> fresh = journal.takeWaiting(MOST_MEMBERS);
      if (!fresh.isEmpty()) {
        journal.insert(
            Checkpoint.after(journal.lastCheckpoint().orElse(null), fresh, clock.instant()));
      }
      return fresh.size() == MOST_MEMBERS;
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }
}
