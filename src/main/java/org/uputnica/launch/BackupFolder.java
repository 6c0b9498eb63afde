package org.uputnica.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A backup: {@code cluster/}, {@code realm.sha256}, and {@code SHA256SUMS} over both, as {@code
 * sha256sum} writes it. The shred list beside them is not in the sums; it goes on after the backup.
 */
final class BackupFolder {
  static final String CLUSTER = "cluster";
  static final String REALM = "realm.sha256";
  private static final String SUMS = "SHA256SUMS";

  private final Path path;

  BackupFolder(Path path) {
    this.path = path;
  }

  /** Writes down what there is. */
  void sum() throws IOException {
    Files.writeString(
        path.resolve(SUMS),
        sums().entrySet().stream()
            .map(each -> each.getValue() + "  " + each.getKey() + "\n")
            .collect(Collectors.joining()));
  }

  /**
   * Compares with what was written down.
   *
   * @throws LaunchException it is no backup, or not whole
   */
  void requireWhole() throws IOException {
    if (!Files.exists(path.resolve(SUMS))) {
      throw new LaunchException(path + " is no backup: there is no " + SUMS + " in it.");
    }
    Map<String, String> known =
        Files.readAllLines(path.resolve(SUMS)).stream()
            .collect(
                Collectors.toMap(
                    line -> line.substring(66),
                    line -> line.substring(0, 64),
                    (one, _) -> one,
                    TreeMap::new));
    Map<String, String> found = sums();
    if (!known.equals(found)) {
      String first =
          Stream.concat(known.keySet().stream(), found.keySet().stream())
              .sorted()
              .filter(name -> !String.valueOf(known.get(name)).equals(found.get(name)))
              .findFirst()
              .orElseThrow();
      throw new LaunchException(
          "The backup "
              + path
              + " is damaged at "
              + first
              + "; take another. Nothing was restored.");
    }
  }

  private Map<String, String> sums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = path.relativize(file).toString();
        if (name.startsWith(CLUSTER) || name.equals(REALM)) {
          sums.put(name, sum(file));
        }
      }
    }
    return sums;
  }

  private static String sum(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
