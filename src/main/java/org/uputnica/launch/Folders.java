package org.uputnica.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the data folder. */
final class Folders {
  private Folders() {}

  /** The path beside {@code folder} whose name has {@code suffix} added. */
  static Path sibling(Path folder, String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }

  /**
   * Refuses a folder that holds something; one that is not there is fine.
   *
   * @throws LaunchException it holds something
   */
  static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new LaunchException(folder + " is not empty; choose an empty or a new folder.");
        }
      }
    }
  }

  /** Deletes a folder with everything in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
