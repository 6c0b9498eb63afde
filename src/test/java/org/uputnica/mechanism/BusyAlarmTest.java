package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** An alarm that fails in passing is told in the next round, not a quarter of an hour later. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BusyAlarmTest {
  @Inject AlarmService alarms;

  @AfterEach
  void clear() throws SQLException {
    run("drop function if exists public.busy cascade");
  }

  @Test
  void whatFailsInPassingIsNotPutOff() throws SQLException {
    UUID help = Runs.run(MIRA, known(), "assistance").id();
    run(
        "create function public.busy() returns trigger language plpgsql as"
            + " $$ begin raise exception 'busy' using errcode = '40001'; end $$");
    run(
        "create trigger busy before insert on process.clock_event for each row"
            + " when (new.track_id = '%s') execute function public.busy()",
        help);
    run(
        "update process.clock set due_at = now() - interval '9 days', next_level = 1,"
            + " tell_at = now() - interval '9 days' where code = 'DL-PLAN' and track_id = '%s'",
        help);
    Awaiting.until(this::isBusy);
    assertThat(
            read(
                "select tell_at < now() from process.clock where code = 'DL-PLAN' and"
                    + " track_id = '%s'",
                help))
        .isEqualTo("t");
    clear();
    Awaiting.until(() ->
        "1"
            .equals(
                read(
                    "select count(*) from process.clock_event where code = 'DL-PLAN' and"
                        + " kind = 'PASSED' and track_id = '%s'",
                    help)));
  }

  private boolean isBusy() {
    try {
      Callers.as(Caller.NODE, alarms::tellNext);
      return false;
    } catch (RuntimeException failed) {
      return Unavailable.is(failed);
    }
  }

  private static String read(String query, UUID track) {
    try (Connection connection = Database.connect();
        ResultSet row = connection.createStatement().executeQuery(query.formatted(track))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String statement, Object... values) throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.createStatement().execute(statement.formatted(values));
    }
  }
}
