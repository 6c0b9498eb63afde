package org.uputnica.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Phone;
import org.uputnica.testing.Tokens;

/**
 * Two copies of the packaged service on one database, and sixteen connections that press at once,
 * repeat themselves, send slowly or hang up.
 */
@Timeout(420)
class SideBySideIT {
  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = 6;
  private static final String BED = "1e000000-0000-4000-8000-00000c040101";

  /** Units whose numbers are not those of their holds, or more than there are. */
  private static final String UNEQUAL =
      "select count(*) from directory.service_capacity y where available + held > maximum or held <>"
          + " (select coalesce(sum(places), 0) from directory.place_hold h"
          + " where h.capacity = y.id and h.state = 'HELD')";

  private static final OwnStack STACK = OwnStack.get();

  private static List<Copy> copies = List.of();
  private static long deadlocksBefore;

  @BeforeAll
  static void start() {
    // At the same moment on an empty database: migrations, keys and directory are made once.
    copies = List.of(Copy.start(STACK, "one", Map.of()), Copy.start(STACK, "two", Map.of()));
    copies.forEach(it -> it.awaitAlive().awaitReady(true));
    RestAssured.port = copies.getFirst().port();
    deadlocksBefore = deadlocks();
  }

  @AfterAll
  static void stop() {
    try {
      copies.forEach(copy ->
          as(TAMARA)
              .port(copy.port())
              .get("/v1/journal/verification")
              .then()
              .statusCode(200)
              .body("intact", equalTo(true)));
      assertThat(deadlocks()).isEqualTo(deadlocksBefore);
    } finally {
      copies.forEach(Copy::close);
    }
  }

