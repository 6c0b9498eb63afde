package org.uputnica.platform.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of small files that are written whole. Several copies of the service may share it: of
 * two that make the same file, one wins and both read the winner's; who replaces one holds the
 * directory's lock meanwhile.
 */
final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ENTERS =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<StandardOpenOption> OPEN_OR_MAKE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  private static final String LOCK = "lock";

  /** A lock on a file is between processes; inside this one somebody else has to keep order. */
  private static final ReentrantLock INSIDE = new ReentrantLock();

  private final Path directory;

  /** Tells one content of a file from the next without reading it. */
  record Stamp(FileTime changed, long size, @Nullable Object key) {}

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

  /** Whether there is a file whose name begins so. */
  boolean any(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith(beginning));
    }
  }

  /** Changes whenever the file is replaced; empty while there is none. */
  Optional<Stamp> stamp(String name) throws IOException {
    try {
      BasicFileAttributes now =
          Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
      return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), now.fileKey()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Does {@code work} while no other copy of the service, nor another thread, does such work. */
  <T> T alone(Work<T> work) throws IOException, GeneralSecurityException {
    INSIDE.lock();
    try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), OPEN_OR_MAKE, only());
        FileLock held = channel.lock()) {
      return work.call();
    } finally {
      INSIDE.unlock();
    }
  }

  /** Something that reads or changes keys. */
  interface Work<T> {
    T call() throws IOException, GeneralSecurityException;
  }

  /** Gives a file another content; a reader sees the old one or the new one whole. */
  void replace(String name, byte[] content) throws IOException {
    Path draft = write(name, content);
    try {
      Files.move(
          draft,
          directory.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forceNames();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Writes a new file: complete and on the disk before it has its name.
   *
   * @return the content the file has now: {@code content}, or what another copy wrote before
   */
  byte[] create(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Path draft = write(name, content);
    try {
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

  private Path write(String name, byte[] content) throws IOException {
    Path draft = Files.createTempFile(directory, name, ".new", only());
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
    return draft;
  }

  private FileAttribute<?>[] only() {
    return only(directory, OWNER_READS_AND_WRITES);
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
