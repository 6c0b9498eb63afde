package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.withToken;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Tokens;

/**
 * Fifty times {@code kill -9}, in turn of the packaged service and of PostgreSQL with all its
 * processes, while people register, ask and refer. Whoever got no answer repeats with the same key.
 * In the end what was acknowledged is there once, nothing else is, and every case and its journal
 * look like those of a case that nobody disturbed.
 */
@Tag("endurance")
@Timeout(2400)
class KilledUnderLoadIT {
  private static final int KILLS = 50;
  private static final int WRITERS = 6;
  private static final int WRITTEN_BETWEEN = 12;
  private static final int LATEST_MILLIS = 400;
  private static final long SEED = 20261127;

  private static final OwnStack STACK = OwnStack.get();

  private static OwnDatabase database;
  private static volatile Copy service;

  private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  /** A change somebody wants, as often as it takes, always with the same key. */
  private record Write(
      String path, Map<String, Object> body, @Nullable String revision, UUID key) {}

  private record Acknowledged(Write write, int status, String answer) {}

  @BeforeAll
  static void start() {
    database = OwnDatabase.fresh("killed-data");
    service = Copy.start(STACK, "killed-0", database.config()).awaitReady(true);
  }

  @AfterAll
  static void stop() {
    service.close();
    database.close();
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
    UUID undisturbed = story();
    List<UUID> disturbed = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(people.submit(this::stories));
      }
      try {
        killAgainAndAgain();
      } catch (Throwable failed) {
        people.shutdownNow();
        throw failed;
      }
      enough.set(true);
      for (Future<List<UUID>> writer : writers) {
        disturbed.addAll(writer.get());
      }
    }
    long entries = number("select count(*) from audit.entry");
    sayCounts(disturbed.size(), entries);
    everythingIsThereOnce(undisturbed, disturbed);
    everyRepetitionGetsTheFirstAnswer();
    assertThat(number("select count(*) from audit.entry")).isEqualTo(entries);
    journalVerifies();
    identityOpens(disturbed.getFirst());
    identityOpens(disturbed.getLast());
  }

  private void killAgainAndAgain() {
    Random random = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = acknowledged.size();
      Copy.await(() -> acknowledged.size() >= before + WRITTEN_BETWEEN);
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos());
      if (kill % 2 == 0) {
        database.kill();
        database.start();
      } else {
        service.kill();
        service = Copy.start(STACK, "killed-" + kill, database.config());
      }
      service.awaitReady(true);
    }
  }

  private List<UUID> stories() {
    List<UUID> cases = new ArrayList<>();
    while (!enough.get()) {
      cases.add(story());
    }
    return cases;
  }

  /** Registered with a name, asked, referred; five changes, and then nobody touches the case. */
  private UUID story() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Zora Izmisljena");
    UUID referral = Ids.random();
    String steps = "/v1/referrals/" + referral + "/steps";
    write("/v1/cases", job.body(), null);
    write(
        "/v1/cases/" + job.caseId + "/referrals",
        Map.of(
            "id",
            referral,
            "service",
            MainJob.BREZA,
            "priority",
            "URGENT",
            "items",
            List.of("NAME")),
        null);
    write(steps, Map.of("step", "T019", "inputs", Map.of()), "\"0\"");
    write(
        "/v1/cases/" + job.caseId + "/consents",
        job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME"),
        null);
    write(steps, Map.of("step", "T020", "inputs", MainJob.Walk.SEND), "\"1\"");
    return job.caseId;
  }

  private void write(String path, Map<String, Object> body, @Nullable String revision) {
    Write write = new Write(path, body, revision, Ids.random());
    for (Optional<Response> answer = send(write); ; answer = send(write)) {
      int status = answer.map(Response::statusCode).orElse(0);
      switch (status) {
        case 200, 201 -> {
          acknowledged.add(new Acknowledged(write, status, answer.orElseThrow().asString()));
          return;
        }
        case 0 -> unanswered.incrementAndGet();
        case 503 -> refused.incrementAndGet();
        default -> fail("%s was answered %s".formatted(path, answer.orElseThrow().asString()));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("given up before it was answered");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** The answer; empty when there was none, and nobody knows whether it is done. */
  private static Optional<Response> send(Write write) {
    RequestSpecification request =
        withToken(Tokens.of(VERA.username()))
            .port(service.port())
            .header("Idempotency-Key", write.key())
            .body(write.body());
    if (write.revision() != null) {
      request.header("If-Match", write.revision());
    }
    try {
      return Optional.of(request.post(write.path()));
    } catch (Exception connectionDied) {
      return Optional.empty();
    }
  }

  private void sayCounts(int cases, long entries) {
    System.out.printf(
        "killed under load: %d kills; %d writes acknowledged, %d times no answer, %d times 503;"
            + " %d cases, %d journal entries%n",
        KILLS, acknowledged.size(), unanswered.get(), refused.get(), cases, entries);
  }

  private void everythingIsThereOnce(UUID undisturbed, List<UUID> disturbed) throws SQLException {
    assertThat(number("select count(*) from platform.idempotency")).isEqualTo(acknowledged.size());
    assertThat(number("select count(*) from audit.entry where outcome = 'REFUSED'")).isZero();
    Map<String, Map<String, String>> cases = cases();
    assertThat(cases.keySet())
        .containsAll(disturbed.stream().map(UUID::toString).toList())
        .hasSize(disturbed.size() + 1);
    Map<String, String> one = cases.get(undisturbed.toString());
    assertThat(one)
        .containsEntry("process.case_record", "1")
        .containsEntry("process.referral", "1");
    assertThat(cases).allSatisfy((id, seen) -> assertThat(seen).isEqualTo(one));
  }

  /** Of every case how many rows each table has of it, and what its journal tells. */
  private static Map<String, Map<String, String>> cases() throws SQLException {
    Map<String, Map<String, String>> cases = new TreeMap<>();
    try (Connection above = database.connect()) {
      List<String> tables = new ArrayList<>();
      // What the search by name still has to ask is worked off by a job, whenever it comes to it.
      try (ResultSet found =
          above
              .createStatement()
              .executeQuery(
                  "select table_schema || '.' || table_name from information_schema.columns"
                      + " where column_name = 'case_id' and table_schema in ('process', 'vault')"
                      + " and table_name <> 'match_probe'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      assertThat(tables).hasSizeGreaterThan(8);
      collect(
          above,
          "process.case_record",
          "select id, count(*) from process.case_record group by id",
          cases);
      for (String table : tables) {
        collect(
            above,
            table,
            "select case_id, count(*) from "
                + table
                + " where case_id is not null group by case_id",
            cases);
      }
      collect(
          above,
          "journal",
          "select case_id, string_agg(action, ' ' order by action) from audit.entry"
              + " where case_id is not null group by case_id",
          cases);
    }
    return cases;
  }

  private static void collect(
      Connection above, String what, String sql, Map<String, Map<String, String>> cases)
      throws SQLException {
    try (ResultSet row = above.createStatement().executeQuery(sql)) {
      while (row.next()) {
        cases.computeIfAbsent(row.getString(1), id -> new TreeMap<>()).put(what, row.getString(2));
      }
    }
  }

  private void everyRepetitionGetsTheFirstAnswer() {
    for (Acknowledged first : acknowledged) {
      Response again = send(first.write()).orElseThrow();
      assertThat(again.statusCode()).isEqualTo(first.status());
      assertThat(again.asString()).isEqualTo(first.answer());
    }
  }

  private static void journalVerifies() throws IOException, InterruptedException {
    Path words = Path.of("target/copy-logs/killed-verify.log");
    var verify =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            "target/quarkus-app/quarkus-run.jar",
            "verify");
    verify.environment().putAll(database.environment());
    int exit = verify.redirectErrorStream(true).redirectOutput(words.toFile()).start().waitFor();
    assertThat(exit).as(Files.readString(words)).isZero();
    System.out.print(
        Files.readString(words)
            .lines()
            .filter(line -> line.contains("intact"))
            .findFirst()
            .orElse(""));
    System.out.println();
  }

  private static void identityOpens(UUID caseId) {
    withToken(Tokens.of(VERA.username()))
        .port(service.port())
        .get("/v1/cases/{id}/identity", caseId)
        .then()
        .statusCode(200)
        .body("items.name", equalTo("Zora Izmisljena"));
  }

  private static long number(String sql) throws SQLException {
    try (Connection above = database.connect();
        ResultSet row = above.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
