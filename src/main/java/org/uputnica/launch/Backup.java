package org.uputnica.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.uputnica.casefile.ShredList;
import org.uputnica.launch.EmbeddedStack.Settings;

/**
 * {@code ./uputnica backup DIR [--keys DIR]}: the database of the demo, running or not, in a new
 * folder. The keys go to another folder or are left to the operator: whoever holds both reads
 * everything. From then on the folder gets the shred list after every erasure.
 */
final class Backup {
  private final Settings settings;
  private final Path target;
  private final Arguments arguments;

  private Backup(Settings settings, Arguments arguments) {
    this.settings = settings;
    this.arguments = arguments;
    this.target = arguments.folder();
  }

  static int run(String... words) throws IOException {
    Path home = Path.of(System.getProperty("uputnica.home", "")).toAbsolutePath();
    Arguments arguments =
        Arguments.of("backup DIR [--keys DIR]", Set.of(Arguments.KEYS), List.of(words));
    new Backup(Settings.from(System.getenv(), home), arguments).make();
    return 0;
  }

  private void make() throws IOException {
    Path cluster = PostgresServer.cluster(settings.data());
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      throw new LaunchException("There is no database in " + settings.data() + " to back up.");
    }
    Folders.requireEmpty(target);
    Path keys = arguments.keys();
    if (keys != null) {
      if (keys.startsWith(target) || target.startsWith(keys)) {
        throw new LaunchException(
            "Keep the keys apart from the database: whoever holds both reads everything.");
      }
      Folders.requireEmpty(keys);
    }
    Path half = Folders.sibling(target, ".new");
    Folders.delete(half);
    Files.createDirectories(half.resolveSibling(""));
    Files.createDirectory(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    copyCluster(cluster, half.resolve(BackupFolder.CLUSTER));
    Path realm = settings.data().resolve(BackupFolder.REALM);
    if (Files.exists(realm)) {
      Files.copy(realm, half.resolve(BackupFolder.REALM));
    }
    new BackupFolder(half).sum();
    giveName(half, target, settings.data().resolve("shred"));
    System.out.println("Backed up to " + target + ".");
    if (keys != null) {
      Folders.delete(keys);
      Files.createDirectories(keys.resolveSibling(""));
      ClusterCopy.copyWhole(settings.data().resolve("keys"), keys);
      System.out.println("The keys are in " + keys + "; keep them in another place.");
    } else {
      System.out.println(
          "The keys are not in it: back up "
              + settings.data().resolve("keys")
              + " and its passphrase in another place. Without them nobody is readable.");
    }
  }

  private void copyCluster(Path cluster, Path copy) throws IOException {
    DataFolder folder;
    try {
      folder = DataFolder.open(settings.data());
    } catch (LaunchException inUse) {
      copyRunning(cluster, copy);
      return;
    }
    try (folder) {
      PostgresServer.endLeftover(settings.data());
      ClusterCopy.ofStopped(cluster, copy);
    }
  }

  private void copyRunning(Path cluster, Path copy) throws IOException {
    DatabaseLogin login = DatabaseLogin.SUPERUSER;
    String url = "jdbc:postgresql://127.0.0.1:" + settings.postgresPort() + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, login.role(), login.password())) {
      if (!ClusterCopy.isOf(connection, cluster)) {
        throw new LaunchException(
            "The database on port "
                + settings.postgresPort()
                + " is not that of "
                + settings.data()
                + "; set UPUTNICA_POSTGRES_PORT.");
      }
      ClusterCopy.ofRunning(connection, cluster, copy);
    } catch (SQLException failed) {
      throw new LaunchException(
          "The running database cannot be backed up (SQL state " + failed.getSQLState() + ").",
          failed);
    }
  }

  /** Whatever has the name of a backup knows who is erased, and is told of every erasure. */
  static void giveName(Path half, Path target, Path shred) throws IOException {
    ShredList.alone(
        shred,
        (_, erased) -> {
          if (!erased.isEmpty()) {
            Files.writeString(
                half.resolve(ShredList.COPY),
                erased,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
          }
          Files.writeString(
              shred.resolve(ShredList.PLACES),
              target + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND,
              StandardOpenOption.SYNC);
          Files.move(
              half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
  }
}
