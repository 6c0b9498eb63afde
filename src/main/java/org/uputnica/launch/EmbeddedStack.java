package org.uputnica.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL and a real Keycloak as children of this process, for the demo and the tests.
 * Everything they keep is in one data folder and is found again by the next start, after {@code
 * kill -9} too.
 */
public final class EmbeddedStack implements AutoCloseable {
  /** The passphrase of the demo's key file; refused in production. */
  static final String DEMO_PASSPHRASE = "demo-only-passphrase";

  /** What the service asks the demo's Keycloak with; refused in production. */
  static final String DEMO_CLIENT_SECRET = "demo-only-client-secret";

  /** The clients of the player, whose tokens are bound to no key; production names none. */
  static final String DEMO_CLIENTS = "uputnica-player,uputnica-player-gold";

  /** The invented organisations, and those of whoever adds a country of their own. */
  private static final String DEMO_DIRECTORY =
      "classpath:directory/al.json,classpath:directory/ba.json,classpath:directory/me.json,"
          + "classpath:directory/mk.json,classpath:directory/rs.json,classpath:directory/xk.json,"
          + "${UPUTNICA_DIRECTORY_SEED:}";

  /**
   * Looked for in system properties only, so that no environment variable can switch checks off.
   */
  static final String MARKER = "uputnica.embedded";

  private static final String FIRST_START = " (the first start takes a minute or two)";

  private final Settings settings;
  private final Progress progress;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable DataFolder folder;
  private @Nullable PostgresServer postgres;
  private @Nullable KeycloakServer keycloak;

  /**
   * What to start, and where.
   *
   * @param data folder of everything that is kept
   * @param servicePort where the service itself will listen; 0 leaves that to the caller
   * @param keycloakPort 0 for one that is free
   * @param postgresPort 0 for one that is free
   * @param keycloakHome an unpacked Keycloak distribution
   * @param realm the realm file to import
   * @param walArchive folder that gets every finished piece of the database's log; empty for none
   */
  public record Settings(
      Path data,
      int servicePort,
      int keycloakPort,
      int postgresPort,
      Path keycloakHome,
      Path realm,
      String walArchive) {

    /** As the environment says; {@code home} is the folder of the source tree. */
    public static Settings from(Map<String, String> environment, Path home) {
      return new Settings(
          Path.of(environment.getOrDefault("UPUTNICA_DATA", home.resolve(".data").toString()))
              .toAbsolutePath(),
          port(environment, "UPUTNICA_PORT", 8080),
          port(environment, "UPUTNICA_KEYCLOAK_PORT", 8180),
          port(environment, "UPUTNICA_POSTGRES_PORT", 15432),
          keycloakHome(environment, home),
          home.resolve("keycloak-realm/uputnica-realm.json"),
          environment.getOrDefault("UPUTNICA_WAL_ARCHIVE", ""));
    }

    /** Free ports, for tests that run beside a demo. */
    public static Settings onFreePorts(Path data, Map<String, String> environment, Path home) {
      return new Settings(
          data.toAbsolutePath(),
          0,
          0,
          0,
          keycloakHome(environment, home),
          home.resolve("keycloak-realm/uputnica-realm.json"),
          "");
    }

    private static Path keycloakHome(Map<String, String> environment, Path home) {
      return Path.of(
          environment.getOrDefault(
              "UPUTNICA_KEYCLOAK_HOME", home.resolve(".embedded/keycloak-26.7.3").toString()));
    }

    private static int port(Map<String, String> environment, String name, int usual) {
      String text = environment.getOrDefault(name, Integer.toString(usual));
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new LaunchException(name + " is no port number: " + text);
    }

    private Settings withPorts() {
      return new Settings(
          data,
          servicePort,
          Ports.choose(keycloakPort),
          Ports.choose(postgresPort),
          keycloakHome,
          realm,
          walArchive);
    }
  }

  /** Prepares; {@link #start()} does the work. Two steps, so that a start can be interrupted. */
  public EmbeddedStack(Settings settings, Progress progress) {
    this.settings = settings.withPorts();
    this.progress = progress;
  }

  /**
   * Prepares and starts in one go, silently.
   *
   * @throws LaunchException one line that says what is wrong
   */
  public static EmbeddedStack start(Settings settings) {
    var stack = new EmbeddedStack(settings, Progress.silent());
    try {
      stack.start();
      return stack;
    } catch (LaunchException e) {
      stack.close();
      throw e;
    }
  }

  /**
   * Starts PostgreSQL, then Keycloak, and waits until both answer.
   *
   * @throws LaunchException one line that says what is wrong; the caller closes what has started
   */
  public void start() {
    KeycloakServer.whatIsWrongWith(settings.keycloakHome)
        .ifPresent(wrong -> {
          throw new LaunchException(wrong);
        });
    Path data = openFolder();
    var identity = new KeycloakServer(settings.keycloakHome, data, settings.keycloakPort);
    identity.endLeftover();
    PostgresServer.endLeftover(data);
    requireFreePorts();
    boolean first = !Files.exists(data.resolve("postgres/cluster"));
    progress.step("Starting the database", () -> startPostgres(data));
    PostgresServer database = postgres();
    var databases = new Databases(database);
    databases.provide();
    importAfreshIfChanged(data, databases);
    requireGoingOn();
    keycloak = identity;
    progress.step(
        "Starting Keycloak" + (first ? FIRST_START : ""),
        () -> identity.start(database, settings.realm, settings.servicePort));
  }

