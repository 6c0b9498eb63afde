package org.uputnica.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Answers to writes are kept for thirty days and not for ever. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ForgettingJobTest {
  private static final String FORGETTER = "test-forgetting";
  private static final Instant NOW = Instant.parse("2031-05-01T00:00:00Z");

  @Inject DataSource dataSource;
  @Inject AnswerSettings settings;

  @AfterEach
  void clear() throws SQLException {
    run("delete from platform.idempotency where caller = '" + FORGETTER + "'");
  }

  @Test
  void theyAreKeptForThirtyDays() {
    assertThat(settings.keptFor()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void whatIsOlderGoesInBatchesAndWhatIsYoungerStays() throws SQLException {
    keep(2 * ForgettingJob.BATCH + 7, "2031-03-31 23:59:59Z");
    keep(5, "2031-04-01 00:00:01Z");
    at(NOW).forget();
    assertThat(kept()).isEqualTo(5);
    at(NOW).forget();
    assertThat(kept()).isEqualTo(5);
    at(NOW.plus(Duration.ofDays(1))).forget();
    assertThat(kept()).isZero();
  }

  @Test
  void aForgottenKeyStillDoesNothingTwice() {
    Map<String, Object> body = MainJob.aWomanAtTheCrossing().body();
    UUID key = Ids.random();
    as(VERA).header("Idempotency-Key", key).body(body).post("/v1/cases").then().statusCode(201);
    at(Instant.now().plus(Duration.ofDays(31))).forget();
    as(VERA).header("Idempotency-Key", key).body(body).post("/v1/cases").then().statusCode(409);
  }

  @Test
  void whileAnotherCopyForgetsThisOneLeavesItAlone() throws SQLException {
    keep(3, "2031-03-01 00:00:00Z");
    try (Connection other = Database.connect()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select pg_advisory_xact_lock(hashtextextended('platform.idempotency', 0))");
      at(NOW).forget();
      assertThat(kept()).isEqualTo(3);
      other.rollback();
    }
    at(NOW).forget();
    assertThat(kept()).isZero();
  }

  @Test
  void theServiceItselfMayNotDeleteAnAnswer() {
    assertThatThrownBy(
            () -> {
              try (Connection own = dataSource.getConnection()) {
                own.createStatement().execute("delete from platform.idempotency");
              }
            })
        .isInstanceOf(SQLException.class)
        .extracting(it -> ((SQLException) it).getSQLState())
        .isEqualTo("42501");
  }

  private ForgettingJob at(Instant now) {
    return new ForgettingJob(dataSource, settings, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static void keep(int answers, String at) throws SQLException {
    run(
        "insert into platform.idempotency (caller, key, country, organization, fingerprint, status, body, kept_at)"
            + " select '%s', gen_random_uuid(), 'ME', gen_random_uuid(), '', 200, '', '%s' from generate_series(1, %d)"
                .formatted(FORGETTER, at, answers));
  }

  private static long kept() throws SQLException {
    try (Connection connection = Database.connect();
        var row =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from platform.idempotency where caller = '"
                        + FORGETTER
                        + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.createStatement().execute(sql);
    }
  }
}
