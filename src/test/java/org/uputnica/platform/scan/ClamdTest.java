package org.uputnica.platform.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The protocol of clamd(8), byte by byte, and what is made of its answers. */
class ClamdTest {
  private final ServerSocket clamd;

  ClamdTest() throws IOException {
    clamd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    clamd.close();
  }

  @Test
  void theContentIsSentInChunksWithTheirLength() throws IOException {
    CompletableFuture<String> seen = answering("stream: OK\0");
    assertThat(scanned("ab", "", "cde")).isTrue();
    assertThat(seen.join()).isEqualTo("zINSTREAM\0|ab|cde");
  }

  @Test
  void whatIsFoundIsNotClean() throws IOException {
    answering("stream: Win.Test.EICAR_HDB-1 FOUND\0");
    assertThat(scanned("x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSTREAM size limit exceeded. ERROR\0",
        "stream: Can't allocate memory ERROR\0",
        "UNKNOWN COMMAND\0",
        "stream: OK but not quite\0",
        "",
        "\0"
      })
  void anythingElseIsNoCleanBill(String answer) throws IOException {
    answering(answer);
    unavailable(() -> scanned("x"));
  }

  @Test
  void aScannerThatIsAwayIsUnavailable() throws IOException {
    clamd.close();
    unavailable(() -> scanned("x"));
  }

  @Test
  void aScannerThatStaysSilentIsUnavailable() {
    // accepted by the operating system, answered by nobody
    unavailable(() -> scanned("x"));
  }

  @Test
  void noScannerLooksAtNothing() {
    try (var scan = new MalwareScanner(settings(ScannerSettings.Kind.NONE)).begin()) {
      scan.write(new byte[] {1}, 0, 1);
      assertThat(scan.isClean()).isTrue();
    }
  }

  private boolean scanned(String... pieces) {
    try (var scan = new MalwareScanner(settings(ScannerSettings.Kind.CLAMD)).begin()) {
      for (String piece : pieces) {
        scan.write(piece.getBytes(StandardCharsets.US_ASCII), 0, piece.length());
      }
      return scan.isClean();
    }
  }

  private CompletableFuture<String> answering(String answer) {
    var seen = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = clamd.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            var text = new StringBuilder(text(in.readNBytes(10)));
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
              text.append('|').append(text(in.readNBytes(length)));
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            seen.complete(text.toString());
          } catch (IOException failed) {
            seen.completeExceptionally(failed);
          }
        });
    return seen;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static void unavailable(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  private ScannerSettings settings(ScannerSettings.Kind kind) {
    int port = clamd.getLocalPort();
    return new ScannerSettings() {
      @Override
      public Kind kind() {
        return kind;
      }

      @Override
      public String host() {
        return "127.0.0.1";
      }

      @Override
      public int port() {
        return port;
      }

      @Override
      public Duration patience() {
        return Duration.ofMillis(500);
      }
    };
  }
}
