package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** She is at two devices, or somebody works on her case meanwhile. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DoorAtOnceTest {
  private static final int A_DAY = 20;
  private static final int AT_ONCE = 6;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");
  private AtTheDoor door = AtTheDoor.with("");

  @BeforeEach
  void sheHasANumber() {
    her.registered().takenOver(MIRA);
    door = AtTheDoor.givenBy(VERA, her.caseId).opened();
  }

  /** Both come while the case is kept, and changed, by somebody else; neither is turned away. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoWithdrawalsAtOnceWaitForEachOther(boolean changed) throws Exception {
    List<String> yeses =
        as(MIRA)
            .get("/v1/cases/{id}/consents", her.caseId)
            .path("statements.findAll { it.scope == 'CS-STO' }.id");
    AtTheDoor other = AtTheDoor.with(door.number).opened();
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2);
        Connection worker = Database.connect();
        Statement sql = worker.createStatement()) {
      worker.setAutoCommit(false);
      sql.executeUpdate(
          "update process.case_record set revision = revision + 1 where id = '%s'"
              .formatted(her.caseId));
      List<Future<Integer>> running =
          List.of(
              both.submit(() -> door.takesBack(yeses.getFirst()).statusCode()),
              both.submit(() -> other.takesBack(yeses.getLast()).statusCode()));
      Awaiting.until(() -> waiting() >= 2);
      if (changed) {
        worker.commit();
      } else {
        worker.rollback();
      }
      for (Future<Integer> each : running) {
        answers.add(each.get());
      }
    }
    assertThat(yeses).hasSize(2);
    assertThat(answers).containsOnly(201);
  }

  private static long waiting() {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like '%case_record%'")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void severalMessagesAtOnceAreCountedOneAfterTheOther() throws Exception {
    for (int i = 1; i < A_DAY; i++) {
      door.leaves("COPY", Map.of()).then().statusCode(201);
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService all = Executors.newFixedThreadPool(AT_ONCE)) {
      Callable<Integer> leaving = () -> door.leaves("COPY", Map.of()).statusCode();
      for (Future<Integer> each : all.invokeAll(Collections.nCopies(AT_ONCE, leaving))) {
        answers.add(each.get());
      }
    }
    assertThat(answers).containsOnlyOnce(201).containsOnly(201, 429);
  }
}
