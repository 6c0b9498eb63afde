package org.uputnica.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.without;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Moved by seconds only: other tests go by the same clock. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PracticeApiTest {
  private static final String PATH = "/v1/practice/clock";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Inject Clock clock;
  @Inject @RealTime Clock real;
  @Inject DataSource dataSource;

  @Test
  void everybodyIsToldWhatTimeItIs() {
    for (Person person : new Person[] {VERA, ADMIR}) {
      Instant before = clock.instant();
      Response told = as(person).get(PATH);
      told.then().statusCode(200);
      assertThat(now(told)).isBetween(before, clock.instant());
    }
    refused(() -> anybody().get(PATH), ProblemType.UNAUTHENTICATED, null);
  }

  @Test
  void whoRunsThePracticeMovesItForwardOnceForAKey() throws SQLException {
    long ahead = ahead();
    UUID key = Ids.random();
    Response moved = move(ADMIR, key, "PT1S");
    moved.then().statusCode(200);
    assertThat(move(ADMIR, key, "PT1S").asString()).isEqualTo(moved.asString());
    assertThat(ahead()).isEqualTo(ahead + 1).isEqualTo(aheadIn(moved));
    assertThat(PracticeService.kept(dataSource)).as("kept").hasSeconds(ahead + 1);
    assertThat(Duration.between(real.instant(), clock.instant()))
        .isBetween(Duration.ofSeconds(ahead + 1), Duration.ofSeconds(ahead + 2));
    assertThat(
            value(
                "select details::text from audit.entry where action = 'practice-clock-moved'"
                    + " order by id desc limit 1"))
        .contains("by", "PT1S");
    refused(() -> move(ADMIR, key, "PT2S"), ProblemType.KEY_REUSED, "Idempotency-Key");
  }

  @Test
  void aPracticeThatBeginsAnewGoesOnWhereItWas() {
    move(ADMIR, Ids.random(), "PT1S").then().statusCode(200);
    PracticeClock anew = new ClockProducer().practice(real, dataSource);
    assertThat(anew.ahead()).hasSeconds(ahead()).isGreaterThanOrEqualTo(SECOND);
  }

  @Test
  void aMoveInAnotherCopyIsFollowed() throws SQLException {
    value("select platform.move_practice_clock(1)");
    Duration kept = PracticeService.kept(dataSource);
    Awaiting.until(() -> Duration.between(real.instant(), clock.instant()).compareTo(kept) >= 0);
  }

  @Test
  void theFiguresOfTheDatabaseGoByIt() throws SQLException {
    move(ADMIR, Ids.random(), "PT1S").then().statusCode(200);
    assertThat(value("select extract(epoch from platform.service_time() - now())::bigint"))
        .isEqualTo(Long.toString(ahead()));
  }

  @Test
  void nobodyElseMovesIt() {
    for (Person person : new Person[] {VERA, SANJA, TAMARA}) {
      refused(() -> move(person, Ids.random(), "PT1S"), ProblemType.FORBIDDEN, null);
    }
    refused(
        () -> anybody().body(Map.of("by", "PT1S")).post(PATH), ProblemType.UNAUTHENTICATED, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-PT1S",
        "P-1D",
        "PT-1S",
        "PT0S",
        "P0D",
        "P",
        "PT",
        "P1Y",
        "P1DT",
        "1 day",
        "",
        "P999999D",
        "P27000DT999999H",
        "P9999999D"
      })
  void whatIsNotForwardOrTooFarIsRefused(String by) {
    Instant before = clock.instant();
    refused(() -> move(ADMIR, Ids.random(), by), ProblemType.INVALID_VALUE, "by");
    assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofHours(1));
  }

  @Test
  void aMoveNeedsItsKeyAndKnowsNothingElse() {
    refused(
        () -> without("Idempotency-Key", as(ADMIR).body(Map.of("by", "PT1S"))).post(PATH),
        ProblemType.MISSING_HEADER,
        "Idempotency-Key");
    refused(() -> as(ADMIR).body(Map.of()).post(PATH), ProblemType.MISSING_FIELD, "by");
    refused(
        () -> as(ADMIR).body(Map.of("by", "PT1S", "to", "2027-01-01T00:00:00Z")).post(PATH),
        ProblemType.UNKNOWN_FIELD,
        "to");
  }

  /** Past the service the database takes nothing that goes back either. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select platform.move_practice_clock(0)                  | 23514
          select platform.move_practice_clock(-1)                 | 23514
          update platform.practice_clock set ahead_seconds = 1    | 42501
          delete from platform.practice_clock                     | 42501
          insert into platform.practice_clock values (true, 1)    | 42501
          """)
  void theServicesOwnUserMovesItForwardOnly(String sql, String state) {
    assertThatThrownBy(
            () -> {
              try (Connection own = dataSource.getConnection()) {
                own.createStatement().execute(sql);
              }
            })
        .isInstanceOf(SQLException.class)
        .extracting(it -> ((SQLException) it).getSQLState())
        .isEqualTo(state);
  }

  private static Response move(Person who, UUID key, String by) {
    return as(who).header("Idempotency-Key", key).body(Map.of("by", by)).post(PATH);
  }

  private static Instant now(Response told) {
    return Instant.parse(told.<String>path("now"));
  }

  private static long ahead() {
    return aheadIn(as(VERA).get(PATH));
  }

  private static long aheadIn(Response told) {
    return told.<Number>path("aheadSeconds").longValue();
  }

  private static String value(String sql) throws SQLException {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
