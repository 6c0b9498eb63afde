package org.uputnica.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak of our own with the realm imported, a child of this process, its data in our
 * PostgreSQL.
 */
public final class KeycloakServer {
  /** The realm everything signs in to. */
  static final String REALM = "uputnica";

  /** Signs in to the console of the demo. */
  static final String ADMIN = "admin";

  static final String ADMIN_PASSWORD = "demo";

  private static final Duration TIME_TO_START = Duration.ofMinutes(5);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

  private final Path home;
  private final Path pidFile;
  private final Path log;
  private final int port;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Process process;
  private List<ProcessHandle> known = List.of();

  KeycloakServer(Path home, Path data, int port) {
    this.home = home;
    this.pidFile = data.resolve("keycloak.pid");
    this.log = data.resolve("keycloak.log");
    this.port = port;
  }

  /** Keycloak's first start with this configuration rebuilds it, which takes most of a minute. */
  boolean startsForTheFirstTime() {
    return !Files.exists(log);
  }

  /** Ends a Keycloak that an earlier, killed run left behind. */
  void endLeftover() {
    try {
      if (Files.exists(pidFile)) {
        for (String line : Files.readAllLines(pidFile)) {
          String[] written = line.split(" ", 2);
          ProcessHandle.of(Long.parseLong(written[0]))
              .filter(p -> written.length == 2 && begin(p).equals(written[1]))
              .ifPresent(p -> end(family(p)));
        }
        Files.delete(pidFile);
      }
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException("The data folder is broken: cannot read " + pidFile + ".", e);
    }
  }

  /**
   * Starts Keycloak and waits until the realm answers.
   *
   * @param servicePort where the service will listen, for the redirect addresses of the clients
   * @throws LaunchException it did not start; the message names its log
   */
  void start(PostgresServer database, Path realm, int servicePort) {
    try {
      Path imports = Files.createDirectories(home.resolve("data/import"));
      Files.copy(
          realm, imports.resolve(REALM + "-realm.json"), StandardCopyOption.REPLACE_EXISTING);
      Process started = launch(database, servicePort);
      process = started;
      remember(started);
      awaitRealm(started);
      remember(started);
    } catch (IOException e) {
      throw new LaunchException("Keycloak in " + home + " cannot be started: " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** Ends Keycloak with everything it started; one that does not run is fine. */
  void stop() {
    stopping.countDown();
    Process running = process;
    if (running != null) {
      var all = new LinkedHashSet<>(known);
      all.addAll(family(running.toHandle()));
      end(all);
      pidFile.toFile().delete();
    }
  }

  String address() {
    return "http://localhost:" + port;
  }

  String issuer() {
    return address() + "/realms/" + REALM;
  }

  Path log() {
    return log;
  }

  private Process launch(PostgresServer database, int servicePort) throws IOException {
    var builder =
        new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address(),
                "--cache=local",
                "--db=postgres",
                "--db-url=" + database.url("keycloak"),
                "--db-username=" + DatabaseLogin.KEYCLOAK.role(),
                "--db-password=" + DatabaseLogin.KEYCLOAK.password(),
                "--db-pool-max-size=20")
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile());
    var environment = builder.environment();
    // Whoever runs Keycloak himself has settings of his own; they must not reach this one.
    environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
    environment.remove("DEBUG");
    environment.remove("JAVA");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    environment.put("UPUTNICA_PORT", Integer.toString(servicePort));
    return builder.start();
  }

  private void awaitRealm(Process started) {
    URI realm = URI.create(issuer() + "/.well-known/openid-configuration");
    long deadline = System.nanoTime() + TIME_TO_START.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      while (!answers(http, realm)) {
        if (!started.isAlive()) {
          throw new LaunchException("Keycloak ended while starting: " + reason());
        }
        if (System.nanoTime() > deadline) {
          throw new LaunchException("Keycloak does not answer: " + reason());
        }
        if (stopping.await(200, TimeUnit.MILLISECONDS)) {
          throw new LaunchException("Stopped while Keycloak was starting.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted while Keycloak was starting.", e);
    }
  }

  private static boolean answers(HttpClient http, URI address) throws InterruptedException {
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private String reason() {
    String error = Commands.lastLine(log, 0, line -> line.contains("ERROR"));
    return (error.isEmpty() ? "" : error + " ") + "(see " + log + ")";
  }

  /** Keeps who belongs to it: once the shell is gone, nothing else leads to the server. */
  private void remember(Process started) throws IOException {
    known = family(started.toHandle());
    Files.write(pidFile, known.stream().map(p -> p.pid() + " " + begin(p)).toList());
  }

  /** kc.sh is a shell around the server: the server and the shell. */
  private static List<ProcessHandle> family(ProcessHandle parent) {
    return Stream.concat(parent.descendants(), Stream.of(parent)).toList();
  }

  private static void end(Collection<ProcessHandle> all) {
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        one.destroyForcibly();
      } catch (ExecutionException | TimeoutException e) {
        one.destroyForcibly();
      }
    }
  }

  /**
   * When the process began: with the pid it tells a process from a later one of the same number.
   */
  private static String begin(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("unknown");
  }

  /** Says what is wrong with {@code home}; empty if it holds a Keycloak. */
  static Optional<String> whatIsWrongWith(Path home) {
    return Files.isRegularFile(home.resolve("bin/kc.sh"))
        ? Optional.empty()
        : Optional.of(
            "No Keycloak in "
                + home
                + "; build first (mvn package), or set UPUTNICA_KEYCLOAK_HOME.");
  }
}
