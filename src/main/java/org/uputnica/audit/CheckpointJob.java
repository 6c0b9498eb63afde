package org.uputnica.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.persistence.JdbcCheckpoints;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/**
 * Takes committed entries into the tree, once a second, and signs what comes of it; without entries
 * it signs the tree anew after {@link JournalSettings#signEvery()}. Writers never wait for each
 * other: they leave their entries with the announcement, and only this job, one copy of the service
 * at a time, knows the tree.
 */
@ApplicationScoped
public class CheckpointJob {

  private static final int MOST_MEMBERS = 10_000;

  private final DataSource dataSource;
  private final JournalSigner signer;
  private final JournalSettings settings;
  private final Clock clock;
  private final Rounds rounds = new Rounds("writing checkpoints of the journal");

  CheckpointJob(
      DataSource dataSource, JournalSigner signer, JournalSettings settings, Clock clock) {
    this.dataSource = dataSource;
    this.signer = signer;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::linkAll);
  }

  /** Writes checkpoints until no committed entry waits, or another copy does it already. */
  void linkAll() {
    while (Callers.apart(Caller.NODE, this::link)) {
      // a full checkpoint: there may be more
    }
  }

  private boolean link() {
    Instant now = clock.instant();
    try (Connection connection = dataSource.getConnection()) {
      JdbcCheckpoints checkpoints = new JdbcCheckpoints(connection);
      Instant oldest = now.minus(settings.signEvery());
      if (!checkpoints.isDue(oldest) || !checkpoints.lockCheckpoints()) {
        return false;
      }
      List<Checkpoint.Leaf> fresh = checkpoints.takeWaiting(MOST_MEMBERS);
      if (!fresh.isEmpty() || checkpoints.isDue(oldest)) {
        JdbcJournal journal = new JdbcJournal(connection);
        Checkpoint next = Checkpoint.after(journal.lastCheckpoint().orElse(null), fresh, now);
        checkpoints.insert(signer.sign(next, journal, checkpoints));
      }
      return fresh.size() == MOST_MEMBERS;
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }
}
