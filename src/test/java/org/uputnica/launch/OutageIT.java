package org.uputnica.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.withToken;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.BadTokens;
import org.uputnica.testing.Database;
import org.uputnica.testing.Tokens;

/** The packaged service while PostgreSQL or Keycloak is taken away under it, and afterwards. */
@Tag("endurance")
@Timeout(420)
class OutageIT {
  private static final OwnStack STACK = OwnStack.get();

  private static Copy service;

  @BeforeAll
  static void start() {
    service = Copy.start(STACK, "outage", Map.of()).awaitAlive().awaitReady(true);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void withoutKeycloakKnownKeysAreCheckedAndUnknownOnesWait() throws Exception {
    String token = Tokens.of(VERA.username());
    String foreign = signedWithAnUnknownKey(token);
    STACK.stopKeycloak();
    boolean back = false;
    try {
      service.awaitReady(false);
      assertThat(service.health("live")).isEqualTo(200);
      register(service, token, MainJob.aWomanAtTheCrossing(), Ids.random()).then().statusCode(201);
      for (int i = 0; i < 3; i++) {
        unavailable(withToken(foreign).port(service.port()).get("/v1/worklist"));
      }
      withToken(BadTokens.forged(token, JELENA))
          .port(service.port())
          .get("/v1/worklist")
          .then()
          .statusCode(401);
      try (Copy late = Copy.start(STACK, "late", Map.of()).awaitAlive()) {
        late.awaitReady(false);
        unavailable(withToken(token).port(late.port()).get("/v1/worklist"));
        STACK.startKeycloak();
        back = true;
        late.awaitReady(true);
        Copy.await(
            () -> withToken(token).port(late.port()).get("/v1/worklist").statusCode() == 200);
        assertNoTrace(late);
      }
    } finally {
      if (!back) {
        STACK.startKeycloak();
      }
    }
    service.awaitReady(true);
    Copy.await(
        () -> withToken(foreign).port(service.port()).get("/v1/worklist").statusCode() == 401);
  }

  @Test
  void withoutTheDatabaseNothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
    String token = Tokens.of(VERA.username());
    Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    Queue<String> strange = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(
            clients.submit(() -> {
              while (!enough.get()) {
                MainJob job = MainJob.aWomanAtTheCrossing();
                UUID key = Ids.random();
                int status;
                do {
                  Response answer = register(service, token, job, key);
                  status = answer.statusCode();
                  if (status == 503) {
                    refused.incrementAndGet();
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                  } else if (status != 201) {
                    strange.add(answer.asString());
                  }
                } while (status == 503);
                acknowledged.add(job.caseId);
              }
            }));
      }
      Copy.await(() -> acknowledged.size() > 20);
      STACK.stopDatabase();
      service.awaitReady(false);
      assertThat(service.health("live")).isEqualTo(200);
      unavailable(withToken(token).port(service.port()).get("/v1/worklist"));
      Copy.await(() -> refused.get() > 20);
      STACK.startDatabase();
      service.awaitReady(true);
      int before = acknowledged.size();
      Copy.await(() -> acknowledged.size() > before + 20);
      enough.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    }
    STACK.restartKeycloak();
    assertThat(strange).isEmpty();
    for (UUID id : acknowledged) {
      assertThat(number("select count(*) from process.case_record where id = '" + id + "'"))
          .isEqualTo(1);
      assertThat(
              number(
                  "select count(*) from audit.entry where action = 'case-registered' and case_id = '"
                      + id
                      + "'"))
          .isEqualTo(1);
    }
    journalVerifies();
    assertNoTrace(service);
    assertThat(
            service
                .log()
                .lines()
                .filter(line -> line.contains(" waits: "))
                .collect(groupingBy(line -> line.substring(line.indexOf(']')), counting())))
        .as("one line for each time a part is away, and not for each try")
        .isNotEmpty()
        .allSatisfy((job, times) -> assertThat(times).isLessThanOrEqualTo(3));
  }

  @Test
  void whatIsCutBeforeItsCommitIsDoneByTheRepetition() throws Exception {
    String token = Tokens.of(VERA.username());
    run(
        "create function public.cut() returns trigger language plpgsql security definer as $$ begin"
            + " perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
    run(
        "create constraint trigger cut after insert on platform.idempotency deferrable initially deferred"
            + " for each row execute function public.cut()");
    MainJob job = MainJob.aWomanAtTheCrossing();
    UUID key = Ids.random();
    try {
      unavailable(register(service, token, job, key));
      assertThat(cases(job)).isZero();
    } finally {
      run("drop trigger cut on platform.idempotency");
      run("drop function public.cut");
    }
    assertDoneOnce(token, job, key);
  }

  /** The commit is on the disk, its acknowledgement never arrives: nobody but the key can tell. */
  @Test
  void whatIsCutAfterItsCommitIsAnsweredByTheRepetition() throws Exception {
    String token = Tokens.of(VERA.username());
    MainJob job = MainJob.aWomanAtTheCrossing();
    UUID key = Ids.random();
    try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
      run("alter system set synchronous_standby_names = 'nobody'");
      run("select pg_reload_conf()");
      try {
        Future<Response> cut = client.submit(() -> register(service, token, job, key));
        Copy.await(() -> cutWhatWaitsForTheStandby() >= 0 && cut.isDone());
        unavailable(cut.get());
      } finally {
        run("alter system reset synchronous_standby_names");
        run("select pg_reload_conf()");
      }
    }
    assertThat(cases(job)).isEqualTo(1);
    assertDoneOnce(token, job, key);
  }

  @Test
  void anExhaustedPoolIsSaidAndNotWaitedForWithoutEnd() throws Exception {
    String token = Tokens.of(VERA.username());
    Map<String, String> narrow =
        Map.of(
            "quarkus.datasource.jdbc.max-size",
            "2",
            "quarkus.datasource.jdbc.acquisition-timeout",
            "1S");
    try (Copy small = Copy.start(STACK, "small", narrow).awaitAlive().awaitReady(true);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> answers = new ArrayList<>();
      try (Connection above = Database.connect()) {
        above.setAutoCommit(false);
        above.createStatement().execute("lock table process.case_record in access exclusive mode");
        for (int i = 0; i < 8; i++) {
          answers.add(
              clients.submit(
                  () -> register(small, token, MainJob.aWomanAtTheCrossing(), Ids.random())));
        }
        for (Future<Response> answer : answers) {
          unavailable(answer.get());
        }
        assertThat(small.health("live")).isEqualTo(200);
      }
      small.awaitReady(true);
      Copy.await(() ->
          register(small, token, MainJob.aWomanAtTheCrossing(), Ids.random()).statusCode() == 201);
      assertNoTrace(small);
    }
  }

  private static Response register(Copy copy, String token, MainJob job, UUID key) {
    return withToken(token)
        .port(copy.port())
        .header("Idempotency-Key", key)
        .body(job.body())
        .post("/v1/cases");
  }

  private static void assertDoneOnce(String token, MainJob job, UUID key) throws Exception {
    service.awaitReady(true);
    Response again = register(service, token, job, key);
    again.then().statusCode(201).body("id", equalTo(job.caseId.toString()));
    assertThat(register(service, token, job, key).asString()).isEqualTo(again.asString());
    assertThat(cases(job)).isEqualTo(1);
    journalVerifies();
  }

  private static void journalVerifies() {
    Copy.await(() -> {
      Response answer = as(TAMARA).port(service.port()).get("/v1/journal/verification");
      return answer.statusCode() == 200 && Boolean.TRUE.equals(answer.path("intact"));
    });
  }

  private static void unavailable(Response answer) {
    answer
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("type", endsWith("/problems/unavailable"));
    assertThat(answer.asString().toLowerCase(Locale.ROOT))
        .doesNotContain(
            "sql", "jdbc", "postgres", "exception", "keycloak", "localhost", "127.0.0.1");
  }

  /** The log tells of the outage in single lines, and of nothing that was sent. */
  private static void assertNoTrace(Copy copy) {
    assertThat(copy.log()).doesNotContain("\tat ", "    at ", "FATAL", "insert into", "ME-BOZAJ");
  }

  private static long cases(MainJob job) {
    return number("select count(*) from process.case_record where id = '" + job.caseId + "'");
  }

  private static long cutWhatWaitsForTheStandby() {
    return number(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'"
            + " and datname = 'uputnica'");
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

  private static void run(String sql) throws SQLException {
    try (Connection above = Database.connect()) {
      above.createStatement().execute(sql);
    }
  }

  private static String signedWithAnUnknownKey(String token) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var base64 = Base64.getUrlEncoder().withoutPadding();
    String content =
        base64.encodeToString(
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"new\"}".getBytes(US_ASCII))
            + "."
            + token.split("\\.", -1)[1];
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(generator.generateKeyPair().getPrivate());
    signature.update(content.getBytes(US_ASCII));
    return content + "." + base64.encodeToString(signature.sign());
  }
}
