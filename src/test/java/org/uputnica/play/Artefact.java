package org.uputnica.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.uputnica.launch.EmbeddedStack;

/** The packaged artefact as programs of its own, the way {@code ./uputnica} starts it. */
final class Artefact {
  private static final String READY = "Uputnica is running.";
  private static final long SECONDS_TO_START = 240;
  private static final long SECONDS_FOR_A_CALL = 180;
  private static final long SECONDS_TO_STOP = 60;

  private final Path home = Path.of("").toAbsolutePath();
  private final Path data;
  private final Path logs;
  private final Path temporary;
  private final Map<String, String> environment;
  private @Nullable Process service;
  private int calls;

  Artefact(Path data, Path logs) {
    this(data, logs, Map.of());
  }

  /** With more in its environment. */
  Artefact(Path data, Path logs, Map<String, String> more) {
    this.data = data.toAbsolutePath();
    this.logs = logs.toAbsolutePath();
    this.temporary = this.logs.resolveSibling(this.logs.getFileName() + "-tmp");
    this.environment = new HashMap<>(more);
    this.environment.put("UPUTNICA_DATA", this.data.toString());
    for (String port :
        List.of("UPUTNICA_PORT", "UPUTNICA_KEYCLOAK_PORT", "UPUTNICA_POSTGRES_PORT")) {
      this.environment.put(port, freePort());
    }
  }

  /** Something more in its environment, from its next start on. */
  void tell(String name, String value) {
    environment.put(name, value);
  }

  /** Ends whatever an earlier test left running on the data folder, and deletes the folder. */
  void clear() throws IOException {
    stop();
    EmbeddedStack.reset(EmbeddedStack.Settings.onFreePorts(data, System.getenv(), home));
    Files.createDirectories(logs);
  }

  /** Its own temporary folder, where frameworks put what they do not want to hold. */
  Path temporary() {
    return temporary;
  }

  /** Starts database, Keycloak and service, and waits until they answer. */
  void start() throws IOException {
    Process started = program(List.of("run")).redirectErrorStream(true).start();
    service = started;
    Path log = logs.resolve("run.log");
    var ready = new CompletableFuture<Boolean>();
    Thread.ofPlatform().daemon().name("log of the artefact").start(() -> copy(started, log, ready));
    try {
      if (!ready.get(SECONDS_TO_START, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The artefact ended: " + Files.readString(log));
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("The artefact did not start: " + Files.readString(log), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Where the service listens. */
  int port() {
    return Integer.parseInt(environment.getOrDefault("UPUTNICA_PORT", ""));
  }

  /** The realm of its Keycloak. */
  String issuer() {
    return "http://localhost:" + environment.get("UPUTNICA_KEYCLOAK_PORT") + "/realms/uputnica";
  }

  /** Ends the service as a power cut would; its database and Keycloak stay behind. */
  void kill() {
    Process running = service;
    if (running != null) {
      end(running.destroyForcibly());
    }
  }

  /** Ends the service as Ctrl-C would. */
  void stop() {
    Process running = service;
    if (running != null && running.isAlive()) {
      running.destroy();
      if (!end(running)) {
        end(running.destroyForcibly());
      }
    }
  }

  /** Runs a command of the artefact to its end; its words go to a log. */
  int call(List<String> words) throws IOException {
    return call(Map.of(), words);
  }

  /** As {@link #call(List)}, with more in its environment. */
  int call(Map<String, String> more, List<String> words) throws IOException {
    calls++;
    ProcessBuilder program = program(words);
    program.environment().putAll(more);
    Process process = program.redirectErrorStream(true).redirectOutput(lastLog().toFile()).start();
    try {
      if (!process.waitFor(SECONDS_FOR_A_CALL, TimeUnit.SECONDS)) {
        return -1;
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the last call said. */
  String lastWords() {
    try {
      return Files.readString(lastLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path lastLog() {
    return logs.resolve("call-" + calls + ".log");
  }

  private ProcessBuilder program(List<String> words) throws IOException {
    Files.createDirectories(temporary);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Djava.io.tmpdir=" + temporary,
            "-Duputnica.home=" + home,
            "-jar",
            "target/quarkus-app/quarkus-run.jar"));
    command.addAll(words);
    ProcessBuilder program = new ProcessBuilder(command).directory(home.toFile());
    program.environment().putAll(environment);
    return program;
  }

  private static void copy(Process process, Path log, CompletableFuture<Boolean> ready) {
    try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
        Writer to =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.write(line + "\n");
        to.flush();
        if (line.equals(READY)) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.complete(false);
  }

  private static boolean end(Process process) {
    try {
      return process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
