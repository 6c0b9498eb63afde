package org.uputnica.play;

import java.net.URI;
import java.util.Map;

/**
 * Where the service and its Keycloak are: what {@code ./uputnica run} uses, unless the environment
 * says otherwise.
 *
 * @param password of all the invented people
 */
record Addresses(URI service, URI realm, String password) {
  static Addresses from(Map<String, String> environment) {
    return new Addresses(
        address(environment, "UPUTNICA_URL", "UPUTNICA_PORT", "8080", ""),
        address(
            environment,
            "UPUTNICA_KEYCLOAK_URL",
            "UPUTNICA_KEYCLOAK_PORT",
            "8180",
            "/realms/uputnica"),
        environment.getOrDefault("UPUTNICA_PLAYER_PASSWORD", "demo"));
  }

  private static URI address(
      Map<String, String> environment, String name, String port, String usual, String path) {
    String base =
        environment.getOrDefault(name, "http://localhost:" + environment.getOrDefault(port, usual));
    try {
      return URI.create(base.replaceAll("/+$", "") + path);
    } catch (IllegalArgumentException e) {
      throw new ScenarioMistake(name + " is no address: " + base, e);
    }
  }
}
