package org.uputnica.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.uputnica.platform.problem.Challenge;

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
 * @param mailInClear whether letters may go to another machine unencrypted
 * @param passphrase opens the key file
 * @param moduleUnsaid whether the keys are in a security module that is not configured whole
 * @param keysReadableByOthers whether another user of the machine can read the key folder
 * @param service the login of the service at work
 * @param owner the login of the migrations
 * @param database empty if it cannot be reached with both logins
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
    boolean mailInClear,
    String passphrase,
    boolean moduleUnsaid,
    boolean keysReadableByOthers,
    Login service,
    Login owner,
    Optional<Database> database,
    Optional<Realm> realm) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Settings are those of the login, since a role and a database may have their own. */
  private static final String OF_THE_SERVICE =
      """
      select finding.name
        from pg_roles r cross join lateral (values
          ('database role superuser', r.rolsuper),
          ('database role bypassrls', r.rolbypassrls),
          ('database role attributes', r.rolcreaterole or r.rolcreatedb or r.rolreplication),
          ('database role member', exists (select from pg_auth_members where member = r.oid)),
          ('database role owner', exists (select from pg_shdepend
            where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o')),
          ('database connection', not (
            (?::boolean and coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false))
            or inet_client_addr() is null or inet_client_addr() <<= inet '127.0.0.0/8'
            or inet_client_addr() = inet '::1')),
          ('fsync', current_setting('fsync') <> 'on'),
          ('synchronous_commit', current_setting('synchronous_commit') = 'off'),
          ('full_page_writes', current_setting('full_page_writes') <> 'on'),
          ('data_checksums', current_setting('data_checksums') <> 'on'
            or current_setting('ignore_checksum_failure') = 'on'),
          ('zero_damaged_pages', current_setting('zero_damaged_pages') = 'on'),
          ('log_parameter_max_length', current_setting('log_parameter_max_length_on_error') <> '0'
            or (current_setting('log_parameter_max_length') <> '0'
              and (current_setting('log_statement') in ('mod', 'all')
                or current_setting('log_min_duration_statement') <> '-1'
                or current_setting('log_min_duration_sample') <> '-1'
                or current_setting('log_transaction_sample_rate') <> '0')))
        ) as finding (name, unsafe)
        where r.rolname = current_user and finding.unsafe
      """;

  private static final String OF_THE_OWNER =
      """
      select 'database owner superuser' from pg_roles
        where rolname = current_user and (rolsuper or rolbypassrls) and ?::boolean is not null
      """;

  /** Only where the migrations have been here already. */
  private static final String KNOWS_PRACTICE =
      "select 'practice' where to_regclass('platform.practice_clock') is not null and ?::boolean is not null";

  private static final String OF_A_PRACTICE =
      "select 'practice clock' from platform.practice_clock where ?::boolean is not null";

  /** A database login. */
  record Login(String username, String password) {}

  /**
   * What the database says about itself and the two logins.
   *
   * @param findings names of {@link UnsafeSettings} that it has
   */
  record Database(Set<String> findings) {
    Database {
      findings = Set.copyOf(findings);
    }
  }

  /**
   * What the realm gives away.
   *
   * @param offersPlayer whether it has the demo's client, and with it, surely, the demo's people: a
   *     password grant for a user that cannot exist is answered {@code invalid_grant} by a realm
   *     that knows the client and {@code invalid_client} or {@code unauthorized_client} by one that
   *     does not
   * @param answersService whether it takes the service's secret and says of a token that is none
   *     that it is not good
   * @param knowsGold whether it can ask for a second factor now: a realm that was imported before
   *     the service asked for it stays as it was
   */
  record Realm(boolean offersPlayer, boolean answersService, boolean knowsGold) {}

  /** Looks at everything once. */
  static Deployment inspect(Config config) {
    String issuer = text(config, "quarkus.oidc.auth-server-url");
    var service =
        new Login(
            text(config, "quarkus.datasource.username"),
            text(config, "quarkus.datasource.password"));
    var owner =
        new Login(text(config, "quarkus.flyway.username"), text(config, "quarkus.flyway.password"));
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
        mailInClear(
            text(config, "quarkus.mailer.host"),
            text(config, "quarkus.mailer.start-tls"),
            flag(config, "quarkus.mailer.tls")),
        text(config, "uputnica.keys.passphrase"),
        text(config, "uputnica.keys.custody").equals("security-module")
            && (text(config, "uputnica.keys.module.configuration").isBlank()
                || text(config, "uputnica.keys.module.pin").isBlank()),
        othersCanRead(Path.of(text(config, "uputnica.keys.directory"))),
        service,
        owner,
        database(text(config, "quarkus.datasource.jdbc.url"), service, owner),
        realm(issuer, text(config, "quarkus.oidc.client-id"), secret));
  }

  private static String text(Config config, String key) {
    return config.getOptionalValue(key, String.class).orElse("");
  }

  private static boolean flag(Config config, String key) {
    return config.getOptionalValue(key, Boolean.class).orElse(false);
  }

  static boolean mailInClear(String host, String startTls, boolean tls) {
    return !tls
        && !startTls.equalsIgnoreCase("REQUIRED")
        && !Set.of("127.0.0.1", "localhost", "::1").contains(host);
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

  static Optional<Database> database(String url, Login service, Login owner) {
    DriverManager.setLoginTimeout((int) PATIENCE.toSeconds());
    try {
      var findings = new HashSet<>(findings(url, service, OF_THE_SERVICE));
      findings.addAll(findings(url, owner, OF_THE_OWNER));
      if (!findings(url, service, KNOWS_PRACTICE).isEmpty()) {
        findings.addAll(findings(url, service, OF_A_PRACTICE));
      }
      return Optional.of(new Database(findings));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static Set<String> findings(String url, Login login, String question)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, login.username(), login.password());
        PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setBoolean(1, url.contains("sslmode=verify-full"));
      try (ResultSet row = statement.executeQuery()) {
        var found = new HashSet<String>();
        while (row.next()) {
          found.add(row.getString(1));
        }
        return found;
      }
    }
  }

  static Optional<Realm> realm(String issuer, String client, String secret) {
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
      JsonNode levels =
          new ObjectMapper()
              .readTree(answer(http, request(issuer + "/.well-known/openid-configuration").GET()))
              .path("acr_values_supported");
      return player.contains("\"error\"")
          ? Optional.of(
              new Realm(
                  player.contains("invalid_grant"),
                  standing.contains("\"active\":false"),
                  levels.valueStream().anyMatch(it -> it.asText().equals(Challenge.GOLD))))
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
    return answer(
        http,
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  private static String answer(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
