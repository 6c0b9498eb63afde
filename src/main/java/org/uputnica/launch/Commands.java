package org.uputnica.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Short-lived programs this process runs and waits for. */
final class Commands {
  private Commands() {}

  /** What a program left behind: its exit code and everything it said. */
  record Outcome(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }

    /** The last line that says something, for a message that has room for one. */
    String lastLine() {
      return lastOf(output.lines().toList());
    }
  }

  /** Runs {@code command} to its end; a program that is not there counts as one that failed. */
  static Outcome run(List<String> command) {
    try {
      // A file, not a pipe: a server started by the program would keep a pipe open for ever.
      Path output = Files.createTempFile("uputnica", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        return new Outcome(exit, Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted while starting.", e);
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The last line of a log that is {@code telling}; empty if there is none or no log.
   *
   * @param from bytes at its beginning that do not count
   */
  static String lastLine(Path log, long from, Predicate<String> telling) {
    try (InputStream content = Files.newInputStream(log)) {
      content.skipNBytes(from);
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return lastOf(text.lines().filter(telling).toList());
    } catch (IOException e) {
      return "";
    }
  }

  /** A file that is always empty. */
  static java.io.File nothing() {
    return new java.io.File("/dev/null");
  }

  private static String lastOf(List<String> lines) {
    return lines.reversed().stream()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .findFirst()
        .orElse("");
  }
}
