package org.uputnica.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Clocks that ran out while nobody looked, and what was told of them, seen from above. */
public final class Overdue {
  private Overdue() {}

  /**
   * The clock of a run has run out this long ago, untold.
   *
   * @param since as PostgreSQL writes an interval
   */
  public static void since(UUID track, String clock, String since) {
    assertThat(
            sql(
                ("update process.clock set due_at = now() - interval '%1$s', next_level = 1,"
                        + " tell_at = now() - interval '%1$s'"
                        + " where stopped_at is null and code = '%2$s' and track_id = '%3$s'")
                    .formatted(since, clock, track)))
        .as("%s runs", clock)
        .isEqualTo(1);
  }

  /** Whether this clock of a run runs. */
  public static boolean runs(UUID track, String clock) {
    return number(
            "select count(*) from process.clock where stopped_at is null and code = '%s' and track_id = '%s'"
                .formatted(clock, track))
        == 1;
  }

  /** How often something happened to this clock of a run. */
  public static long told(UUID track, String clock, String kind) {
    return number(
        "select count(*) from process.clock_event where code = '%s' and kind = '%s' and track_id = '%s'"
            .formatted(clock, kind, track));
  }

  /** Changes rows; how many. */
  public static int sql(String statement) {
    try (Connection above = Database.connect()) {
      return above.createStatement().executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number a query answers. */
  public static long number(String query) {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
