package org.uputnica.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** What somebody with the database's superuser can do; undone again when closed. */
final class Tampering implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final String ENTRY =
      "id, at, country, organization, actor, roles, action, outcome, case_id, subject, details, salt, leaf";

  private final Connection connection;
  private final String table;
  private final String row;

  private Tampering(Connection connection, String table, String row) {
    this.connection = connection;
    this.table = table;
    this.row = row;
  }

  /** Changes one row past every trigger. */
  static Tampering with(String table, String row, String change) throws SQLException {
    Tampering tampering = new Tampering(connect(SUPERUSER), table, row);
    try (Statement sql = tampering.connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute(
          "create temporary table kept as select " + columns(table) + " from " + table + row);
      sql.execute(change);
    }
    return tampering;
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        Statement sql = connection.createStatement()) {
      sql.execute("delete from " + table + row);
      sql.execute("delete from audit.entry where id = 999999999");
      sql.execute(
          "insert into "
              + table
              + (table.endsWith("entry") ? " (" + ENTRY + ") overriding system value" : "")
              + " select * from kept");
    }
  }

  static void as(String role, String change) throws SQLException {
    try (Connection connection = connect(role);
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        sql.execute(change);
      } finally {
        connection.rollback();
      }
    }
  }

  private static String columns(String table) {
    return table.endsWith("entry") ? ENTRY : "*";
  }

  static long checkpointOf(long entry) throws SQLException {
    return numbers("select number from audit.checkpoint where " + entry + " = any(members)")
        .getFirst();
  }

  /** Runs the query of {@code docs/journal.md}. */
  static List<Long> documentedQuery() throws SQLException, IOException {
    String page = Files.readString(Path.of("docs/journal.md"), StandardCharsets.UTF_8);
    return numbers(page.substring(page.indexOf("```sql\n") + 7, page.lastIndexOf("```")));
  }

  static int verifyCommand() {
    return verify(OutputStream.nullOutputStream());
  }

  /** {@code ./uputnica verify} with these arguments; what it says goes to {@code out}. */
  static int verify(OutputStream out, String... arguments) {
    return VerifyCommand.run(
        environment(), new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
  }

  static Map<String, String> environment() {
    return Map.of("UPUTNICA_DATABASE_URL", url());
  }

  private static List<Long> numbers(String query) throws SQLException {
    try (Connection connection = connect(SUPERUSER);
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  static Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(url(), role, "demo-" + role);
  }

  private static String url() {
    return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
  }
}
