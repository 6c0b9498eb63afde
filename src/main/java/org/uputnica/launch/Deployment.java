package org.uputnica.launch;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What a start in production finds: its configuration, the database and the realm behind it.
 *
 * @param issuer address of the realm
 * @param audience what a token must be meant for
 * @param address where clients reach the service
 * @param clientSecret what it asks the realm with
 * @param unboundClients clients whose tokens need not be bound to a key
 * @param demo whether this calls itself a demo
 * @param swaggerUi whether the browsable page is served
 * @param bindParameters whether values of SQL parameters are written to the log
 * @param unscanned whether contents are kept that no scanner has looked at
 * @param passphrase opens the key file
 * @param moduleUnsaid whether the keys are in a security module that is not configured whole
 * @param keysReadableByOthers whether another user of the machine can read the key folder
 * @param service the login of the service at work
 * @param owner the login of the migrations
 * @param database empty if it cannot be reached with the service's login
 * @param realm empty if it cannot be reached
 */
record Deployment(
    String issuer,
    String audience,
    String address,
    String clientSecret,
    String unboundClients,
    boolean demo,
    boolean swaggerUi,
    boolean bindParameters,
    boolean unscanned,
    String passphrase,
    boolean moduleUnsaid,
    boolean keysReadableByOthers,
    Login service,
    Login owner,
    Optional<Database> database,
    Optional<Realm> realm) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A database login. */
  record Login(String username, String password) {}

  /**
   * What the database says about itself and the service's login.
   *
   * @param encrypted whether the connection is, or never leaves the machine
   */
  record Database(
      boolean superuser,
      boolean bypassesRowSecurity,
      boolean fsync,
      boolean synchronousCommit,
      boolean fullPageWrites,
      boolean encrypted) {}

  /**
   * What the realm gives away.
   *
   * @param offersPlayer whether it has the demo's client, and with it, surely, the demo's people: a
   *     password grant for a user that cannot exist is answered {@code invalid_grant} by a realm
   *     that knows the client and {@code invalid_client} or {@code unauthorized_client} by one that
   *     does not
   * @param answersService whether it takes the service's secret and says of a token that is none
   *     that it is not good
   */
  record Realm(boolean offersPlayer, boolean answersService) {}

  /** Looks at everything once. */
  static Deployment inspect(Config config) {
    String issuer = text(config, "quarkus.oidc.auth-server-url");
    var service =
        new Login(
            text(config, "quarkus.datasource.username"),
            text(config, "quarkus.datasource.password"));
    String secret = text(config, "uputnica.token.client-secret");
    return new Deployment(
        issuer,
        text(config, "quarkus.oidc.token.audience"),
        text(config, "uputnica.token.address"),
        secret,
        text(config, "uputnica.token.unbound-clients"),
        flag(config, "uputnica.demo"),
        flag(config, "quarkus.swagger-ui.enabled"),
        flag(config, "quarkus.hibernate-orm.log.bind-parameters"),
        text(config, "uputnica.scanner.kind").equalsIgnoreCase("NONE"),
        text(config, "uputnica.keys.passphrase"),
        text(config, "uputnica.keys.custody").equals("security-module")
            && (text(config, "uputnica.keys.module.configuration").isBlank()
                || text(config, "uputnica.keys.module.pin").isBlank()),
        othersCanRead(Path.of(text(config, "uputnica.keys.directory"))),
        service,
        new Login(text(config, "quarkus.flyway.username"), text(config, "quarkus.flyway.password")),
        database(text(config, "quarkus.datasource.jdbc.url"), service),
        realm(issuer, text(config, "quarkus.oidc.client-id"), secret));
  }

  private static String text(Config config, String key) {
    return config.getOptionalValue(key, String.class).orElse("");
  }

  private static boolean flag(Config config, String key) {
    return config.getOptionalValue(key, Boolean.class).orElse(false);
  }

  private static boolean othersCanRead(Path directory) {
    try {
      Set<PosixFilePermission> may = Files.getPosixFilePermissions(directory);
      return may.contains(PosixFilePermission.OTHERS_READ)
          || may.contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      return false; // not there yet: made private when the first key is written
    }
  }

  private static Optional<Database> database(String url, Login login) {
    String question =
        """
        select rolsuper, rolbypassrls,
               current_setting('fsync') = 'on', current_setting('synchronous_commit') <> 'off',
               current_setting('full_page_writes') = 'on',
               coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)
                 or inet_client_addr() is null or inet_client_addr() <<= inet '127.0.0.0/8'
                 or inet_client_addr() = inet '::1'
          from pg_roles where rolname = current_user
        """;
    DriverManager.setLoginTimeout((int) PATIENCE.toSeconds());
    try (Connection connection =
            DriverManager.getConnection(url, login.username(), login.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next()
          ? Optional.of(
              new Database(
                  row.getBoolean(1),
                  row.getBoolean(2),
                  row.getBoolean(3),
                  row.getBoolean(4),
                  row.getBoolean(5),
                  row.getBoolean(6)))
          : Optional.empty();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static Optional<Realm> realm(String issuer, String client, String secret) {
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String player =
          post(
              http,
              issuer + "/protocol/openid-connect/token",
              "grant_type=password&client_id=uputnica-player"
                  + "&username=nobody.is.called.this&password=x");
      String standing =
          post(
              http,
              issuer + "/protocol/openid-connect/token/introspect",
              "token=none&client_id=%s&client_secret=%s"
                  .formatted(encoded(client), encoded(secret)));
      return player.contains("\"error\"")
          ? Optional.of(
              new Realm(player.contains("invalid_grant"), standing.contains("\"active\":false")))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String post(HttpClient http, String address, String form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
