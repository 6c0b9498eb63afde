package org.uputnica.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the service alone, beside the one of Keycloak, so that it can be killed while
 * people stay signed in. Empty at the beginning, in a data folder of its own.
 */
final class OwnDatabase implements AutoCloseable {
  private final Path data;
  private final PostgresServer server;
  private final int port;

  private OwnDatabase(Path data, PostgresServer server, int port) {
    this.data = data;
    this.server = server;
    this.port = port;
  }

  static OwnDatabase fresh(String folder) {
    return begin(emptied(folder));
  }

  /** As {@link #fresh}, of a cluster that would not notice a decaying disk. */
  static OwnDatabase withoutChecksums(String folder) {
    Path data = emptied(folder);
    PostgresServer.prepare(data, Ports.choose(0));
    Path cluster = PostgresServer.cluster(data);
    Path password = data.resolve("password");
    try {
      Folders.delete(cluster);
      Files.createDirectories(cluster);
      Files.writeString(password, DatabaseLogin.SUPERUSER.password());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program(
        data,
        "initdb",
        "--pgdata=" + cluster,
        "--username=" + DatabaseLogin.SUPERUSER.role(),
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-data-checksums",
        "--locale=C");
    return begin(data);
  }

  private static OwnDatabase begin(Path data) {
    int port = Ports.choose(0);
    var database = new OwnDatabase(data, PostgresServer.prepare(data, port), port);
    database.start();
    new Databases(database.server).provide();
    return database;
  }

  private static Path emptied(String folder) {
    Path data = Path.of("target", folder).toAbsolutePath();
    PostgresServer.endLeftover(data);
    try {
      Folders.delete(data);
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data;
  }

  void start() {
    server.start();
  }

  /** Starts with settings of one's own instead of those of the demo. */
  void startWith(String... settings) {
    var options = new StringBuilder("-p " + port + " -c unix_socket_directories=");
    for (String setting : settings) {
      options.append(" -c ").append(setting);
    }
    program(
        data,
        "pg_ctl",
        "-D",
        cluster().toString(),
        "-w",
        "-l",
        data.resolve("postgres/server.log").toString(),
        "-o",
        options.toString(),
        "start");
  }

  /** {@code kill -9} for the postmaster and every process it has. */
  void kill() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster()), postmaster().descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    // Not only ended but collected: a start takes a number that still exists for a running server.
    Copy.await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** What a copy of the service needs to work on this database, with keys of its own. */
  Map<String, String> config() {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        url(),
        "uputnica.keys.directory",
        data.resolve("keys").toString(),
        "uputnica.shred.directory",
        data.resolve("shred").toString());
  }

  /** How a command of the artefact finds this database. */
  Map<String, String> environment() {
    return Map.of(
        "UPUTNICA_DATABASE_URL",
        url(),
        "UPUTNICA_DATABASE_PASSWORD",
        DatabaseLogin.SERVICE.password());
  }

  /** A connection that sees everything. */
  Connection connect() throws SQLException {
    return server.connect(DatabaseLogin.SUPERUSER, Databases.SERVICE);
  }

  @Override
  public void close() {
    server.stop();
  }

  String url() {
    return server.url(Databases.SERVICE);
  }

  /** What the server says of itself. */
  String log() {
    try {
      return Files.readString(server.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path cluster() {
    return PostgresServer.cluster(data);
  }

  private static void program(Path data, String name, String... arguments) {
    Path bin = PostgresBinaries.unpack(data.resolve("postgres-programs")).resolve("bin");
    var unprivileged = Unprivileged.here();
    unprivileged.own(data.resolve("postgres"));
    List<String> command =
        Stream.concat(Stream.of(bin.resolve(name).toString()), Stream.of(arguments)).toList();
    var done = Commands.run(unprivileged.command(command));
    if (!done.ok()) {
      throw new IllegalStateException(done.output());
    }
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(cluster().resolve("postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
