package org.uputnica.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database of {@link Stack} seen from above: as superuser, past every policy. */
public final class Database {
  /** What a job works off by itself, whenever it comes to it, says nothing about a request. */
  private static final String TABLES =
      "select schemaname || '.' || tablename from pg_tables"
          + " where schemaname in ('process', 'vault', 'directory', 'platform')"
          + " and tablename not in ('match_probe', 'possible_match', 'used_proof', 'counted_month', 'told_figure')";

  private Database() {}

  /** How many rows each table of the service has at one moment; the journal not counted. */
  public static Map<String, Long> rows() {
    try (Connection connection = connect()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      return rows(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #rows()}, of another database. */
  public static Map<String, Long> rows(Connection connection) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Statement sql = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found = sql.executeQuery(TABLES)) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        rows.put(table, number(sql, "select count(*) from " + table));
      }
      return rows;
    }
  }

  /** How many entries the journal has of somebody; those of the node come by themselves. */
  public static long journalEntries() {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      return number(sql, "select count(*) from audit.entry where actor <> 'service'");
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

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
