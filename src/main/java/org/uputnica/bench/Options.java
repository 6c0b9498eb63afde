package org.uputnica.bench;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What is measured and for how long: what {@code ./uputnica run} uses, unless the environment or
 * the command line says otherwise.
 *
 * @param owner who may fill the database past the service; for {@code --cases} alone
 * @param cases how many cases to measure with; 0: the main job against plain SQL
 * @param pid process of the service; 0: whoever listens on its port
 */
record Options(
    URI service,
    URI tokens,
    Database database,
    Database owner,
    int cases,
    long pid,
    int connections,
    Duration warmUp,
    Duration measured) {
  static final String USAGE =
      "usage: ./uputnica bench [--seconds N] [--warm-up N] [--connections N] [--cases N]";

  /** Where the plain SQL goes, with the rights of the service. */
  record Database(String url, String user, String password) {}

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException for anything unknown
   */
  static Options from(Map<String, String> environment, String... arguments) {
    int seconds = 20;
    int warmUp = 10;
    int connections = 16;
    int cases = 0;
    for (int i = 0; i < arguments.length; i += 2) {
      int value = number(arguments, i + 1);
      switch (arguments[i]) {
        case "--seconds" -> seconds = value;
        case "--warm-up" -> warmUp = value;
        case "--connections" -> connections = value;
        case "--cases" -> cases = value;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    String database =
        environment.getOrDefault(
            "UPUTNICA_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:%s/uputnica"
                .formatted(environment.getOrDefault("UPUTNICA_POSTGRES_PORT", "15432")));
    return new Options(
        address(environment, "UPUTNICA_URL", "UPUTNICA_PORT", "http://127.0.0.1:", "8080", ""),
        address(
            environment,
            "UPUTNICA_KEYCLOAK_URL",
            "UPUTNICA_KEYCLOAK_PORT",
            "http://localhost:",
            "8180",
            "/realms/uputnica/protocol/openid-connect/token"),
        new Database(
            database,
            environment.getOrDefault("UPUTNICA_DATABASE_USER", "uputnica_app"),
            environment.getOrDefault("UPUTNICA_DATABASE_PASSWORD", "demo-uputnica_app")),
        new Database(
            database,
            environment.getOrDefault("UPUTNICA_BENCH_USER", "postgres"),
            environment.getOrDefault("UPUTNICA_BENCH_PASSWORD", "demo-postgres")),
        cases,
        Long.parseLong(environment.getOrDefault("UPUTNICA_PID", "0")),
        connections,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(seconds));
  }

  private static int number(String[] arguments, int at) {
    int digits = arguments[at - 1].equals("--cases") ? 7 : 4;
    if (at >= arguments.length
        || !arguments[at].matches("[1-9][0-9]{0,%d}".formatted(digits - 1))) {
      throw new IllegalArgumentException(
          arguments[at - 1] + " needs a number of at most %d digits".formatted(digits));
    }
    return Integer.parseInt(arguments[at]);
  }

  private static URI address(
      Map<String, String> environment,
      String name,
      String port,
      String usualHost,
      String usualPort,
      String path) {
    String base =
        environment.getOrDefault(name, usualHost + environment.getOrDefault(port, usualPort));
    return URI.create(base.replaceAll("/+$", "") + path);
  }
}