  /** Ends what a killed run left behind on the data folder and deletes the folder. */
  public static void reset(Settings settings) {
    var opened = DataFolder.open(settings.data);
    new KeycloakServer(settings.keycloakHome, opened.path(), settings.keycloakPort).endLeftover();
    PostgresServer.endLeftover(opened.path());
    opened.delete();
  }

  /** The Quarkus configuration with which the service uses this stack. */
  public Map<String, String> config() {
    Path data = settings.data;
    var config = new LinkedHashMap<String, String>();
    config.put(MARKER, "true");
    config.put("uputnica.demo", "true");
    config.put("uputnica.fhir.enabled", "true");
    config.put("uputnica.directory.seed", DEMO_DIRECTORY);
    config.put("uputnica.keys.directory", data.resolve("keys").toString());
    config.put("uputnica.shred.directory", data.resolve("shred").toString());
    config.put("uputnica.keys.passphrase", DEMO_PASSPHRASE);
    config.put("uputnica.token.client-secret", DEMO_CLIENT_SECRET);
    config.put("uputnica.token.unbound-clients", DEMO_CLIENTS);
    config.put("uputnica.scanner.kind", "NONE");
    config.put("quarkus.http.host", "127.0.0.1");
    if (settings.servicePort != 0) {
      config.put("quarkus.http.port", Integer.toString(settings.servicePort));
    }
    config.put("quarkus.management.port", "${UPUTNICA_FIGURES_PORT:0}");
    config.put("quarkus.http.body.uploads-directory", data.resolve("uploads").toString());
    config.put("quarkus.datasource.jdbc.url", postgres().url(Databases.SERVICE));
    config.put("quarkus.datasource.username", DatabaseLogin.SERVICE.role());
    config.put("quarkus.datasource.password", DatabaseLogin.SERVICE.password());
    config.put("quarkus.flyway.username", DatabaseLogin.OWNER.role());
    config.put("quarkus.flyway.password", DatabaseLogin.OWNER.password());
    config.put("quarkus.oidc.auth-server-url", keycloak().issuer());
    return config;
  }

  /** Throws the service's database away and makes it anew; only while no service uses it. */
  public void emptyServiceDatabase() {
    new Databases(postgres()).recreate(Databases.SERVICE, DatabaseLogin.OWNER);
  }

  /** Calls {@code lament} with one line if a child ends although nobody asked it to. */
  public void watch(Consumer<String> lament) {
    Thread.ofPlatform()
        .daemon()
        .name("embedded-watch")
        .start(() -> {
          try {
            while (!closing.await(1, TimeUnit.SECONDS)) {
              String line = whatDied();
              // Ctrl-C at a terminal reaches the children as well: then this process is ending too.
              if (line != null && !closing.await(1, TimeUnit.SECONDS)) {
                lament.accept(line);
                return;
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** The embedded database server. */
  public PostgresServer postgres() {
    return started(postgres);
  }

  /** The embedded identity server. */
  public KeycloakServer keycloak() {
    return started(keycloak);
  }

  public Settings settings() {
    return settings;
  }

  /** Stops Keycloak, then PostgreSQL, and waits for both. */
  @Override
  public void close() {
    closing.countDown();
    if (keycloak != null) {
      keycloak.stop();
    }
    if (postgres != null) {
      postgres.stop();
    }
    if (folder != null) {
      folder.close();
      folder = null;
    }
  }

  private Path openFolder() {
    var opened = DataFolder.open(settings.data);
    folder = opened;
    return opened.path();
  }

  private void requireFreePorts() {
    Ports.requireFree(settings.postgresPort, "database", "UPUTNICA_POSTGRES_PORT");
    Ports.requireFree(settings.keycloakPort, "Keycloak", "UPUTNICA_KEYCLOAK_PORT");
    if (settings.servicePort != 0) {
      Ports.requireFree(settings.servicePort, "service", "UPUTNICA_PORT");
    }
  }

  private void startPostgres(Path data) {
    var server = PostgresServer.prepare(data, settings.postgresPort, settings.walArchive);
    requireGoingOn();
    postgres = server;
    server.start();
  }

  /** Keycloak imports a realm it does not know; one that has changed it would keep as it was. */
  private void importAfreshIfChanged(Path data, Databases databases) {
    Path known = data.resolve("realm.sha256");
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(settings.realm));
      digest.update(Integer.toString(settings.servicePort).getBytes(StandardCharsets.UTF_8));
      String now = HexFormat.of().formatHex(digest.digest());
      if (!Files.exists(known) || !Files.readString(known).equals(now)) {
        if (Files.exists(known)) {
          progress.say(
              "The realm has changed and is imported afresh; accounts made in it since are gone.");
        }
        databases.recreate(Databases.KEYCLOAK, DatabaseLogin.KEYCLOAK);
        Files.writeString(known, now);
      }
    } catch (IOException e) {
      throw new LaunchException("The realm file cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void requireGoingOn() {
    if (closing.getCount() == 0) {
      throw new LaunchException("Stopped while starting.");
    }
  }

  private @Nullable String whatDied() {
    if (!postgres().isAlive()) {
      return "The database ended unexpectedly, see " + postgres().log();
    }
    if (!keycloak().isAlive()) {
      return "Keycloak ended unexpectedly, see " + keycloak().log();
    }
    return null;
  }

  private static <T> T started(@Nullable T child) {
    if (child == null) {
      throw new IllegalStateException("not started");
    }
    return child;
  }
}
