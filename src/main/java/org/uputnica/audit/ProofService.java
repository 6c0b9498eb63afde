package org.uputnica.audit;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.ConsistencyProof;
import org.uputnica.audit.domain.InclusionProof;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.JournalVerifier;
import org.uputnica.audit.domain.MerkleProof;
import org.uputnica.audit.domain.SignedNote;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.audit.persistence.JdbcLists;
import org.uputnica.audit.persistence.JdbcTree;
import org.uputnica.audit.persistence.JournalFile;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;

/**
 * Proves the journal of the whole node: numbers, hashes and places, and of a content only what the
 * caller may read anyway.
 */
@ApplicationScoped
public class ProofService {
  private static final int PIPE_BYTES = 65_536;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final AuditTrail audit;
  private final Callers callers;
  private final JournalSigner signer;

  ProofService(DataSource dataSource, AuditTrail audit, Callers callers, JournalSigner signer) {
    this.dataSource = dataSource;
    this.audit = audit;
    this.callers = callers;
    this.signer = signer;
  }

  /** Recomputes everything for somebody who asks; who did stands in the journal. */
  public Verdict verify() {
    Verdict verdict = recompute();
    journal(
        AuditEvent.of(
            "journal-verified", null, null, "intact", Boolean.toString(verdict.isIntact())));
    return verdict;
  }

  /** Recomputes everything. */
  Verdict recompute() {
    return asNode(connection -> {
      JournalVerifier verifier = new JournalVerifier();
      new JdbcJournal(connection).show(verifier);
      return verifier.verdict();
    });
  }

  /** The keys the journal was and is signed with, oldest first. */
  public List<JournalKey> keys() {
    return asNode(connection -> new JdbcJournal(connection).keys());
  }

  /**
   * The newest signed checkpoint, to be kept elsewhere.
   *
   * @throws RefusedException {@code not-found} as long as nothing was signed
   */
  public SignedNote note() {
    return asNode(connection -> {
      JdbcJournal journal = new JdbcJournal(connection);
      return journal
          .lastCheckpoint()
          .flatMap(last -> note(last, journal))
          .orElseThrow(RefusedException::notFound);
    });
  }

  /**
   * Makes the key with which the journal is signed from the next checkpoint on. In the transaction
   * of the caller.
   *
   * @throws RefusedException {@code step-not-open} before anything was signed
   */
  public JournalKey makeKey() {
    try (Connection connection = dataSource.getConnection()) {
      JdbcJournal journal = new JdbcJournal(connection);
      List<JournalKey> known = journal.keys();
      if (known.isEmpty()) {
        throw RefusedException.of(
            ProblemType.STEP_NOT_OPEN, "The first key is made with the first entry");
      }
      JournalKey fresh =
          signer.makeNext(
              known.getLast(), journal.lastCheckpoint().map(Checkpoint::number).orElse(0L));
      audit.append(
          AuditEvent.of(
              "journal-key-made", null, null, "number", Integer.toString(fresh.number())));
      return fresh;
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  /**
   * Proves that an entry stands in the journal.
   *
   * @param treeSize of a checkpoint; the newest when absent
   * @throws RefusedException {@code not-found} for an entry the caller may not see, or that stands
   *     in no checkpoint yet or in a later one; {@code invalid-value} when no checkpoint has that
   *     size
   */
  public InclusionProof inclusion(long entry, @Nullable Long treeSize) {
    JournalEntry found =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              try (Connection connection = dataSource.getConnection()) {
                audit.append(AuditEvent.of("journal-read", null, null));
                return new JdbcLists(connection)
                    .entry(entry).stream().findFirst().orElseThrow(RefusedException::notFound);
              }
            });
    return asNode(connection -> {
      JdbcJournal journal = new JdbcJournal(connection);
      Checkpoint tree = checkpoint(journal, "treeSize", treeSize);
      JdbcTree leaves = new JdbcTree(connection);
      long index =
          leaves.index(entry, found.content().at()).orElseThrow(RefusedException::notFound);
      if (index >= tree.treeSize()) {
        throw RefusedException.notFound();
      }
      return new InclusionProof(
          found.leaf(),
          index,
          MerkleProof.inclusion(index, tree.treeSize(), leaves),
          note(tree, journal).orElseThrow(RefusedException::notFound));
    });
  }

