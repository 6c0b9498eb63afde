package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.launch.Deployment.Database;
import org.uputnica.launch.Deployment.Login;
import org.uputnica.launch.Deployment.Realm;

/**
 * A start in production refuses each unsafe setting by its name, and a sound deployment for
 * nothing.
 */
class UnsafeSettingsTest {
  private static final Login SERVICE = new Login("uputnica_app", "brza-voda-brijeg-roni");
  private static final Login OWNER = new Login("uputnica_owner", "tiha-voda-most-gradi");
  private static final Database DATABASE = new Database(Set.of());
  private static final Deployment SOUND =
      new Deployment(
          "https://id.example.org/realms/nrm",
          "uputnica-backend",
          "https://api.example.org",
          "duboka-reka-tiho-tece",
          "",
          false,
          false,
          false,
          false,
          false,
          "korak po korak preko mosta",
          false,
          false,
          SERVICE,
          OWNER,
          Optional.of(DATABASE),
          Optional.of(new Realm(false, true, true)));

  @Test
  void aSoundDeploymentStarts() {
    assertThat(UnsafeSettings.in(SOUND)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneUnsafeSettingEach")
  void anUnsafeSettingIsNamed(String name, Deployment deployment) {
    assertThat(UnsafeSettings.in(deployment)).extracting(UnsafeSetting::name).containsExactly(name);
  }

  @Test
  void everyRefusalHasItsCase() {
    assertThat(UnsafeSettings.ALL)
        .extracting(UnsafeSetting::name)
        .containsExactlyInAnyOrderElementsOf(
            oneUnsafeSettingEach().map(a -> String.valueOf(a.get()[0])).distinct().toList());
  }

  @Test
  void lettersLeaveThisMachineEncrypted() {
    assertThat(Deployment.mailInClear("mail.example.org", "DISABLED", false)).isTrue();
    assertThat(Deployment.mailInClear("mail.example.org", "OPTIONAL", false)).isTrue();
    assertThat(Deployment.mailInClear("mail.example.org", "REQUIRED", false)).isFalse();
    assertThat(Deployment.mailInClear("mail.example.org", "DISABLED", true)).isFalse();
    assertThat(Deployment.mailInClear("127.0.0.1", "DISABLED", false)).isFalse();
  }

  static Stream<Arguments> oneUnsafeSettingEach() {
    return Stream.of(
        Arguments.of("uputnica.demo", change("demo", true)),
        Arguments.of(
            "quarkus.oidc.auth-server-url", change("issuer", "http://id.example.org/realms/nrm")),
        Arguments.of("quarkus.oidc.token.audience", change("audience", "")),
        Arguments.of("realm is reachable", change("realm", Optional.empty())),
        Arguments.of(
            "realm without demo people", change("realm", Optional.of(new Realm(true, true, true)))),
        Arguments.of(
            "realm answers the service",
            change("realm", Optional.of(new Realm(false, false, true)))),
        Arguments.of(
            "realm knows gold", change("realm", Optional.of(new Realm(false, true, false)))),
        Arguments.of("uputnica.token.client-secret", change("clientSecret", "")),
        Arguments.of(
            "uputnica.token.client-secret",
            change("clientSecret", EmbeddedStack.DEMO_CLIENT_SECRET)),
        Arguments.of("uputnica.token.unbound-clients", change("unboundClients", "uputnica-player")),
        Arguments.of("uputnica.token.address", change("address", "")),
        Arguments.of("uputnica.token.address", change("address", "http://api.example.org")),
        Arguments.of(
            "uputnica.keys.passphrase", change("passphrase", EmbeddedStack.DEMO_PASSPHRASE)),
        Arguments.of("uputnica.keys.passphrase", change("passphrase", "")),
        Arguments.of("uputnica.keys.passphrase", change("passphrase", "kratka")),
        Arguments.of("uputnica.keys.module", change("moduleUnsaid", true)),
        Arguments.of("uputnica.scanner.kind", change("unscanned", true)),
        Arguments.of("quarkus.mailer.start-tls", change("mailInClear", true)),
        Arguments.of("uputnica.keys.directory", change("keysReadableByOthers", true)),
        Arguments.of(
            "quarkus.datasource.password", change("service", new Login("uputnica_app", ""))),
        Arguments.of(
            "quarkus.datasource.password",
            change("service", new Login("uputnica_app", "uputnica_app"))),
        Arguments.of(
            "quarkus.datasource.password",
            change("service", new Login("uputnica_app", DatabaseLogin.SERVICE.password()))),
        Arguments.of(
            "quarkus.flyway.password", change("owner", new Login("uputnica_owner", "changeme"))),
        Arguments.of("quarkus.datasource.username", change("service", OWNER)),
        Arguments.of("database is reachable", change("database", Optional.empty())),
        inDatabase("database role superuser"),
        inDatabase("database role bypassrls"),
        inDatabase("database role attributes"),
        inDatabase("database role member"),
        inDatabase("database role owner"),
        inDatabase("database owner superuser"),
        inDatabase("database connection"),
        inDatabase("practice clock"),
        inDatabase("fsync"),
        inDatabase("synchronous_commit"),
        inDatabase("full_page_writes"),
        inDatabase("data_checksums"),
        inDatabase("zero_damaged_pages"),
        inDatabase("log_parameter_max_length"),
        Arguments.of("quarkus.swagger-ui.enabled", change("swaggerUi", true)),
        Arguments.of("quarkus.hibernate-orm.log.bind-parameters", change("bindParameters", true)));
  }

  private static Arguments inDatabase(String name) {
    return Arguments.of(name, change("database", Optional.of(new Database(Set.of(name)))));
  }

  /** The sound deployment with one component replaced. */
  private static Deployment change(String component, Object value) {
    try {
      RecordComponent[] components = Deployment.class.getRecordComponents();
      var types = new Class<?>[components.length];
      var values = new Object[components.length];
      boolean found = false;
      for (int i = 0; i < components.length; i++) {
        boolean replaced = components[i].getName().equals(component);
        types[i] = components[i].getType();
        values[i] = replaced ? value : components[i].getAccessor().invoke(SOUND);
        found |= replaced;
      }
      assertThat(found).as(component).isTrue();
      return Deployment.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