  @Test
  void oneKeyHasOneEffectAndOneAnswer() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MainJob job = MainJob.aWomanAtTheCrossing();
      UUID key = Ids.random();
      Map<String, Object> body = job.body();
      List<Response> answers =
          atOnce(i ->
              as(VERA).port(port(i)).header("Idempotency-Key", key).body(body).post("/v1/cases"));
      assertThat(answers).extracting(Response::statusCode).containsOnly(201);
      assertThat(answers)
          .extracting(Response::asString)
          .containsOnly(answers.getFirst().asString());
      assertThat(registrations(job.caseId)).isEqualTo(1);
    }
  }

  @Test
  void aLockedDeviceIsLockedForEveryCopyFromTheAnswerOn() {
    for (int round = 0; round < ROUNDS; round++) {
      Phone phone = Phone.of(LUKA);
      phone
          .sends()
          .port(port(round))
          .body(phone.registration())
          .post("/v1/devices")
          .then()
          .statusCode(201);
      copies.forEach(copy -> phone.sends().port(copy.port()).get("/v1/me").then().statusCode(200));
      as(LUKA)
          .port(port(round + 1))
          .header("If-Match", "\"0\"")
          .post("/v1/devices/{id}/lock", phone.id)
          .then()
          .statusCode(200);
      copies.forEach(copy ->
          phone
              .sends()
              .port(copy.port())
              .get("/v1/me")
              .then()
              .statusCode(401)
              .body("type", equalTo(ProblemType.DEVICE_LOCKED.uri())));
    }
  }

  @Test
  void oneRevisionHasOneWinner() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MainJob job =
          MainJob.aWomanAtTheCrossing().named("Lale Izmisljena").registered().takenOver(MIRA);
      String path = "/v1/cases/" + job.caseId;
      String seen = revision(as(MIRA).get(path));
      List<Response> answers =
          atOnce(i ->
              as(MIRA)
                  .port(port(i))
                  .header("If-Match", seen)
                  .body(Map.of("phone", "+38200000" + i))
                  .put(path + "/identity"));
      assertThat(answers).extracting(Response::statusCode).containsOnly(200, 412);
      Response winner =
          answers.stream().filter(it -> it.statusCode() == 200).reduce(onlyOne()).orElseThrow();
      assertThat(revision(as(MIRA).get(path))).isEqualTo(revision(winner));
      as(MIRA)
          .get(path + "/identity")
          .then()
          .body("items.phone", equalTo("+38200000" + answers.indexOf(winner)));
    }
  }

  @Test
  void oneStepIsTakenOnceWhoeverRepeatsIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MainJob job = MainJob.aWomanAtTheCrossing().registered();
      UUID id = Ids.random();
      Response draft =
          as(VERA)
              .body(
                  Map.of(
                      "id", id, "service", MainJob.BREZA, "priority", "URGENT", "items", List.of()))
              .post("/v1/cases/{id}/referrals", job.caseId);
      draft.then().statusCode(201);
      List<UUID> keys = IntStream.range(0, CONNECTIONS / 2).mapToObj(i -> Ids.random()).toList();
      // Every key comes from two connections, one to each copy.
      List<Response> answers =
          atOnce(i ->
              as(VERA)
                  .port(port(i))
                  .header("Idempotency-Key", keys.get(i / 2))
                  .header("If-Match", revision(draft))
                  .body(Map.of("step", "T019", "inputs", Map.of()))
                  .post("/v1/referrals/" + id + "/steps"));
      assertThat(answers).extracting(Response::statusCode).containsOnly(200, 412);
      List<Integer> winners =
          IntStream.range(0, CONNECTIONS)
              .filter(i -> answers.get(i).statusCode() == 200)
              .mapToObj(i -> i / 2)
              .distinct()
              .toList();
      assertThat(winners).hasSize(1);
      assertThat(
              number(
                  "select count(*) from process.step_taken where step = 'T019' and track_id = '"
                      + id
                      + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void whoSendsSlowlyHoldsNobodyUpAndWhoHangsUpMayRepeat() throws Exception {
    List<MainJob> jobs = new ArrayList<>();
    List<UUID> keys = new ArrayList<>();
    List<Socket> slow = new ArrayList<>();
    List<byte[]> rest = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      jobs.add(MainJob.aWomanAtTheCrossing());
      keys.add(Ids.random());
      byte[] request = request(jobs.get(i), keys.get(i), port(i));
      var socket = new Socket(InetAddress.getLoopbackAddress(), port(i));
      socket.getOutputStream().write(request, 0, request.length / 2);
      socket.getOutputStream().flush();
      slow.add(socket);
      rest.add(Arrays.copyOfRange(request, request.length / 2, request.length));
    }
    // While sixteen requests are half sent, others are served by both copies.
    assertThat(
            atOnce(i ->
                as(VERA)
                    .port(port(i))
                    .body(MainJob.aWomanAtTheCrossing().body())
                    .post("/v1/cases")))
        .extracting(Response::statusCode)
        .containsOnly(201);
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Socket socket = slow.get(i)) {
        socket.getOutputStream().write(rest.get(i));
        socket.getOutputStream().flush();
        if (i % 2 == 0) {
          byte[] status = socket.getInputStream().readNBytes(12);
          assertThat(new String(status, UTF_8)).isEqualTo("HTTP/1.1 201");
        }
        // The others hang up without having heard the answer.
      }
    }
    List<Response> repeated =
        atOnce(i ->
            as(VERA)
                .port(port(i + 1))
                .header("Idempotency-Key", keys.get(i))
                .body(jobs.get(i).body())
                .post("/v1/cases"));
    assertThat(repeated).extracting(Response::statusCode).containsOnly(201);
    for (MainJob job : jobs) {
      assertThat(registrations(job.caseId)).isEqualTo(1);
    }
  }

  @Test
  void ofFiftyWhoAcceptOnTheLastBedOneSucceeds() throws Exception {
    lastBed(10);
  }

  @Test
  @Tag("endurance")
  @Timeout(1_800)
  void ofFiftyWhoAcceptOnTheLastBedOneSucceedsTwoHundredTimes() throws Exception {
    lastBed(200);
  }

  /** In every other round the bed is held for one of the fifty, who has it then. */
  private static void lastBed(int rounds) throws Exception {
    MainJob.free(1);
    List<Walk> asked = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      while (asked.size() < 50) {
        asked.add(asked());
      }
      MainJob.free(1);
      boolean kept = round % 2 == 1;
      if (kept) {
        holds(asked.get(round % 50));
      }
      List<Response> answers =
          atOnce(50, i -> asked.get(i).at(port(i)).tries(JELENA, "T024", Walk.ACCEPT));
      List<Integer> winners =
          IntStream.range(0, 50).filter(i -> answers.get(i).statusCode() == 200).boxed().toList();
      assertThat(winners).hasSize(1);
      if (kept) {
        assertThat(winners).containsExactly(round % 50);
      }
      for (Response answer : answers) {
        if (answer.statusCode() != 200) {
          answer.then().statusCode(409).body("type", equalTo(ProblemType.NO_FREE_PLACE.uri()));
        }
      }
      asked.remove(winners.getFirst().intValue());
      assertThat(
              number("select available from directory.service_capacity where id = '" + BED + "'"))
          .isZero();
      assertThat(number(UNEQUAL)).isZero();
    }
  }

  /** Somebody whom House Breza is asked to take, and it has seen that it is. */
  private static Walk asked() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = job.referTo(MainJob.BREZA);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    return referral.step(VERA, "T020", Walk.SEND).step(JELENA, "T022", Map.of());
  }

  private static void holds(Walk referral) {
    as(VERA)
        .body(Map.of("id", Ids.random(), "referral", referral.id(), "places", 1))
        .post("/v1/services/{id}/holds", MainJob.BREZA)
        .then()
        .statusCode(201);
  }

  private static byte[] request(MainJob job, UUID key, int port) throws Exception {
    byte[] body = new ObjectMapper().writeValueAsBytes(job.body());
    String head =
        String.join(
            "\r\n",
            "POST /v1/cases HTTP/1.1",
            "Host: 127.0.0.1:" + port,
            "Authorization: Bearer " + Tokens.of(VERA.username()),
            "Content-Type: application/json",
            "Idempotency-Key: " + key,
            "Content-Length: " + body.length,
            "Connection: close",
            "",
            "");
    byte[] first = head.getBytes(UTF_8);
    byte[] whole = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  /** Sends from all connections when all are there. */
  private static List<Response> atOnce(IntFunction<Response> send) throws Exception {
    return atOnce(CONNECTIONS, send);
  }

  private static List<Response> atOnce(int connections, IntFunction<Response> send)
      throws Exception {
    var barrier = new CyclicBarrier(connections);
    Tokens.of(VERA.username());
    Tokens.of(MIRA.username());
    Tokens.of(JELENA.username());
    try (var clients = Executors.newFixedThreadPool(connections)) {
      List<Callable<Response>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int number = i;
        all.add(() -> {
          barrier.await();
          return send.apply(number);
        });
      }
      List<Response> answers = new ArrayList<>();
      for (Future<Response> answer : clients.invokeAll(all)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static int port(int connection) {
    return copies.get(connection % copies.size()).port();
  }

  private static long registrations(UUID id) {
    long cases = number("select count(*) from process.case_record where id = '" + id + "'");
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'case-registered' and case_id = '"
                    + id
                    + "'"))
        .isEqualTo(cases);
    return cases;
  }

  private static long deadlocks() {
    return number("select deadlocks from pg_stat_database where datname = 'uputnica'");
  }

  private static <T> BinaryOperator<T> onlyOne() {
    return (one, other) -> {
      throw new AssertionError("there are two winners");
    };
  }

  private static long number(String sql) {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
