package org.uputnica.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.ShredList;
import org.uputnica.launch.EmbeddedStack.Settings;

/**
 * {@code ./uputnica restore DIR [--keys DIR] [--shred-list FILE] [--until TIME]}: a backup into an
 * empty data folder. The next start replays what the log holds and, before it answers, erases again
 * whoever is on the shred list, or keeps her shut until it can.
 */
final class Restore {
  private static final String USAGE =
      "restore DIR [--keys DIR] [--shred-list FILE] [--until 2026-03-02T10:00:00Z]";

  private final Settings settings;
  private final Arguments arguments;
  private final Path backup;

  private Restore(Settings settings, Arguments arguments) {
    this.settings = settings;
    this.arguments = arguments;
    this.backup = arguments.folder();
  }

  static int run(String... words) throws IOException {
    Path home = Path.of(System.getProperty("uputnica.home", "")).toAbsolutePath();
    Arguments arguments =
        Arguments.of(
            USAGE, Set.of(Arguments.KEYS, Arguments.SHRED_LIST, Arguments.UNTIL), List.of(words));
    new Restore(Settings.from(System.getenv(), home), arguments).make();
    return 0;
  }

  private void make() throws IOException {
    new BackupFolder(backup).requireWhole();
    Folders.requireEmpty(settings.data());
    Path list = list(arguments.path(Arguments.SHRED_LIST), backup.resolve(ShredList.COPY));
    Path keys = arguments.keys();
    if (keys != null && !Files.isDirectory(keys)) {
      throw new LaunchException("There are no keys in " + keys + ".");
    }
    try (DataFolder folder = DataFolder.open(settings.data())) {
      Path data = folder.path();
      Path cluster = PostgresServer.cluster(data);
      Files.createDirectories(cluster.resolveSibling(""));
      ClusterCopy.copyWhole(backup.resolve(BackupFolder.CLUSTER), cluster);
      replay(cluster);
      Unprivileged.here().own(cluster.resolveSibling(""));
      if (Files.exists(backup.resolve(BackupFolder.REALM))) {
        Files.copy(backup.resolve(BackupFolder.REALM), data.resolve(BackupFolder.REALM));
      }
      Path shred = Files.createDirectory(data.resolve("shred"));
      Files.writeString(shred.resolve(ShredList.PLACES), backup + "\n");
      if (list != null) {
        Files.copy(list, shred.resolve(ShredList.LIST));
      }
      if (keys != null) {
        ClusterCopy.copyWhole(keys, data.resolve("keys"));
      }
    }
    say(keys, list);
  }

  private void replay(Path cluster) throws IOException {
    String until = arguments.options().get(Arguments.UNTIL);
    if (until == null) {
      return;
    }
    String archive = settings.walArchive();
    if (archive.isEmpty()) {
      throw new LaunchException(
          "--until needs the archive of the log: set UPUTNICA_WAL_ARCHIVE to its folder.");
    }
    try {
      ClusterCopy.replayUntil(cluster, Path.of(archive), Instant.parse(until));
    } catch (DateTimeParseException unreadable) {
      throw new LaunchException("--until is no time such as 2026-03-02T10:00:00Z: " + until);
    }
  }

  /**
   * The list that comes back; null when there is none, or nothing in it.
   *
   * @throws LaunchException what was given is not there, or is of another node than what is beside
   *     the backup
   */
  static @Nullable Path list(@Nullable Path given, Path beside) throws IOException {
    if (given != null && !Files.exists(given)) {
      throw new LaunchException("There is no shred list " + given + ".");
    }
    if (!Files.exists(beside) || Files.size(beside) == 0) {
      return given == null || Files.size(given) == 0 ? null : given;
    }
    return given == null ? beside : longer(given, beside);
  }

  /**
   * The one of two lists that goes on from the other.
   *
   * @throws LaunchException neither does
   */
  static Path longer(Path given, Path beside) throws IOException {
    String ours = ShredList.wholeLines(given);
    String theirs = ShredList.wholeLines(beside);
    if (ours.startsWith(theirs)) {
      return given;
    }
    if (theirs.startsWith(ours)) {
      return beside;
    }
    throw new LaunchException(
        "The shred lists %s and %s each know somebody the other does not; move the one that is not this node's away."
            .formatted(given, beside));
  }

  private void say(@Nullable Path keys, @Nullable Path list) {
    System.out.println("Restored to " + settings.data() + "; ./uputnica run starts it.");
    System.out.println(
        list == null
            ? "No shred list was found, or an empty one: if anybody was erased since the backup, she is back. Give the"
                + " newest list with --shred-list."
            : "Whoever is on the shred list "
                + list
                + " is erased again, or kept shut, before the first answer.");
    if (keys == null) {
      System.out.println(
          "Put the keys back to "
              + settings.data().resolve("keys")
              + " before the start; without them nobody is readable.");
    }
  }
}
