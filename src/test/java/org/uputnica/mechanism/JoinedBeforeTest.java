package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** A record in which a case goes on is held with what was joined into it before. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JoinedBeforeTest {
  @Test
  void whoJoinsWaitsForWhoeverHasARecordThatWasJoinedBefore() throws Exception {
    MainJob before = known();
    MainJob goesOn = known();
    MainJob closing = known();
    assertThat(joins(before, goesOn).statusCode()).isEqualTo(200);
    try (Connection holder = Database.connect();
        Statement sql = holder.createStatement();
        ExecutorService beside = Executors.newSingleThreadExecutor()) {
      holder.setAutoCommit(false);
      sql.execute(
          "select from process.case_record where id = '%s' for update".formatted(before.caseId));
      Future<Integer> joined = beside.submit(() -> joins(closing, goesOn).statusCode());
      Awaiting.until(() -> Database.isWaitedFor(sql));
      holder.rollback();
      assertThat(joined.get()).isEqualTo(200);
    }
  }

  private static Response joins(MainJob closing, MainJob other) {
    return run(MIRA, closing, "overall")
        .tries(MIRA, "A045", Map.of("other-case", other.caseId.toString(), "merge-agreed", "true"));
  }
}
