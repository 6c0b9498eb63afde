package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.Grants;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** Keys of organisations change while people work; nobody notices and nothing stays behind. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class KeyRotationTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final Caller NODE =
      Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ROTATION =
      "insert into vault.key_rotation (id, organization, from_version, to_version, total, asked_at, finished_at)"
          + " values ('%s', '%s', 1, 2, 0, now() + %d * interval '1 second', now())";

  @Inject CaseFileService files;
  @Inject KeyRotationService rotations;
  @Inject KeyCustody custody;

  private final OrganizationId house = new OrganizationId(Ids.random());
  private final Caller worker = Caller.person("worker", house, ME, Set.of(Roles.CASE));

  @Test
  void whoReadsAndWritesMeanwhileNoticesNothing() throws Exception {
    List<CaseId> people = registered(160);
    long from = custody.current(house);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    JsonPath rotation;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> work = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        List<CaseId> own = people.subList(thread * 20, thread * 20 + 20);
        work.add(threads.submit(() -> readAndWrite(own, over, rounds)));
      }
      awaitTrue(() -> rounds.get() > 100);
      String id =
          asGold(Personas.ADMIR)
              .body(Map.of("organization", house.value()))
              .post("/v1/key-rotations")
              .then()
              .statusCode(201)
              .extract()
              .path("rotations[0].id");
      awaitTrue(() -> rotation(id).getString("finishedAt") != null);
      rotation = rotation(id);
      int then = rounds.get();
      awaitTrue(() -> rounds.get() > then + 100);
      over.set(true);
      for (Future<Integer> each : work) {
        assertThat(each.get()).isPositive();
      }
    }
    assertThat(rotation.getLong("total")).isGreaterThanOrEqualTo(160);
    assertThat(rotation.getLong("left")).isZero();
    assertThat(rotation.getLong("done")).isEqualTo(rotation.getLong("total"));
    assertThat(custody.current(house)).isNotEqualTo(from);
    assertThat(wrappedUnder(from)).isZero();

    Refusals.refused(
        () ->
            as(Personas.ADMIR)
                .body(Map.of("organization", house.value()))
                .post("/v1/key-rotations"),
        ProblemType.STEP_UP_NEEDED,
        null);
    Refusals.refused(
        () ->
            as(Personas.ADMIR).post("/v1/key-rotations/{id}/destruction", rotation.getString("id")),
        ProblemType.STEP_UP_NEEDED,
        null);
    asGold(Personas.ADMIR)
        .post("/v1/key-rotations/{id}/destruction", rotation.getString("id"))
        .then()
        .statusCode(200);
    for (CaseId each : people) {
      assertThat(read(each).alias()).isNotNull();
    }
    assertThatThrownBy(() -> putBack(people.getFirst(), from))
        .hasMessageContaining("wrapped under a version that was destroyed");
  }

  @Test
  void copiesOfTheServiceShareTheWork() throws Exception {
    List<CaseId> people = registered(90);
    long from = custody.current(house);
    long to = custody.rotate(house, from);
    AtomicInteger wrapped = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> copies = new ArrayList<>();
      for (int copy = 0; copy < 4; copy++) {
        copies.add(() -> {
          int found;
          do {
            found = ask(NODE, () -> rotations.rewrap(house, to, 7));
            wrapped.addAndGet(found);
          } while (found > 0);
          return found;
        });
      }
      for (Future<Integer> copy : threads.invokeAll(copies)) {
        assertThat(copy.get()).isZero();
      }
    }
    assertThat(wrapped.get()).as("each key once").isEqualTo(people.size());
    assertThat(wrappedUnder(from)).isZero();
  }

  @Test
  void aCrashLosesOneBatchAndTheNextLookGoesOn() throws Exception {
    registered(20);
    long from = custody.current(house);
    long to = custody.rotate(house, from);
    ask(NODE, () -> rotations.rewrap(house, to, 8));
    assertThatThrownBy(() ->
            ask(
                NODE,
                () -> {
                  rotations.rewrap(house, to, 8);
                  throw new IllegalStateException("the power went");
                }))
        .hasMessageContaining("the power went");
    assertThat(wrappedUnder(from)).isEqualTo(12);
    while (ask(NODE, () -> rotations.rewrap(house, to, 8)) > 0) {
      // the next batch
    }
    assertThat(wrappedUnder(from)).isZero();
  }

  @Test
  void aKeyThatDoesNotOpenRaisesOneAlarmAndHoldsTheOthersUpForNothing() throws Exception {
    List<CaseId> people = registered(3);
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.executeUpdate(
          "update vault.person_key set wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key,"
              + " 20) # 1) where case_id = '%s'".formatted(people.getFirst()));
    }
    String id =
        asGold(Personas.ADMIR)
            .body(Map.of("organization", house.value()))
            .post("/v1/key-rotations")
            .then()
            .statusCode(201)
            .extract()
            .path("rotations[0].id");
    awaitTrue(() -> rotation(id).getLong("unopenable") == 1);
    awaitTrue(() -> rotation(id).getLong("left") == 1);
    assertThat(rotation(id).getString("finishedAt")).isNull();
    assertThat(read(people.getLast()).alias()).isNotNull();
    asGold(Personas.ADMIR)
        .body(Map.of("organization", house.value()))
        .post("/v1/key-rotations")
        .then()
        .statusCode(201)
        .body("rotations", org.hamcrest.Matchers.empty());
    Refusals.refused(
        () -> asGold(Personas.ADMIR).post("/v1/key-rotations/{id}/destruction", id),
        ProblemType.STEP_NOT_OPEN,
        null);
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'seal-broken' and case_id = '%s'"
                    .formatted(people.getFirst())))
        .isEqualTo(1);
  }

  @Test
  void onlyTheOperatorTurnsKeysAndSeesNoCase() {
    Refusals.refused(
        () -> as(Personas.MIRA).body(Map.of()).post("/v1/key-rotations"),
        ProblemType.FORBIDDEN,
        null);
    Refusals.refused(
        () -> as(Personas.TAMARA).get("/v1/key-rotations"), ProblemType.FORBIDDEN, null);
    Refusals.refused(
        () -> asGold(Personas.ADMIR).post("/v1/key-rotations/{id}/destruction", Ids.random()),
        ProblemType.NOT_FOUND,
        null);
    Refusals.refused(
        () ->
            asGold(Personas.ADMIR)
                .body(Map.of("organization", Ids.random()))
                .post("/v1/key-rotations"),
        ProblemType.INVALID_VALUE,
        "organization");
    Refusals.refused(() -> as(Personas.ADMIR).get("/v1/cases"), ProblemType.FORBIDDEN, null);
  }

  @Test
  void whoAsksForARotationWaitsForWhoDestroys() throws SQLException {
    String destroy = "select vault.destroy_versions('%s', now())".formatted(finished());
    String ask = "select vault.ask_rotation('%s', '%s', 2, now())".formatted(Ids.random(), house);
    try (var one = copy("300ms");
        var other = copy("300ms")) {
      assertThat(answer(one, destroy)).isTrue();
      assertThatThrownBy(() -> answer(other, ask)).hasMessageContaining("lock timeout");
    }
  }

  @Test
  void whoDestroysWaitsForWhoAsksAndThenSeesTheLaterRotation() throws Exception {
    String destroy = "select vault.destroy_versions('%s', now())".formatted(finished());
    try (var asking = Database.connect();
        var sql = asking.createStatement();
        var destroying = copy("30s");
        var thread = Executors.newSingleThreadExecutor()) {
      asking.setAutoCommit(false);
      sql.execute("select pg_advisory_xact_lock_shared(5274, hashtext('%s'))".formatted(house));
      Future<Boolean> destroyed = thread.submit(() -> answer(destroying, destroy));
      awaitTrue(() -> waiting() == 1);
      sql.execute(ROTATION.formatted(Ids.random(), house, 1));
      asking.commit();
      assertThat(destroyed.get()).isFalse();
    }
  }

  private int readAndWrite(List<CaseId> own, AtomicBoolean over, AtomicInteger rounds) {
    int done = 0;
    while (!over.get()) {
      CaseId one = own.get(done % own.size());
      String phone = "+38267%06d".formatted(done);
      ask(worker, () -> files.keep(one, IdentityItems.of(Map.of(IdentityField.PHONE, phone))));
      assertThat(read(one).phone()).isEqualTo(phone);
      if (done % 10 == 0) {
        register();
      }
      done++;
      rounds.incrementAndGet();
    }
    return done;
  }

  private List<CaseId> registered(int people) {
    List<CaseId> ids = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      ids.add(register());
    }
    return ids;
  }

  private CaseId register() {
    CaseId id = new CaseId(Ids.random());
    ask(
        worker,
        () -> {
          files.open(id, house, ME, IdentityItems.of(Map.of(IdentityField.ALIAS, "Zora")));
          return id;
        });
    return id;
  }

  private IdentityItems read(CaseId id) {
    return ask(
        worker, () -> files.read(Grants.of(id, house, ItemCategory.NAME, ItemCategory.CONTACT)));
  }

  /** What a copy of the service would do that still uses a version that was destroyed. */
  private static void putBack(CaseId id, long version) throws SQLException {
    number(
        """
        with old as (update vault.person_key set wrapped_key = '\\x01'::bytea
          || decode(lpad(to_hex(%d::bigint), 8, '0'), 'hex') || substring(wrapped_key from 6)
          where case_id = '%s' returning 1) select count(*) from old
        """
            .formatted(version, id));
  }

  private long wrappedUnder(long version) throws SQLException {
    return number(
        "select count(*) from vault.person_key where organization = '%s' and wrapping_version = %d"
            .formatted(house, version));
  }

  private static long number(String query) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A finished rotation of a house that has nothing wrapped. */
  private UUID finished() throws SQLException {
    UUID id = Ids.random();
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.execute(ROTATION.formatted(id, house, 0));
    }
    return id;
  }

  /** A copy of the service in a transaction, which waits for another one so long. */
  private static Connection copy(String patience) throws SQLException {
    Connection connection = Database.connectAsService();
    connection.setAutoCommit(false);
    try (var sql = connection.createStatement()) {
      sql.execute(
          "select set_config('uputnica.reach', 'node', true), set_config('lock_timeout', '%s', true)"
              .formatted(patience));
    }
    return connection;
  }

  private static long waiting() {
    try {
      return number(
          "select count(*) from pg_locks where locktype = 'advisory' and classid = 5274 and not granted");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean answer(Connection copy, String question) throws SQLException {
    try (var sql = copy.createStatement();
        var row = sql.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static JsonPath rotation(String id) {
    return as(Personas.ADMIR)
        .get("/v1/key-rotations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("rotations.find { it.id == '" + id + "' }");
  }

  private static void awaitTrue(Supplier<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static <T> T ask(Caller caller, Supplier<T> work) {
    return Callers.apart(caller, work);
  }
}
