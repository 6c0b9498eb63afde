package org.uputnica.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Speaks clamd's INSTREAM protocol as clamd(8) describes it, and knows one signature: the EICAR
 * test file. One per test JVM; what a test wants of it goes through system properties, since
 * Quarkus loads classes anew for every profile.
 */
public final class ClamdPeer {
  /** The EICAR test file, in two parts so that no scanner takes this source for it. */
  public static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  private static final String AWAY = "uputnica.testing.clamd.away";
  private static final String COMMAND = "zINSTREAM\0";

  private ClamdPeer() {}

  /** Begins to listen on a free port; the settings under which the service finds it. */
  static Map<String, String> start() {
    try {
      var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().daemon().name("clamd-peer").start(() -> listen(server));
      return Map.of(
          "uputnica.scanner.kind", "CLAMD",
          "uputnica.scanner.host", "127.0.0.1",
          "uputnica.scanner.port", Integer.toString(server.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code work} while nobody gets an answer. */
  public static void whileAway(Runnable work) {
    System.setProperty(AWAY, "true");
    try {
      work.run();
    } finally {
      System.clearProperty(AWAY);
    }
  }

  private static void listen(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      if (Boolean.getBoolean(AWAY)) {
        return;
      }
      var in = new DataInputStream(socket.getInputStream());
      String command = new String(in.readNBytes(COMMAND.length()), StandardCharsets.US_ASCII);
      if (!command.equals(COMMAND)) {
        say(socket, "UNKNOWN COMMAND");
        return;
      }
      var content = new ByteArrayOutputStream();
      for (int length = in.readInt(); length != 0; length = in.readInt()) {
        content.write(in.readNBytes(length));
      }
      boolean found = content.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
      say(socket, found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
    } catch (IOException gone) {
      // the client broke off
    }
  }

  private static void say(Socket socket, String answer) throws IOException {
    socket.getOutputStream().write((answer + '\0').getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
