package org.uputnica.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs for this platform, from the class path into a folder. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** Says which archive a folder was unpacked from, so that a newer one replaces it. */
  private static final String ORIGIN = "origin";

  /**
   * Unpacks once; later calls find the folder.
   *
   * @return the folder that holds {@code bin/}, {@code lib/} and {@code share/}
   * @throws LaunchException no PostgreSQL for this platform on the class path, or no room to unpack
   */
  static Path unpack(Path into) {
    String archive = archive();
    URL packed = PostgresBinaries.class.getResource("/" + archive);
    if (packed == null) {
      throw new LaunchException(
          "No PostgreSQL for this platform (" + archive + " is not on the class path).");
    }
    try {
      String origin = archive + " " + packed.openConnection().getContentLengthLong();
      Path known = into.resolve(ORIGIN);
      if (Files.exists(known) && Files.readString(known).equals(origin)) {
        return into;
      }
      Path half = Folders.sibling(into, ".new");
      Folders.delete(half);
      Files.createDirectories(half);
      try (InputStream content = packed.openStream()) {
        unpack(content, half);
      }
      Files.writeString(half.resolve(ORIGIN), origin);
      Folders.delete(into);
      Files.move(half, into, StandardCopyOption.ATOMIC_MOVE);
      return into;
    } catch (IOException e) {
      throw new LaunchException("Cannot unpack PostgreSQL into " + into + ": " + e, e);
    }
  }

  private static void unpack(InputStream packed, Path into) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.addAll(
          EnumSet.of(
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_EXECUTE));
    }
    return permissions;
  }

  private static String archive() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return os.startsWith("mac")
        ? "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz"
        : "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }
}
