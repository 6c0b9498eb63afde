package org.uputnica.platform.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of small files that are written once and whole. Several copies of the service may
 * share it: of two that make the same file, one wins and both read the winner's.
 */
final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ENTERS =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;

  private KeyFiles(Path directory) {
    this.directory = directory;
  }

  /** Opens the directory, made if absent for its owner only. */
  static KeyFiles in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createDirectory(directory, only(directory, OWNER_ENTERS));
      } catch (FileAlreadyExistsException another) {
        if (!Files.isDirectory(directory)) {
          throw another;
        }
      }
    }
    return new KeyFiles(directory);
  }

  Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(directory.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /**
   * Writes a new file: complete and on the disk before it has its name.
   *
   * @return the content the file has now: {@code content}, or what another copy wrote before
   */
  byte[] create(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Path draft =
        Files.createTempFile(directory, name, ".new", only(directory, OWNER_READS_AND_WRITES));
    try {
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      // A link never replaces a file that is there; a rename would.
      Files.createLink(file, draft);
      forceNames();
      return content;
    } catch (FileAlreadyExistsException another) {
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A key that is in use must survive a power cut: what it sealed would be lost without it. */
  private void forceNames() throws IOException {
    if (isPosix(directory)) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static FileAttribute<?>[] only(Path place, Set<PosixFilePermission> permissions) {
    return isPosix(place)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
