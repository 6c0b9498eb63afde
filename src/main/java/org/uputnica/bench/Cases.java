package org.uputnica.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Cases made by arithmetic, directly in the database, as years of work leave them. */
final class Cases {
  private static final int BATCH = 20_000;

  /** Open cases are those whose number is a multiple of this. */
  static final int OPEN_EVERY = 10;

  private Cases() {}

  /**
   * Whether as many as wanted were made before, whatever was measured with them since.
   *
   * @throws BenchException when there are more, or fewer beside cases of somebody else
   */
  static boolean areThere(int wanted, Options.Database owner) throws SQLException {
    try (Connection connection = connect(owner);
        Statement sql = connection.createStatement()) {
      int there = count(sql, "registered_by = 'bench'");
      if (there > wanted || (there < wanted && count(sql, "true") > there)) {
        throw new BenchException(
            "the database has other cases, or more than %d: start the service with an empty data folder"
                .formatted(wanted));
      }
      return there == wanted;
    }
  }

  /**
   * Lets the number of cases grow, past triggers and row-level security, and lets PostgreSQL look
   * at them.
   */
  static void growTo(int wanted, Options.Database owner) throws SQLException {
    try (Connection connection = connect(owner);
        Statement sql = connection.createStatement()) {
      int there = count(sql, "registered_by = 'bench'");
      sql.execute("set session_replication_role = replica");
      String script = script();
      for (int first = there + 1; first <= wanted; first += BATCH) {
        int last = Math.min(first + BATCH - 1, wanted);
        sql.execute(
            script
                .replace("{first}", Integer.toString(first))
                .replace("{last}", Integer.toString(last)));
      }
      sql.execute("vacuum analyze");
    }
  }

  private static Connection connect(Options.Database owner) throws SQLException {
    return DriverManager.getConnection(owner.url(), owner.user(), owner.password());
  }

  private static int count(Statement sql, String which) throws SQLException {
    try (ResultSet row =
        sql.executeQuery("select count(*) from process.case_record where " + which)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script() {
    try (InputStream script = Cases.class.getResourceAsStream("/bench/cases.sql")) {
      if (script == null) {
        throw new BenchException("the statements that make cases are missing");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new BenchException("the statements that make cases cannot be read", unreadable);
    }
  }

  /** The id of a case by its number. */
  static UUID id(int number) {
    return Made.id("case", number);
  }
}
