package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a stack that nobody else can reach is spared the checks of a start in production. */
class ProductionTest {
  private static final Map<String, String> OWN =
      Map.of(
          "quarkus.http.host", "127.0.0.1",
          "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:15432/uputnica",
          "quarkus.oidc.auth-server-url", "http://localhost:8180/realms/uputnica");

  @Test
  void theStackOfTheTestsIsOnThisMachine() {
    assertThat(isOnThisMachineAlone(OWN)).isTrue();
    assertThat(isOnThisMachineAlone(Map.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.http.host, 0.0.0.0",
    "quarkus.http.host, 127.0.0.1.example.org",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://database.example.org/uputnica",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://localhost.example.org/uputnica",
    "quarkus.oidc.auth-server-url, https://sign-in.example.org/realms/uputnica",
    "quarkus.oidc.auth-server-url, http://localhost:1@sign-in.example.org/realms/uputnica"
  })
  void whatIsElsewhereIsLookedAt(String setting, String value) {
    Map<String, String> changed = new HashMap<>(OWN);
    changed.put(setting, value);
    assertThat(isOnThisMachineAlone(changed)).isFalse();
  }

  private static boolean isOnThisMachineAlone(Map<String, String> settings) {
    return Production.isOnThisMachineAlone(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build());
  }
}
