package org.uputnica.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.uputnica.platform.problem.LargerBody;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * A file for the directory on its way in: kept on disk while it is read, since it is read more than
 * once and may be large. Nothing in it is about a person.
 */
@ApplicationScoped
public class DirectoryUpload implements LargerBody {
  /** Where a file is sent. */
  public static final String PATH = "/v1/directory/file";

  private static final int BUFFER = 1 << 16;

  private final long largest;

  DirectoryUpload(DirectorySettings settings) {
    this.largest = settings.largestFile().asLongValue();
  }

  @Override
  public boolean isSentTo(String path) {
    return path.equals(PATH);
  }

  @Override
  public long largest() {
    return largest;
  }

  /**
   * Receives a file; whoever does closes it.
   *
   * @throws RefusedException {@code body-too-large}
   */
  public Received receive(InputStream body) {
    try {
      Path file = Files.createTempFile("uputnica-directory", ".json");
      try {
        return new Received(file, copy(body, file));
      } catch (IOException | RuntimeException failed) {
        Files.deleteIfExists(file);
        throw failed;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String copy(InputStream body, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        length += read;
        if (length > largest) {
          // Read to its end, since a client that is still sending would not see the answer.
          body.transferTo(OutputStream.nullOutputStream());
          throw RefusedException.of(
              ProblemType.BODY_TOO_LARGE, "At most %d megabytes".formatted(largest >> 20));
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A file that was received.
   *
   * @param digest SHA-256, for the comparison of requests
   */
  public record Received(Path file, String digest) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
