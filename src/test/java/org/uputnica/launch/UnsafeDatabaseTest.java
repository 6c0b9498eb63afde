package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.launch.Deployment.Login;

/** What a start in production finds out about a real PostgreSQL, sound and unsound. */
class UnsafeDatabaseTest {
  private static final Login SERVICE = login(DatabaseLogin.SERVICE);
  private static final Login OWNER = login(DatabaseLogin.OWNER);

  private static OwnDatabase database;

  @BeforeAll
  static void start() {
    database = OwnDatabase.fresh("unsafe-data");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @AfterEach
  void sound() {
    assertThat(findings(database.url())).as("left as it was found").isEmpty();
  }

  @Test
  void theDatabaseOfTheDemoIsSound() {
    assertThat(findings(database.url())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          database role superuser  | alter role uputnica_app superuser                 | alter role uputnica_app nosuperuser
          database role bypassrls  | alter role uputnica_app bypassrls                 | alter role uputnica_app nobypassrls
          database role attributes | alter role uputnica_app createrole                | alter role uputnica_app nocreaterole
          database role attributes | alter role uputnica_app createdb                  | alter role uputnica_app nocreatedb
          database role attributes | alter role uputnica_app replication               | alter role uputnica_app noreplication
          database role member     | grant uputnica_owner to uputnica_app              | revoke uputnica_owner from uputnica_app
          database role owner      | create schema his authorization uputnica_app      | drop schema his
          database owner superuser | alter role uputnica_owner superuser               | alter role uputnica_owner nosuperuser
          database owner superuser | alter role uputnica_owner bypassrls               | alter role uputnica_owner nobypassrls
          practice clock           | create schema platform create table practice_clock (x int); insert into platform.practice_clock values (1); grant usage on schema platform to uputnica_app; grant select on platform.practice_clock to uputnica_app | drop schema platform cascade
          synchronous_commit       | alter role uputnica_app set synchronous_commit = off    | alter role uputnica_app reset synchronous_commit
          data_checksums           | alter role uputnica_app set ignore_checksum_failure = on | alter role uputnica_app reset ignore_checksum_failure
          zero_damaged_pages       | alter role uputnica_app set zero_damaged_pages = on      | alter role uputnica_app reset zero_damaged_pages
          log_parameter_max_length | alter role uputnica_app set log_statement = 'all'        | alter role uputnica_app reset log_statement
          log_parameter_max_length | alter role uputnica_app set log_min_duration_statement = 0 | alter role uputnica_app reset log_min_duration_statement
          log_parameter_max_length | alter role uputnica_app set log_parameter_max_length_on_error = -1 | alter role uputnica_app reset log_parameter_max_length_on_error
          """)
  void whatIsUnsafeIsFound(String name, String breaks, String mends) throws SQLException {
    run(breaks);
    Set<String> found = findings(database.url());
    run(mends);
    assertThat(found).containsExactly(name);
  }

  @Test
  void aServerThatWouldLoseCasesAtAPowerCutIsFoundAndRefused() {
    database.close();
    database.startWith("fsync=off", "full_page_writes=off");
    try {
      assertThat(findings(database.url())).containsExactlyInAnyOrder("fsync", "full_page_writes");
      assertThat(UnsafeSettings.in(Deployment.inspect(config())))
          .extracting(UnsafeSetting::name)
          .contains("fsync", "full_page_writes", "realm is reachable")
          .doesNotContain("data_checksums", "database is reachable");
    } finally {
      database.close();
      database.start();
    }
  }

  /**
   * Where this machine has an address that others reach; a connection to it has left the machine.
   */
  @Test
  void aConnectionThatLeavesTheMachineInTheClearIsFound() throws Exception {
    Optional<InetAddress> outside = outside();
    assumeTrue(outside.isPresent());
    Path rules = database.cluster().resolve("pg_hba.conf");
    String before = Files.readString(rules);
    database.close();
    Files.writeString(rules, "host all all all scram-sha-256\n", StandardOpenOption.APPEND);
    database.startWith("listen_addresses=*");
    try {
      String url = database.url().replace("127.0.0.1", outside.orElseThrow().getHostAddress());
      assertThat(findings(url)).containsExactly("database connection");
    } finally {
      database.close();
      Files.writeString(rules, before);
      database.start();
    }
  }

  @Test
  void aClusterWithoutChecksumsIsFound() {
    OwnDatabase other = OwnDatabase.withoutChecksums("unsummed-data");
    try {
      assertThat(findings(other.url())).containsExactly("data_checksums");
    } finally {
      other.close();
    }
  }

  @Test
  void aLoginThatDoesNotGetInIsNoSoundDatabase() {
    assertThat(Deployment.database(database.url(), SERVICE, new Login("uputnica_owner", "no")))
        .isEmpty();
    assertThat(Deployment.database(database.url(), new Login("uputnica_app", "no"), OWNER))
        .isEmpty();
  }

  private static Set<String> findings(String url) {
    return Deployment.database(url, SERVICE, OWNER).orElseThrow().findings();
  }

  private static Config config() {
    Map<String, String> values = new HashMap<>();
    values.put("quarkus.datasource.jdbc.url", database.url());
    values.put("quarkus.datasource.username", SERVICE.username());
    values.put("quarkus.datasource.password", SERVICE.password());
    values.put("quarkus.flyway.username", OWNER.username());
    values.put("quarkus.flyway.password", OWNER.password());
    values.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/none");
    values.put("uputnica.keys.directory", "target");
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  private static Optional<InetAddress> outside() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(it -> !it.isLoopbackAddress() && it.getAddress().length == 4)
        .findFirst();
  }

  private static void run(String sql) throws SQLException {
    try (Connection above = database.connect()) {
      above.createStatement().execute(sql);
    }
  }

  private static Login login(DatabaseLogin login) {
    return new Login(login.role(), login.password());
  }
}
