package org.uputnica.platform.scan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One {@code INSTREAM} conversation with clamd (clamd(8)): the command, chunks with their length as
 * four bytes, a chunk of length zero, and an answer that ends with a NUL. Larger contents than
 * clamd's {@code StreamMaxLength} are answered with an error, which is no verdict.
 */
final class Clamd implements AutoCloseable {
  private static final int LONGEST_ANSWER = 1024;

  private final Socket socket;
  private final DataOutputStream out;

  private Clamd(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
  }

  static Clamd connect(String host, int port, Duration patience) throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      return new Clamd(socket);
    } catch (IOException | RuntimeException away) {
      socket.close();
      throw away;
    }
  }

  void send(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) { // zero would end the stream
      out.writeInt(length);
      out.write(bytes, offset, length);
    }
  }

  Verdict verdict() throws IOException {
    out.writeInt(0);
    out.flush();
    InputStream in = socket.getInputStream();
    var answer = new StringBuilder();
    for (int next = in.read(); next > 0 && answer.length() < LONGEST_ANSWER; next = in.read()) {
      answer.append((char) next);
    }
    String said = answer.toString().strip();
    if (said.equals("stream: OK")) {
      return Verdict.CLEAN;
    }
    return said.startsWith("stream: ") && said.endsWith(" FOUND") ? Verdict.FOUND : Verdict.NONE;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // it is closed then
    }
  }

  /** What clamd said: {@code NONE} when it did not come to an answer. */
  enum Verdict {
    CLEAN,
    FOUND,
    NONE
  }
}
