package org.uputnica.audit;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JdbcJournal;

/**
 * {@code ./uputnica verify}: recomputes the journal straight from the database, without the service
 * and without a secret of it. Only reads.
 */
public final class VerifyCommand {
  private static final int INTACT = 0;
  private static final int BROKEN = 1;
  private static final int NOT_CHECKED = 2;
  private static final String DEMO_PORT = "15432";
  private static final String DEMO_USER = "uputnica_app";

  private VerifyCommand() {}

  /**
   * Checks and prints what it found.
   *
   * @return 0 when all fits, 1 when something does not, 2 when the journal could not be read
   */
  public static int run(String... args) {
    return run(System.getenv(), System.out);
  }

  static int run(Map<String, String> environment, PrintStream out) {
    String url =
        environment.getOrDefault(
            "UPUTNICA_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:%s/uputnica"
                .formatted(environment.getOrDefault("UPUTNICA_POSTGRES_PORT", DEMO_PORT)));
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(url);
    try (Connection connection =
        database.getConnection(
            environment.getOrDefault("UPUTNICA_DATABASE_USER", DEMO_USER),
            environment.getOrDefault("UPUTNICA_DATABASE_PASSWORD", "demo-" + DEMO_USER))) {
      return print(verify(connection), out);
    } catch (SQLException failed) {
      out.printf(
          "The journal could not be read (SQL state %s): is the database running?%n",
          failed.getSQLState());
      return NOT_CHECKED;
    }
  }

  private static Verdict verify(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (PreparedStatement reach =
        connection.prepareStatement("select set_config('uputnica.reach', 'node', true)")) {
      reach.execute();
    }
    Verdict verdict = new JdbcJournal(connection).verify();
    connection.rollback();
    return verdict;
  }

  private static int print(Verdict verdict, PrintStream out) {
    @Nullable String brokenAt = verdict.brokenAt();
    if (brokenAt != null) {
      out.println("The journal is broken. First place: " + brokenAt);
      return BROKEN;
    }
    out.printf(
        "The journal is intact: %d entries, %d checkpoints.%n",
        verdict.entries(), verdict.checkpoints());
    @Nullable Octets root = verdict.root();
    if (root != null) {
      out.println("Root of the last checkpoint: " + root.hex());
    }
    if (verdict.waiting() > 0) {
      out.printf(
          "%d entries wait for a checkpoint; the running service takes them within a second.%n",
          verdict.waiting());
    }
    return INTACT;
  }
}
