package org.uputnica.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a demo keeps between two runs, in use by one run at a time. The
 * operating system gives the lock back even if that run is killed.
 */
final class DataFolder implements AutoCloseable {
  /** Also tells a data folder from any other folder somebody points to by mistake. */
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the folder for this run and makes it if need be, readable by its owner only.
   *
   * @throws LaunchException it cannot be used, or another run uses it
   */
  static DataFolder open(Path path) {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      requireOurs(path);
      Path lockFile = path.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock held = tryLock(channel);
      if (held == null) {
        String by = Files.readString(lockFile, StandardCharsets.UTF_8).strip();
        channel.close();
        throw new LaunchException(
            "The data folder " + path + " is in use by another run (process " + by + ").");
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new LaunchException(
          "The data folder "
              + path
              + " cannot be used ("
              + reason(e)
              + "). Choose another with UPUTNICA_DATA.",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** Deletes the folder with everything in it and gives it up. */
  void delete() {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      throw new LaunchException(
          "The data folder " + path + " could not be deleted (" + reason(e) + ").", e);
    }
    close();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new LaunchException("The data folder " + path + " could not be released.", e);
    }
  }

  private static void requireOurs(Path path) throws IOException {
    if (Files.exists(path.resolve(LOCK))) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new LaunchException(
            path
                + " is neither empty nor a data folder of Uputnica. Choose another with UPUTNICA_DATA.");
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
