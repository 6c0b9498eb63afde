package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.testing.Database.read;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.MIRA;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** An alarm that fails in passing is told soon, and keeps no other from being told. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BusyAlarmTest {
  @AfterEach
  void clear() throws SQLException {
    run("drop function if exists public.busy cascade");
  }

  @Test
  void whatFailsInPassingIsToldSoonAndKeepsNoOther() throws SQLException {
    Counter waited =
        Metrics.counter("uputnica.rounds", "job", "telling of clocks", "outcome", "waited");
    double before = waited.count();
    UUID help = Runs.run(MIRA, known(), "assistance").id();
    UUID next = Runs.run(MIRA, known(), "assistance").id();
    run(
        "create function public.busy() returns trigger language plpgsql as"
            + " $$ begin raise exception 'busy' using errcode = '40001'; end $$");
    run(
        "create trigger busy before insert on process.clock_event for each row"
            + " when (new.track_id = '%s') execute function public.busy()",
        help);
    overdue(help, "9 days");
    overdue(next, "8 days");
    Awaiting.until("AlarmJob", () -> isTold(next));
    assertThat(isTold(help)).isFalse();
    assertThat(
            read(
                "select tell_at between now() - interval '1 day' and now() + interval '1 minute'"
                    + " from process.clock where code = 'DL-PLAN' and track_id = '%s'",
                help))
        .as("it was put off, and not for long")
        .isEqualTo("t");
    Awaiting.until(() -> waited.count() > before);
    clear();
    overdue(help, "9 days");
    Awaiting.until("AlarmJob", () -> isTold(help));
  }

  private static void overdue(UUID track, String since) throws SQLException {
    run(
        "update process.clock set due_at = now() - interval '%1$s', next_level = 1,"
            + " tell_at = now() - interval '%1$s' where code = 'DL-PLAN' and track_id = '%2$s'",
        since, track);
  }

  private static boolean isTold(UUID track) {
    return "1"
        .equals(
            read(
                "select count(*) from process.clock_event where code = 'DL-PLAN' and"
                    + " kind = 'PASSED' and track_id = '%s'",
                track));
  }
}