  /**
   * Proves that what was there at a checkpoint is there unchanged at a later one.
   *
   * @param first leaves of the earlier checkpoint
   * @param second leaves of the later one; the newest when absent
   * @throws RefusedException {@code invalid-value} when no checkpoint has that size, or the later
   *     one is smaller
   */
  public ConsistencyProof consistency(long first, @Nullable Long second) {
    return asNode(connection -> {
      JdbcJournal journal = new JdbcJournal(connection);
      Checkpoint one = checkpoint(journal, "first", first);
      Checkpoint other = checkpoint(journal, "second", second);
      if (one.treeSize() > other.treeSize()) {
        throw noSuchSize("second");
      }
      return new ConsistencyProof(
          note(one, journal).orElseThrow(RefusedException::notFound),
          note(other, journal).orElseThrow(RefusedException::notFound),
          MerkleProof.consistency(one.treeSize(), other.treeSize(), new JdbcTree(connection)));
    });
  }

  /**
   * The whole journal, as the command line verifies it. Who may follow cases gets the content of
   * her country's entries, of all others the hash alone.
   */
  public InputStream export() {
    Caller caller = callers.current();
    journal(AuditEvent.of("journal-exported", null, null));
    Predicate<JournalEntry> shown =
        entry ->
            JournalService.seesCases(caller)
                && entry.content().country().equals(caller.country().value());
    try {
      PipedInputStream in = new PipedInputStream(PIPE_BYTES);
      PipedOutputStream out = new PipedOutputStream(in);
      Thread.ofVirtual().name("journal export").start(() -> export(out, shown));
      return in;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void export(OutputStream pipe, Predicate<JournalEntry> shown) {
    try (OutputStream out = pipe) {
      asNode(connection -> {
        try {
          JournalFile.write(new JdbcJournal(connection), out, shown);
          return true;
        } catch (IOException gone) {
          throw new UncheckedIOException(gone);
        }
      });
    } catch (IOException | UncheckedIOException gone) {
      Log.info("an export of the journal was not taken to its end");
    } catch (RuntimeException failed) {
      // Without its last line the file is known to be incomplete.
      Log.errorf("an export of the journal ended early: %s", SafeTrace.of(failed));
    }
  }

  private void journal(AuditEvent event) {
    QuarkusTransaction.requiringNew().run(() -> audit.append(event));
  }

  private static Checkpoint checkpoint(JdbcJournal journal, String field, @Nullable Long size)
      throws SQLException {
    return (size == null ? journal.lastCheckpoint() : journal.checkpoint(size))
        .filter(found -> found.treeSize() > 0 && found.signature() != null)
        .orElseThrow(() -> noSuchSize(field));
  }

  private static Optional<SignedNote> note(Checkpoint checkpoint, JdbcJournal journal) {
    try {
      return checkpoint.signature() == null
          ? Optional.empty()
          : journal.keys().stream().findFirst().map(key -> checkpoint.note(key.key().name()));
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  private static RefusedException noSuchSize(String field) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "Ask with the size of a checkpoint",
        FieldProblem.at(field, "is the size of no signed checkpoint, or smaller than the first"));
  }

  /** With the reach of the node, in a transaction of its own. */
  private <T> T asNode(Reading<T> reading) {
    return Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST.toSeconds())
                .call(() -> {
                  try (Connection connection = dataSource.getConnection()) {
                    return reading.from(connection);
                  } catch (SQLException failed) {
                    throw new JournalUnavailableException(failed);
                  }
                }));
  }

  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }
}
