package org.uputnica.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the operator of the tests has brought for the consent texts: one sentence of the first
 * version in English to hear. Read by the service with each request, so a test may add to it what
 * no other looks at.
 */
public final class OwnConsentFiles {
  /** A file that is there. */
  public static final String SOUND = "point.WHO.ogg";

  private static final Path DIRECTORY = Stack.DATA.resolve("consent-texts").toAbsolutePath();

  private OwnConsentFiles() {}

  /** Writes them anew. */
  static Path written() {
    write("reviews.csv", bytes("text,fingerprint,reviewed_by,reviewed_on\n"));
    write("1/en/" + SOUND, bytes("OggS"));
    return DIRECTORY;
  }

  /** Adds a file, or replaces it. */
  public static Path write(String file, byte[] content) {
    try {
      Path path = DIRECTORY.resolve(file);
      Files.createDirectories(path.getParent());
      return Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
