package org.uputnica.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The database of {@link Stack} seen from above: as superuser, past every policy. */
public final class Database {
  /** What a job works off by itself, whenever it comes to it, says nothing about a request. */
  private static final String COUNTS =
      """
      select string_agg(format('select %L, count(*) from %I.%I',
          schemaname || '.' || tablename, schemaname, tablename), ' union all ') from pg_tables
        where schemaname in ('process', 'vault', 'directory', 'platform') and tablename not in
          ('match_probe', 'possible_match', 'used_proof', 'counted_month', 'told_figure', 'capacity_ask', 'delivery')\
      """;

  private static @Nullable Connection watching;

  private Database() {}

  /** How many rows each table of the service has at one moment; the journal not counted. */
  public static Map<String, Long> rows() {
    return look(Database::rows);
  }

  /** As {@link #rows()}, of another database. */
  public static Map<String, Long> rows(Connection connection) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Statement sql = connection.createStatement()) {
      String counts;
      try (ResultSet all = sql.executeQuery(COUNTS)) {
        all.next();
        counts = all.getString(1);
      }
      try (ResultSet counted = sql.executeQuery(counts)) {
        while (counted.next()) {
          rows.put(counted.getString(1), counted.getLong(2));
        }
      }
      return rows;
    }
  }

  /** How many entries the journal has of somebody; those of the node come by themselves. */
  public static long journalEntries() {
    return look(above -> {
      try (Statement sql = above.createStatement()) {
        return number(sql, "select count(*) from audit.entry where actor <> 'service'");
      }
    });
  }

  /** What is only looked at is asked over one connection that stays open. */
  private static synchronized <T> T look(Look<T> what) {
    try {
      Connection open = watching;
      if (open == null || !open.isValid(1)) {
        open = connect();
        watching = open;
      }
      return what.at(open);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection that sees everything. */
  public static Connection connect() throws SQLException {
    String url = Stack.running().get("quarkus.datasource.jdbc.url");
    if (url == null) {
      throw new IllegalStateException("no database: annotate the test with Stack");
    }
    return DriverManager.getConnection(url, "postgres", "demo-postgres");
  }

  /** A connection as the service itself signs in: every row it sees passes row-level security. */
  public static Connection connectAsService() throws SQLException {
    Map<String, String> stack = Stack.running();
    return DriverManager.getConnection(
        stack.getOrDefault("quarkus.datasource.jdbc.url", ""),
        stack.get("quarkus.datasource.username"),
        stack.get("quarkus.datasource.password"));
  }

  /**
   * Changes something as nobody may in the service.
   *
   * @param values for the places {@code %s} and the like; two signs of percent are one
   */
  public static void run(String statement, Object... values) throws SQLException {
    try (Connection above = connect();
        Statement sql = above.createStatement()) {
      sql.execute(statement.formatted(values));
    }
  }

  /** The first column of the first row, as text. */
  public static String read(String query, Object... values) {
    try (Connection above = connect();
        Statement sql = above.createStatement();
        ResultSet row = sql.executeQuery(query.formatted(values))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether somebody waits for what this connection holds. */
  public static boolean isWaitedFor(Statement sql) {
    try (ResultSet row =
        sql.executeQuery(
            "select count(*) > 0 from pg_locks l where not l.granted"
                + " and pg_backend_pid() = any (pg_blocking_pids(l.pid))")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private interface Look<T> {
    T at(Connection above) throws SQLException;
  }
}
