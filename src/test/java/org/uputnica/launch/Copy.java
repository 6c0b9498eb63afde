package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One copy of the packaged service, with the memory of {@code ./uputnica run}, beside others on the
 * same database and identity provider.
 */
final class Copy implements AutoCloseable {
  private static final Path LOGS = Path.of("target/copy-logs");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Process process;
  private final Path log;
  private final int port;

  private Copy(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts one and does not wait for it; {@code more} is configuration of its own. */
  static Copy start(OwnStack own, String name, Map<String, String> more) {
    int port = Ports.choose(0);
    var config = new LinkedHashMap<>(own.stack().config());
    config.put("quarkus.http.port", Integer.toString(port));
    config.put(
        "quarkus.http.body.uploads-directory",
        own.stack().settings().data().resolve("uploads-" + name).toString());
    config.putAll(more);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx192m",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    config.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar", "serve"));
    try {
      Files.createDirectories(LOGS);
      Path log = LOGS.resolve(name + ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Copy(process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Waits until it lives, which says nothing of what it stands on. */
  Copy awaitAlive() {
    await(() -> health("live") == 200);
    return this;
  }

  Copy awaitReady(boolean ready) {
    await(() -> health("ready") == (ready ? 200 : 503));
    return this;
  }

  /** The status of a probe; 0 while nobody listens. */
  int health(String probe) {
    try {
      return RestAssured.given().port(port).get("/q/health/" + probe).statusCode();
    } catch (Exception notListening) {
      return 0;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Polls until it is so, within reason. */
  static void await(BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
