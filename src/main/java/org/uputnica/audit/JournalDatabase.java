package org.uputnica.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.uputnica.audit.persistence.JdbcJournal;

/** The journal's database as the command line reaches it: reads only, one moment, all rows. */
final class JournalDatabase {
  private static final String DEMO_PORT = "15432";
  private static final String DEMO_USER = "uputnica_app";

  private final Map<String, String> environment;

  JournalDatabase(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads something of it. */
  <E extends Exception> void read(Reading<E> reading) throws SQLException, E {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(
        environment.getOrDefault(
            "UPUTNICA_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:%s/uputnica"
                .formatted(environment.getOrDefault("UPUTNICA_POSTGRES_PORT", DEMO_PORT))));
    try (Connection connection =
        database.getConnection(
            environment.getOrDefault("UPUTNICA_DATABASE_USER", DEMO_USER),
            environment.getOrDefault("UPUTNICA_DATABASE_PASSWORD", "demo-" + DEMO_USER))) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (PreparedStatement reach =
          connection.prepareStatement("select set_config('uputnica.reach', 'node', true)")) {
        reach.execute();
      }
      reading.from(new JdbcJournal(connection));
      connection.rollback();
    }
  }

  /** What is done with the journal. */
  interface Reading<E extends Exception> {
    void from(JdbcJournal journal) throws SQLException, E;
  }
}
