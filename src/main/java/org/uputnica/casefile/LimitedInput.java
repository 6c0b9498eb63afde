package org.uputnica.casefile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.uputnica.casefile.domain.CaseFileRefusal.ContentTooLarge;
import org.uputnica.platform.problem.RefusedException;

/**
 * A body with an end and a digest. One that is refused is read to the end that the server sets for
 * every body and thrown away, since a client that is still sending would not see the answer.
 */
final class LimitedInput extends FilterInputStream {
  private final long most;
  private final MessageDigest digest;
  private long length;

  LimitedInput(InputStream in, long most) {
    super(in);
    this.most = most;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = in.read(bytes, offset, count);
    if (read > 0) {
      length += read;
      digest.update(bytes, offset, read);
    }
    if (length > most) {
      drain();
      throw new RefusedException(new ContentTooLarge(most));
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("a body is read, not skipped");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads what is left and throws it away. */
  void drain() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // nobody waits for the answer any more
    }
  }

  /** SHA-256 of what was read, as text. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
