package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a real PostgreSQL under load, brought back whole and to a moment. */
@Tag("endurance")
class ClusterCopyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;

  private final List<PostgresServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(PostgresServer::stop);
  }

  @Test
  void aCopyMadeUnderLoadHasEverythingThatWasThereBefore() throws Exception {
    PostgresServer server = started("lost", "");
    sql(server, "create table row (n integer primary key)");
    sql(server, "insert into row select generate_series(1, 20000)");
    AtomicBoolean over = new AtomicBoolean();
    try (var writers = Executors.newFixedThreadPool(2)) {
      for (int writer = 1; writer <= 2; writer++) {
        int first = writer * 1_000_000;
        writers.submit(() -> {
          for (int n = first; !over.get(); n++) {
            sql(server, "insert into row values (" + n + ")");
          }
          return over;
        });
      }
      try (Connection connection = server.connect(DatabaseLogin.SUPERUSER, "postgres")) {
        assertThat(ClusterCopy.isOf(connection, cluster("lost"))).isTrue();
        ClusterCopy.ofRunning(connection, cluster("lost"), home.resolve("copy"));
      } finally {
        over.set(true);
      }
    }
    PostgresServer restored = restoredFrom("copy");
    restored.start();
    assertThat(number(restored, "select count(*) from row where n <= 20000")).isEqualTo(20_000);
    assertThat(number(restored, "select count(*) - count(distinct n) from row")).isZero();
  }

  @Test
  void theArchivedLogLeadsToAMomentAndNoFurther() throws Exception {
    Path archive = home.resolve("wal archive");
    PostgresServer server = started("lost", archive.toString());
    sql(server, "create table row (n integer primary key)");
    try (Connection connection = server.connect(DatabaseLogin.SUPERUSER, "postgres")) {
      ClusterCopy.ofRunning(connection, cluster("lost"), home.resolve("copy"));
    }
    sql(server, "insert into row values (1)");
    String moment =
        text(
            server,
            "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    sql(server, "insert into row values (2)");
    String last = text(server, "select pg_walfile_name(pg_current_wal_lsn())");
    sql(server, "select pg_switch_wal()");
    await(() -> Files.exists(archive.resolve(last)));
    server.stop();

    PostgresServer restored = restoredFrom("copy");
    ClusterCopy.replayUntil(cluster("found"), archive, Instant.parse(moment));
    restored.start();
    await(() -> !inRecovery(restored));
    assertThat(text(restored, "select string_agg(n::text, ',') from row")).isEqualTo("1");
    sql(restored, "insert into row values (3)");
  }

  private PostgresServer started(String name, String archive) throws Exception {
    Path data = Files.createDirectories(home.resolve(name));
    Files.createDirectories(data.resolve("postgres"));
    PostgresServer prepared = PostgresServer.prepare(data, Ports.choose(0), archive);
    servers.add(prepared);
    prepared.start();
    return prepared;
  }

  private PostgresServer restoredFrom(String copy) throws Exception {
    Path cluster = cluster("found");
    Files.createDirectories(cluster.resolveSibling(""));
    ClusterCopy.copyWhole(home.resolve(copy), cluster);
    Unprivileged.here().own(cluster.resolveSibling(""));
    PostgresServer prepared = PostgresServer.prepare(home.resolve("found"), Ports.choose(0));
    servers.add(prepared);
    return prepared;
  }

  private Path cluster(String name) {
    return PostgresServer.cluster(home.resolve(name));
  }

  private static boolean inRecovery(PostgresServer server) {
    try {
      return text(server, "select pg_is_in_recovery()::text").equals("true");
    } catch (SQLException starting) {
      return true;
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void sql(PostgresServer server, String statement) throws SQLException {
    try (var connection = server.connect(DatabaseLogin.SUPERUSER, "postgres");
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static long number(PostgresServer server, String query) throws SQLException {
    return Long.parseLong(text(server, query));
  }

  private static String text(PostgresServer server, String query) throws SQLException {
    try (var connection = server.connect(DatabaseLogin.SUPERUSER, "postgres");
        var sql = connection.createStatement();
        var row = sql.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
