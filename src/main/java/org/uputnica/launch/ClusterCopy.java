package org.uputnica.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A physical copy of a PostgreSQL cluster with the log (WAL) it needs to be whole, while the server
 * runs ({@code pg_backup_start} and {@code pg_backup_stop}, PostgreSQL 18 manual, 25.3.4) or while
 * it does not. {@code pg_basebackup} does the same; it is not among the programs of the demo.
 */
final class ClusterCopy {
  /** Its files are of the running server; the folders have to be there. */
  private static final Set<String> EMPTY_FOLDERS =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> NOT_COPIED =
      Set.of("postmaster.pid", "postmaster.opts", "backup_label", "pg_internal.init");

  private static final String WAL_FILE = "[0-9A-F]{24}";

  private static final FileAttribute<?> FOR_THE_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** As PostgreSQL takes it: ISO 8601 with a T is no value of recovery_target_time. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

  private ClusterCopy() {}

  /** Copies the cluster of a server that does not run. */
  static void ofStopped(Path cluster, Path target) throws IOException {
    copy(cluster, target, Set.of());
  }

  /**
   * Copies the cluster of the server behind {@code connection}, which goes on working.
   *
   * @param connection of a superuser
   */
  static void ofRunning(Connection connection, Path cluster, Path target)
      throws IOException, SQLException {
    try (Statement sql = connection.createStatement()) {
      // Keeps the log that is written meanwhile; gone with the connection.
      sql.execute("select pg_create_physical_replication_slot('uputnica_backup', true, true)");
      String first = text(sql, "select pg_walfile_name(pg_backup_start('uputnica', fast => true))");
      copy(cluster, target, EMPTY_FOLDERS);
      String last;
      try (ResultSet stopped =
          sql.executeQuery(
              "select pg_walfile_name(lsn), labelfile from pg_backup_stop(wait_for_archive =>"
                  + " false)")) {
        stopped.next();
        last = stopped.getString(1);
        Files.writeString(target.resolve("backup_label"), stopped.getString(2));
      }
      copyLog(cluster.resolve("pg_wal"), target.resolve("pg_wal"), first, last);
    }
  }

  /** Makes a restored cluster replay an archive of the log up to a moment. */
  static void replayUntil(Path cluster, Path archive, Instant until) throws IOException {
    Files.writeString(
        cluster.resolve("postgresql.auto.conf"),
        """

        restore_command = 'cp "%s/%%f" "%%p"'
        recovery_target_time = '%s'
        recovery_target_action = 'promote'
        """
            .formatted(archive, MOMENT.format(until)),
        StandardOpenOption.APPEND);
    Files.createFile(cluster.resolve("recovery.signal"));
  }

  /** Whether the server behind {@code connection} works on {@code cluster}. */
  static boolean isOf(Connection connection, Path cluster) throws SQLException, IOException {
    try (PreparedStatement ask =
            connection.prepareStatement("select current_setting('data_directory')");
        ResultSet row = ask.executeQuery()) {
      row.next();
      return Path.of(row.getString(1)).toRealPath().equals(cluster.toRealPath());
    }
  }

  private static void copyLog(Path from, Path to, String first, String last) throws IOException {
    List<Path> log;
    try (Stream<Path> files = Files.list(from)) {
      log = files.filter(file -> isNeeded(name(file), first, last)).toList();
    }
    for (Path file : log) {
      Files.copy(file, to.resolve(name(file)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static boolean isNeeded(String name, String first, String last) {
    return name.endsWith(".history")
        || (name.matches(WAL_FILE) && name.compareTo(first) >= 0 && name.compareTo(last) <= 0);
  }

  /** Copies everything. */
  static void copyWhole(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectory(target, FOR_THE_OWNER);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Copies all but what the running server keeps for itself; a file may go while it is copied. */
  private static void copy(Path from, Path to, Set<String> emptyFolders) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(folder).toString()), FOR_THE_OWNER);
            if (!emptyFolders.contains(from.relativize(folder).toString())) {
              return FileVisitResult.CONTINUE;
            }
            if (name(folder).equals("pg_wal")) {
              Files.createDirectories(to.resolve("pg_wal/archive_status"));
            }
            return FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_COPIED.contains(name(file)) || name(file).startsWith("pgsql_tmp")) {
              return FileVisitResult.CONTINUE;
            }
            try {
              Files.copy(
                  file,
                  to.resolve(from.relativize(file).toString()),
                  StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException gone) {
              // a table that was dropped: the log says so too
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw why;
          }
        });
  }

  private static String text(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
