package org.uputnica.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.uputnica.launch.EmbeddedStack;

/**
 * The real PostgreSQL and the real Keycloak for {@code @QuarkusTest} and
 * {@code @QuarkusIntegrationTest}: {@code @QuarkusTestResource(Stack.class)}. Started once per test
 * JVM on free ports, beside a demo that may be running; ends with the JVM. The service's database
 * is empty at the beginning of a run; Keycloak keeps its realm between runs.
 */
public final class Stack implements QuarkusTestResourceLifecycleManager {
  /** One of its own for each half of the tests that run side by side. */
  static final Path DATA = Path.of(System.getProperty("test.data", "target/test-data"));

  /** Held while one starts: the first Keycloak is still being built, for all that come after. */
  private static final Path STARTING = Path.of(".embedded/starting");

  /** Quarkus loads this class anew for every test profile; what has started is known to the JVM. */
  private static final String STARTED = "uputnica.testing.stack:";

  @Override
  public Map<String, String> start() {
    Map<String, String> running = running();
    if (!running.isEmpty()) {
      return running;
    }
    var home = Path.of("").toAbsolutePath();
    EmbeddedStack stack = alone(EmbeddedStack.Settings.onFreePorts(DATA, System.getenv(), home));
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "test-stack-stop"));
    stack.emptyServiceDatabase();
    announce(stack);
    // Tests are refused a lot; an alarm comes when the test of alarms asks for it.
    System.setProperty(STARTED + "uputnica.journal.watch-every", "PT24H");
    // Contents are slow to send in tests, and a limit is a limit.
    System.setProperty(STARTED + "uputnica.attachments.audio", "8M");
    for (String kind : List.of("evidence", "document", "photo")) {
      System.setProperty(STARTED + "uputnica.attachments." + kind, "4M");
    }
    // Many numbers are tried in tests, from sources of their own.
    System.setProperty(STARTED + "uputnica.door.source-header", "X-Test-Source");
    System.setProperty(STARTED + "uputnica.door.rounds", "1000");
    System.setProperty(STARTED + "uputnica.door.of-all", "100000");
    System.setProperty(
        STARTED + "uputnica.consent-texts.directory", OwnConsentFiles.written().toString());
    // Letters go to a port where a test may put a mail server; streams look at their tokens often.
    System.setProperty(STARTED + "uputnica.inbox.mail-from", "desk@node.example");
    System.setProperty(STARTED + "quarkus.mailer.port", Integer.toString(freePort()));
    System.setProperty(STARTED + "quarkus.mailer.start-tls", "DISABLED");
    System.setProperty(STARTED + "quarkus.mailer.own-host-name", "node.example");
    System.setProperty(STARTED + "uputnica.inbox.heartbeat", "1S");
    ClamdPeer.start().forEach((name, value) -> System.setProperty(STARTED + name, value));
    return running();
  }

  private static EmbeddedStack alone(EmbeddedStack.Settings settings) {
    try (FileChannel starting = FileChannel.open(STARTING, CREATE, WRITE);
        FileLock _ = starting.lock()) {
      return EmbeddedStack.start(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** From now on tokens and a look into the database come from this stack. */
  public static void announce(EmbeddedStack stack) {
    stack.config().forEach((name, value) -> System.setProperty(STARTED + name, value));
  }

  /** The configuration of the stack this JVM has started; empty if none. */
  static Map<String, String> running() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(STARTED))
        .collect(Collectors.toMap(name -> name.substring(STARTED.length()), System::getProperty));
  }

  @Override
  public void stop() {
    // Other test classes of this JVM go on using it; the shutdown hook ends it.
  }
}
