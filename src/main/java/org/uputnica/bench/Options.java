package org.uputnica.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is measured and for how long: what {@code ./uputnica run} uses, unless the environment or
 * the command line says otherwise.
 *
 * @param figures where the service tells its figures; nothing has to answer there
 * @param owner who may fill the database past the service; for {@code --cases} alone
 * @param cases how many cases to measure with; 0: those that are there
 * @param organizations how many the directory gets beside its own; 0: none
 * @param services how many these have together
 * @param pid process of the service; 0: whoever listens on its port
 * @param connections everything is measured with each of these numbers
 * @param soak how long the soak takes, in minutes; 0: there is none
 */
record Options(
    URI service,
    URI tokens,
    URI figures,
    Database database,
    Database owner,
    int cases,
    int organizations,
    int services,
    long pid,
    List<Integer> connections,
    Duration warmUp,
    Duration measured,
    int soak) {
  static final String USAGE =
      """
      usage: ./uputnica bench [--seconds N] [--warm-up N] [--connections N,N...] [--cases N]
        [--organizations N] [--services N] [--soak MINUTES]\
      """;

  private static final int MANY_ORGANIZATIONS = 5_000;
  private static final int MANY_SERVICES = 20_000;

  Options {
    connections = List.copyOf(connections);
  }

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
    List<Integer> connections = List.of(16);
    int cases = 0;
    int organizations = 0;
    int services = 0;
    int soak = 0;
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (option) {
        case "--seconds" -> seconds = number(option, value, 4);
        case "--warm-up" -> warmUp = number(option, value, 4);
        case "--connections" ->
            connections =
                Stream.of(value.split(",", -1)).map(each -> number(option, each, 4)).toList();
        case "--cases" -> cases = number(option, value, 7);
        case "--organizations" -> organizations = number(option, value, 6);
        case "--services" -> services = number(option, value, 6);
        case "--soak" -> soak = number(option, value, 4);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (cases > 0 || organizations > 0 || services > 0) {
      organizations = organizations == 0 ? MANY_ORGANIZATIONS : organizations;
      services = services == 0 ? MANY_SERVICES : services;
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
        address(
            environment,
            "UPUTNICA_FIGURES_URL",
            "UPUTNICA_FIGURES_PORT",
            "http://127.0.0.1:",
            "9464",
            "/q/metrics"),
        new Database(
            database,
            environment.getOrDefault("UPUTNICA_DATABASE_USER", "uputnica_app"),
            environment.getOrDefault("UPUTNICA_DATABASE_PASSWORD", "demo-uputnica_app")),
        new Database(
            database,
            environment.getOrDefault("UPUTNICA_BENCH_USER", "postgres"),
            environment.getOrDefault("UPUTNICA_BENCH_PASSWORD", "demo-postgres")),
        cases,
        organizations,
        services,
        Long.parseLong(environment.getOrDefault("UPUTNICA_PID", "0")),
        connections,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(seconds),
        soak);
  }

  private static int number(String option, String value, int digits) {
    if (!value.matches("[1-9][0-9]{0,%d}".formatted(digits - 1))) {
      throw new IllegalArgumentException(
          option + " needs a number of at most %d digits".formatted(digits));
    }
    return Integer.parseInt(value);
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
