package org.uputnica.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.uputnica.testing.Stack;

/**
 * A PostgreSQL and a Keycloak that a test may take away and give back; one for all integration
 * tests of a run, on the data folder of the tests before them, whose realm is imported already.
 */
final class OwnStack {
  private static final Path DATA = Path.of("target/test-data");

  private static @Nullable OwnStack started;

  private final EmbeddedStack stack;
  private KeycloakServer keycloak;

  private OwnStack(EmbeddedStack stack) {
    this.stack = stack;
    this.keycloak = stack.keycloak();
  }

  /** The one of this run, started if it is not yet. */
  static synchronized OwnStack get() {
    OwnStack known = started;
    if (known == null) {
      var settings =
          EmbeddedStack.Settings.onFreePorts(DATA, System.getenv(), Path.of("").toAbsolutePath());
      var own = new OwnStack(EmbeddedStack.start(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(own::close, "own-stack-stop"));
      own.stack.emptyServiceDatabase();
      Stack.announce(own.stack);
      started = own;
      return own;
    }
    return known;
  }

  EmbeddedStack stack() {
    return stack;
  }

  void stopDatabase() {
    stack.postgres().stop();
  }

  void startDatabase() {
    stack.postgres().start();
  }

  void stopKeycloak() {
    keycloak.stop();
  }

  void startKeycloak() {
    var settings = stack.settings();
    keycloak =
        new KeycloakServer(settings.keycloakHome(), settings.data(), settings.keycloakPort());
    keycloak.start(stack.postgres(), settings.realm(), settings.servicePort());
  }

  /** Keycloak hands out connections that died with the database; that is not what is tested. */
  void restartKeycloak() {
    stopKeycloak();
    startKeycloak();
  }

  private void close() {
    keycloak.stop();
    stack.close();
  }
}
