package org.uputnica.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server of our own, listening on this machine alone, its cluster kept in the data
 * folder. It runs in a session of its own, so that Ctrl-C at the terminal reaches it only through
 * {@link #stop}.
 */
public final class PostgresServer {
  /** Durable as in production; and no statement, parameter or key value ever reaches its log. */
  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "max_connections", "100",
          "log_min_error_statement", "panic",
          "log_error_verbosity", "terse",
          "log_parameter_max_length_on_error", "0");

  private static final String CLUSTER = "postgres/cluster";
  private static final String SECONDS_TO_START = "60";
  private static final String SECONDS_TO_STOP = "30";

  private final Path cluster;
  private final Path log;
  private final Path bin;
  private final int port;
  private final Unprivileged unprivileged;
  private final String walArchive;

  private PostgresServer(
      Path cluster, Path log, Path bin, int port, Unprivileged unprivileged, String walArchive) {
    this.cluster = cluster;
    this.log = log;
    this.bin = bin;
    this.port = port;
    this.unprivileged = unprivileged;
    this.walArchive = walArchive;
  }

  /** Where a data folder keeps its database. */
  static Path cluster(Path data) {
    return data.resolve(CLUSTER);
  }

  /** Unpacks the programs and makes the cluster if this data folder has none yet. */
  static PostgresServer prepare(Path data, int port) {
    return prepare(data, port, "");
  }

  /** As {@link #prepare(Path, int)}, with the log archived to a folder; none if that is empty. */
  static PostgresServer prepare(Path data, int port, String walArchive) {
    Unprivileged unprivileged = Unprivileged.here();
    Path bin = PostgresBinaries.unpack(data.resolve("postgres-programs")).resolve("bin");
    var server =
        new PostgresServer(
            data.resolve(CLUSTER),
            data.resolve("postgres/server.log"),
            bin,
            port,
            unprivileged,
            walArchive);
    server.makeCluster();
    return server;
  }

  /** Ends a server that an earlier, killed run left behind on this data folder. */
  static void endLeftover(Path data) {
    Path cluster = data.resolve(CLUSTER);
    process(cluster)
        .ifPresent(leftover -> {
          // Nobody is connected any more, so that a polite request is enough.
          leftover.destroy();
          try {
            leftover.onExit().get(Long.parseLong(SECONDS_TO_STOP), TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ExecutionException | TimeoutException e) {
            leftover.destroyForcibly();
          }
        });
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @throws LaunchException it did not start; the message quotes its log
   */
  public void start() {
    long before = log.toFile().length();
    var options = new StringBuilder("-p " + port);
    CONFIGURATION.forEach((name, value) -> options.append(" -c ").append(name + "=" + value));
    options.append(archiving());
    var started =
        control(
            "start", "-w", "-t", SECONDS_TO_START, "-l", log.toString(), "-o", options.toString());
    if (!started.ok()) {
      throw new LaunchException(
          "The database in "
              + cluster
              + " does not start ("
              + reason(started, before)
              + "). Restore the folder from a backup, or begin afresh with ./uputnica reset.");
    }
  }

  /** Ends the server after writing everything to disk; one that does not run is fine. */
  public void stop() {
    if (process(cluster).isEmpty()) {
      return;
    }
    if (!control("stop", "-w", "-m", "fast", "-t", SECONDS_TO_STOP).ok()) {
      process(cluster).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  boolean isAlive() {
    return process(cluster).isPresent();
  }

  public int port() {
    return port;
  }

  Path log() {
    return log;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A connection for provisioning. The caller closes it. */
  Connection connect(DatabaseLogin login, String database) throws SQLException {
    return DriverManager.getConnection(url(database), login.role(), login.password());
  }

  private void makeCluster() {
    if (Files.exists(cluster)) {
      if (!Files.exists(cluster.resolve("PG_VERSION"))) {
        throw new LaunchException(
            "The data folder is broken: "
                + cluster
                + " is no PostgreSQL cluster. Restore it from a backup, or begin afresh with"
                + " ./uputnica reset.");
      }
      return;
    }
    // Made beside and renamed, so that a first start which is interrupted leaves nothing half made.
    Path half = Folders.sibling(cluster, ".new");
    Path password = Folders.sibling(cluster, ".password");
    try {
      Folders.delete(half);
      Files.createDirectories(half);
      Files.writeString(password, DatabaseLogin.SUPERUSER.password(), StandardCharsets.UTF_8);
      unprivileged.own(half.resolveSibling(""));
      var made =
          Commands.run(
              unprivileged.command(
                  List.of(
                      bin.resolve("initdb").toString(),
                      "--pgdata=" + half,
                      "--username=" + DatabaseLogin.SUPERUSER.role(),
                      "--pwfile=" + password,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale-provider=builtin",
                      "--builtin-locale=C.UTF-8",
                      "--locale=C")));
      if (!made.ok()) {
        throw new LaunchException(
            "Cannot make the database in " + cluster + ": " + made.lastLine());
      }
      Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LaunchException("Cannot make the database in " + cluster + ": " + e, e);
    } finally {
      password.toFile().delete();
    }
  }

  /** Each finished piece of the log is copied once, whole, and is on the disk before it counts. */
  private String archiving() {
    if (walArchive.isEmpty()) {
      return "";
    }
    if (!walArchive.matches("[\\p{L}\\p{N}/._ -]+")) {
      throw new LaunchException(
          "UPUTNICA_WAL_ARCHIVE has a sign a shell would take: " + walArchive);
    }
    Path archive = Path.of(walArchive);
    try {
      Files.createDirectories(archive);
    } catch (IOException e) {
      throw new LaunchException("UPUTNICA_WAL_ARCHIVE cannot be used: " + archive, e);
    }
    unprivileged.own(archive);
    String command =
        "test ! -f '%1$s/%%f' && cp '%%p' '%1$s/%%f.new' && sync '%1$s/%%f.new' && mv '%1$s/%%f.new'"
            + " '%1$s/%%f'";
    return " -c archive_mode=on -c archive_timeout=60 -c \"archive_command=%s\""
        .formatted(command.formatted(archive));
  }

  private Commands.Outcome control(String... arguments) {
    var command = new ArrayList<String>();
    command.add(bin.resolve("pg_ctl").toString());
    command.add("-D");
    command.add(cluster.toString());
    command.addAll(List.of(arguments));
    return Commands.run(unprivileged.command(command));
  }

  /** The running server, by the pid file it keeps; empty if that is stale. */
  private static Optional<ProcessHandle> process(Path cluster) {
    try {
      String pid =
          Files.readString(cluster.resolve("postmaster.pid")).lines().findFirst().orElse("");
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .filter(ProcessHandle::isAlive)
          .filter(p -> p.info().command().map(c -> c.endsWith("postgres")).orElse(true))
          .filter(PostgresServer::isNoZombie);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Where nothing collects ended processes (some containers), they still look alive to the JDK. */
  private static boolean isNoZombie(ProcessHandle process) {
    try {
      return !Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z");
    } catch (IOException e) {
      return true;
    }
  }

  /** Why it did not start, from what it has logged since {@code before} bytes. */
  private String reason(Commands.Outcome started, long before) {
    String fatal =
        Commands.lastLine(log, before, line -> line.contains("FATAL") || line.contains("PANIC"));
    if (!fatal.isEmpty()) {
      return fatal;
    }
    String last = Commands.lastLine(log, before, line -> true);
    return last.isEmpty() ? started.lastLine() : last;
  }
}
