package org.uputnica.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.uputnica.launch.Deployment.Login;
import org.uputnica.launch.Deployment.Realm;

/**
 * Everything a start in production refuses. A new refusal is one row here and one case in {@code
 * UnsafeSettingsTest}; {@code docs/operations.md} says how each is set right.
 */
final class UnsafeSettings {
  /** Shorter ones are guessed. */
  private static final int SHORTEST_PASSPHRASE = 16;

  static final List<UnsafeSetting> ALL =
      List.of(
          new UnsafeSetting(
              "uputnica.demo",
              "is true; the demo is ./uputnica run, nothing else",
              Deployment::demo),
          new UnsafeSetting(
              "quarkus.oidc.auth-server-url",
              "is not an https address; whoever listens takes the tokens (UPUTNICA_ISSUER)",
              d -> !d.issuer().toLowerCase(Locale.ROOT).startsWith("https://")),
          new UnsafeSetting(
              "quarkus.oidc.token.audience",
              "is empty; tokens for other services of the realm would be accepted",
              d -> d.audience().isBlank()),
          new UnsafeSetting(
              "realm is reachable",
              "it is not, so nobody knows whether demo people can sign in (UPUTNICA_ISSUER)",
              d -> d.realm().isEmpty()),
          new UnsafeSetting(
              "realm without demo people",
              "it offers the client uputnica-player, so the demo's people can sign in; import a"
                  + " realm of your own",
              inRealm(Realm::offersPlayer)),
          new UnsafeSetting(
              "realm answers the service",
              "it does not take the service's secret, so nothing could be unsealed"
                  + " (UPUTNICA_CLIENT_SECRET)",
              inRealm(realm -> !realm.answersService())),
          new UnsafeSetting(
              "realm knows gold",
              "it does not, so nobody could show a second factor when it is asked for; an existing"
                  + " realm is not changed by a new version (docs/operations.md, Keycloak)",
              inRealm(realm -> !realm.knowsGold())),
          new UnsafeSetting(
              "uputnica.token.client-secret",
              "is missing or the demo's (UPUTNICA_CLIENT_SECRET)",
              d ->
                  d.clientSecret().isBlank()
                      || d.clientSecret().equals(EmbeddedStack.DEMO_CLIENT_SECRET)),
          new UnsafeSetting(
              "uputnica.token.unbound-clients",
              "names a client; whoever steals one of its tokens can use it",
              d -> !d.unboundClients().isBlank()),
          new UnsafeSetting(
              "uputnica.token.address",
              "is not the https address under which clients reach the service, which their proofs"
                  + " name (UPUTNICA_ADDRESS)",
              d -> !d.address().toLowerCase(Locale.ROOT).startsWith("https://")),
          new UnsafeSetting(
              "uputnica.keys.passphrase",
              "is missing, the demo's, or shorter than "
                  + SHORTEST_PASSPHRASE
                  + " characters (UPUTNICA_KEYS_PASSPHRASE)",
              d ->
                  d.passphrase().equals(EmbeddedStack.DEMO_PASSPHRASE)
                      || d.passphrase().length() < SHORTEST_PASSPHRASE),
          new UnsafeSetting(
              "uputnica.keys.module",
              "lacks the configuration of the token or its PIN (UPUTNICA_KEYS_MODULE_CONFIGURATION,"
                  + " UPUTNICA_KEYS_MODULE_PIN)",
              Deployment::moduleUnsaid),
          new UnsafeSetting(
              "uputnica.keys.directory",
              "can be read by other users of this machine (chmod 700)",
              Deployment::keysReadableByOthers),
          new UnsafeSetting(
              "uputnica.scanner.kind",
              "is NONE; what is sent in would be kept and handed on unlooked at (UPUTNICA_SCANNER)",
              Deployment::unscanned),
          new UnsafeSetting(
              "quarkus.mailer.start-tls",
              "is not REQUIRED for a mail server on another machine; whoever listens reads who gets"
                  + " letters (UPUTNICA_SMTP_STARTTLS, QUARKUS_MAILER_TLS)",
              Deployment::mailInClear),
          new UnsafeSetting(
              "quarkus.datasource.password",
              "is missing or one everybody knows (UPUTNICA_DATABASE_PASSWORD)",
              d -> isPublic(d.service())),
          new UnsafeSetting(
              "quarkus.flyway.password",
              "is missing or one everybody knows (UPUTNICA_DATABASE_OWNER_PASSWORD)",
              d -> isPublic(d.owner())),
          new UnsafeSetting(
              "quarkus.datasource.username",
              "is the owner of the tables, whom row-level security does not bind"
                  + " (UPUTNICA_DATABASE_USER)",
              d -> d.service().username().equals(d.owner().username())),
          new UnsafeSetting(
              "database is reachable",
              "it is not with the logins of service and migrations, so nobody knows whether it is"
                  + " safe (UPUTNICA_DATABASE_URL, _USER, _PASSWORD, _OWNER, _OWNER_PASSWORD)",
              d -> d.database().isEmpty()),
          inDatabase(
              "database role superuser",
              "the service's login is a superuser; sign in as uputnica_app"),
          inDatabase(
              "database role bypassrls",
              "the service's login bypasses row-level security; sign in as uputnica_app"),
          inDatabase(
              "database role attributes",
              "the service's login may make roles or databases, or replicate; sign in as"
                  + " uputnica_app as db/roles.sql makes it"),
          inDatabase(
              "database role member",
              "the service's login is a member of another role, whose rights it has; revoke it"),
          inDatabase(
              "database role owner",
              "the service's login owns something, whom row-level security does not bind there;"
                  + " give it to the owner of the migrations"),
          inDatabase(
              "database owner superuser",
              "the login of the migrations is a superuser or bypasses row-level security; sign in"
                  + " as uputnica_owner (UPUTNICA_DATABASE_OWNER)"),
          inDatabase(
              "database connection",
              "leaves this machine and is not encrypted, or nobody checks who answers; add"
                  + " sslmode=verify-full to UPUTNICA_DATABASE_URL"),
          inDatabase(
              "practice clock",
              "was moved in this database, so its times are invented; begin with an empty one"),
          inDatabase("fsync", "is off in PostgreSQL; a power cut loses cases"),
          inDatabase(
              "synchronous_commit", "is off in PostgreSQL; what was acknowledged may be lost"),
          inDatabase("full_page_writes", "is off in PostgreSQL; a power cut damages tables"),
          inDatabase(
              "data_checksums",
              "are off in PostgreSQL, or their failure is ignored; a decaying disk goes unnoticed"
                  + " (pg_checksums --enable)"),
          inDatabase(
              "zero_damaged_pages", "is on in PostgreSQL; damaged pages are silently emptied"),
          inDatabase(
              "log_parameter_max_length",
              "is not 0 while PostgreSQL logs statements; the values would stand in its log"),
          new UnsafeSetting(
              "quarkus.swagger-ui.enabled",
              "is true; the browsable page is for the demo",
              Deployment::swaggerUi),
          new UnsafeSetting(
              "quarkus.hibernate-orm.log.bind-parameters",
              "is true; the log would become a second database",
              Deployment::bindParameters));

  private UnsafeSettings() {}

  /** The settings of {@code deployment} that are unsafe, in the order of the list. */
  static List<UnsafeSetting> in(Deployment deployment) {
    return ALL.stream().filter(setting -> setting.unsafe().test(deployment)).toList();
  }

  private static UnsafeSetting inDatabase(String name, String why) {
    return new UnsafeSetting(
        name,
        why,
        deployment -> deployment.database().filter(it -> it.findings().contains(name)).isPresent());
  }

  private static Predicate<Deployment> inRealm(Predicate<Realm> unsafe) {
    return deployment -> deployment.realm().filter(unsafe).isPresent();
  }

  private static boolean isPublic(Login login) {
    String password = login.password();
    return password.isBlank()
        || password.equalsIgnoreCase(login.username())
        || List.of("postgres", "password", "changeme", "demo", "uputnica").contains(password)
        || Arrays.stream(DatabaseLogin.values()).anyMatch(l -> l.password().equals(password));
  }
}
