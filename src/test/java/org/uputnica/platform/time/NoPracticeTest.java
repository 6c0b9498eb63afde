package org.uputnica.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** Where real people are met there is no practice: nothing moves the time, nothing tells of it. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(NoPracticeTest.NoDemo.class)
class NoPracticeTest {
  private static final String PATH = "/v1/practice/clock";

  /** The contract has it, the service has not: nobody's answers are held against the contract. */
  private static final List<Function<RequestSpecification, Response>> CALLS =
      List.of(
          it -> it.get(PATH), it -> it.body(Map.of("by", "PT1S")).post(PATH), it -> it.put(PATH));

  private static final List<Function<RequestSpecification, Response>> TO_NOWHERE =
      List.of(
          it -> it.get("/v1/nowhere/clock"),
          it -> it.body(Map.of("by", "PT1S")).post("/v1/nowhere/clock"),
          it -> it.put("/v1/nowhere/clock"));

  @Inject Clock clock;
  @Inject @RealTime Clock real;

  @Test
  void theClockLooksLikeWhatIsNotThere() {
    for (String who : new String[] {"admir", "vera", "nobody", null}) {
      for (int call = 0; call < CALLS.size(); call++) {
        assertThat(answer(who, CALLS.get(call)))
            .as("%s, %d", who, call)
            .isEqualTo(answer(who, TO_NOWHERE.get(call)));
      }
    }
  }

  @Test
  void whatAPracticeLeftBehindMovesNothing() throws SQLException {
    try (Connection above = Database.connect()) {
      above.createStatement().execute("select platform.move_practice_clock(1)");
    }
    assertThat(clock).isSameAs(real);
    assertThat(Duration.between(real.instant(), clock.instant())).isLessThan(Duration.ofHours(1));
  }

  private static String answer(
      @Nullable String who, Function<RequestSpecification, Response> call) {
    return refused(() -> call.apply(from(who)), ProblemType.NOT_FOUND, null);
  }

  private static RequestSpecification from(@Nullable String who) {
    RequestSpecification request =
        RestAssured.given().contentType(ContentType.JSON).header("Idempotency-Key", Ids.random());
    return who == null ? request : request.header("Authorization", "Bearer " + Tokens.of(who));
  }

  /** As a service for real people is set. */
  public static final class NoDemo implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("uputnica.demo", "false");
    }
  }
}
