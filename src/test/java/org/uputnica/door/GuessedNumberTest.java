package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.notNullValue;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.door.domain.Door;
import org.uputnica.door.domain.ReceiptNumber;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Whoever guesses at the door learns nothing, and soon may not guess any more. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class GuessedNumberTest {
  private static final int AT_ONCE = 16;
  private static final int OF_NUMBER = 5;
  private static final int OF_SOURCE = 30;

  @Inject Door shared;
  @Inject DoorKeys keys;

  private AtTheDoor door = AtTheDoor.with("");

  @BeforeEach
  void sheHasANumber() {
    door = AtTheDoor.givenBy(VERA, MainJob.aWomanAtTheCrossing().registered().caseId);
  }

  @Test
  void unknownWrongAndShutAreAnsweredAlike() {
    String unknown =
        told(AtTheDoor.with("").tries(ReceiptNumber.random(new SecureRandom()).digits()));
    String wrong = told(AtTheDoor.with("").tries(door.guess(1)));
    for (int i = 2; i <= OF_NUMBER; i++) {
      AtTheDoor.with("").tries(door.guess(i)).then().statusCode(404);
    }
    String shut = told(AtTheDoor.with("").tries(door.number));
    assertThat(wrong).isEqualTo(unknown).startsWith("404 ");
    assertThat(shut).isEqualTo(unknown);
  }

  /** Status, headers and bytes, without what differs from call to call. */
  private static String told(Response answer) {
    TreeMap<String, String> headers = new TreeMap<>();
    answer.headers().forEach(it -> headers.put(it.getName(), it.getValue()));
    headers.keySet().removeIf(it -> it.equalsIgnoreCase("date"));
    return answer.statusCode()
        + " "
        + headers
        + answer.asString().replaceFirst("urn:uuid:[0-9a-f-]{36}", "");
  }

  @Test
  void whatIsNoNumberIsSaidAndNotCounted() {
    for (int i = 0; i <= OF_SOURCE; i++) {
      door.tries("4417 0293 8650 112")
          .then()
          .statusCode(400)
          .body("type", endsWith("/invalid-value"));
    }
    door.opened();
  }

  @Test
  void theRightNumberForgetsWhatWasMistyped() {
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i < OF_NUMBER; i++) {
        door.tries(door.guess(i)).then().statusCode(404);
      }
      door.opened();
      door.session = "";
    }
  }

  @Test
  void aSourceThatTriesTooMuchWaits() {
    for (int i = 0; i < OF_SOURCE; i++) {
      door.tries(ReceiptNumber.random(new SecureRandom()).digits()).then().statusCode(404);
    }
    door.tries(door.number)
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("type", endsWith("/too-many-requests"));
    AtTheDoor.with(door.number).opened();
  }

  /** A proxy that adds a line of its own leaves those the client made up before it. */
  @Test
  void whatTheClientWritesBesideChangesNothing() {
    for (int i = 0; i < OF_SOURCE; i++) {
      made(door.source, ReceiptNumber.random(new SecureRandom()).digits()).then().statusCode(404);
    }
    made(door.source, door.number).then().statusCode(429);
  }

  private static Response made(String source, String typed) {
    return anybody()
        .header(AtTheDoor.SOURCE, Ids.random().toString(), source)
        .body(Map.of("number", typed))
        .post("/v1/door/sessions");
  }

  @Test
  void sixteenAtOnceGuessNoMoreThanOne() throws InterruptedException, ExecutionException {
    List<Integer> answers =
        atOnce(nth -> () -> AtTheDoor.with("").tries(door.guess(nth)).statusCode());
    assertThat(answers).containsOnly(404);
    assertThat(counted()).isEqualTo(OF_NUMBER);
    AtTheDoor.with(door.number).tries(door.number).then().statusCode(404);
  }

  /** Half of them come to another copy, which knows the database and nothing else. */
  @Test
  void twoCopiesCountTogether() throws InterruptedException, ExecutionException {
    Instant now = Instant.now();
    List<Integer> looked =
        atOnce(nth ->
            nth % 2 == 0
                ? () -> AtTheDoor.with("").tries(door.guess(nth)).statusCode()
                : () -> elsewhere(now).equals("LOOK") ? 1 : 0);
    assertThat(counted()).isEqualTo(OF_NUMBER);
    assertThat(looked.stream().filter(it -> it == 1).count()).isLessThanOrEqualTo(OF_NUMBER);
    AtTheDoor.with(door.number).tries(door.number).then().statusCode(404);
  }

  @Test
  void allTogetherTryNoMoreThanThat() {
    Instant later = Instant.now().plus(Duration.ofDays(400));
    Door.Limit limit = new Door.Limit(Duration.ofHours(1), 100, 8, Duration.ofHours(24), 100);
    List<Door.Answer> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int nth = i;
      answers.add(
          QuarkusTransaction.requiringNew()
              .call(() -> shared.attempt(Ids.random(), nth, nth, later, limit)));
    }
    assertThat(answers.subList(0, 8)).containsOnly(Door.Answer.LOOK);
    assertThat(answers.subList(8, 10)).containsOnly(Door.Answer.WAIT);
  }

  private String elsewhere(Instant now) throws SQLException {
    try (Connection copy = Database.connectAsService();
        PreparedStatement attempt =
            copy.prepareStatement("select process.door_attempt(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
      attempt.setObject(1, Ids.random());
      attempt.setLong(2, lookup());
      attempt.setLong(3, Ids.random().getMostSignificantBits());
      attempt.setObject(4, at);
      attempt.setObject(5, at.minusHours(1));
      attempt.setObject(6, at.minusHours(24));
      attempt.setInt(7, OF_SOURCE);
      attempt.setInt(8, 100_000);
      attempt.setInt(9, OF_NUMBER);
      try (ResultSet row = attempt.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private long counted() {
    try (Connection above = Database.connect();
        PreparedStatement count =
            above.prepareStatement("select count(*) from process.door_attempt where lookup = ?")) {
      count.setLong(1, lookup());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private long lookup() {
    return keys.lookup(ReceiptNumber.read(door.number).orElseThrow());
  }

  private static List<Integer> atOnce(IntFunction<Callable<Integer>> guess)
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 1; i <= AT_ONCE; i++) {
        all.add(guess.apply(i));
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> each : pool.invokeAll(all)) {
        answers.add(each.get());
      }
      return answers;
    }
  }
}
