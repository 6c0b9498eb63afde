package org.uputnica.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/**
 * The realm of {@link Stack} as its administrator sees it. People and keys made here are taken away
 * again by who made them: the realm outlives a run.
 */
public final class Realm {
  private static volatile @Nullable String other;

  public static final String PASSWORD = "korak po korak preko mosta";

  private static final String USERS = "/users";

  private Realm() {}

  /**
   * Somebody who exists for one test, in the organisation of a known person.
   *
   * @param id subject of her tokens
   */
  public record Passerby(String id, String username) implements AutoCloseable {
    @Override
    public void close() {
      admin().delete(at(USERS + "/" + id)).then().statusCode(204);
    }

    public void enable(boolean enabled) {
      Map<String, Object> now = admin().get(at(USERS + "/" + id)).jsonPath().getMap("");
      now.put("enabled", enabled);
      admin().body(now).put(at(USERS + "/" + id)).then().statusCode(204);
    }

    public void signOut() {
      admin().post(at(USERS + "/" + id + "/logout")).then().statusCode(204);
    }

    public void gain(String role) {
      admin()
          .body(List.of(role(role)))
          .post(at(USERS + "/" + id + "/role-mappings/realm"))
          .then()
          .statusCode(204);
    }

    public void lose(String role) {
      admin()
          .body(List.of(role(role)))
          .delete(at(USERS + "/" + id + "/role-mappings/realm"))
          .then()
          .statusCode(204);
    }
  }

  public static Passerby passerby(Person colleague, String... roles) {
    String username = "passerby-" + Ids.random();
    Response made = register(colleague, username, PASSWORD);
    made.then().statusCode(201);
    String location = made.getHeader("Location");
    String id = location.substring(location.lastIndexOf('/') + 1);
    admin()
        .body(List.of(roles).stream().map(Realm::role).toList())
        .post(at(USERS + "/" + id + "/role-mappings/realm"))
        .then()
        .statusCode(204);
    return new Passerby(id, username);
  }

  /** The answer to making an account with this password. */
  public static Response register(Person colleague, String username, String password) {
    return admin()
        .body(
            Map.of(
                "username",
                username,
                "enabled",
                true,
                "email",
                username + "@example.org",
                "firstName",
                "Passerby",
                "lastName",
                "Invented",
                "attributes",
                Map.of(
                    "uputnica_organization",
                    List.of(colleague.organization().toString()),
                    "uputnica_country",
                    List.of(colleague.country())),
                "credentials",
                List.of(Map.of("type", "password", "value", password, "temporary", false))))
        .post(at(USERS));
  }

  /** Adds the accounts of a file, as its administrator does. */
  public static void add(Path accounts) throws IOException {
    admin().body(Files.readString(accounts)).post(at("/partialImport")).then().statusCode(200);
  }

  /** Makes a new signing key, which from now on signs; the old one is still published. */
  public static String newSigningKey() {
    Response made =
        admin()
            .body(
                Map.of(
                    "name",
                    "key of a test",
                    "providerId",
                    "rsa-generated",
                    "providerType",
                    "org.keycloak.keys.KeyProvider",
                    "config",
                    Map.of("priority", List.of("500"), "algorithm", List.of("RS256"))))
            .post(at("/components"));
    made.then().statusCode(201);
    String location = made.getHeader("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  public static void removeSigningKey(String component) {
    admin().delete(at("/components/" + component)).then().statusCode(204);
  }

  /** A client of the realm that has nothing to do with the service. */
  public static AutoCloseable otherClient(String clientId) {
    Response made =
        admin()
            .body(
                Map.of(
                    "clientId",
                    clientId,
                    "publicClient",
                    true,
                    "standardFlowEnabled",
                    false,
                    "directAccessGrantsEnabled",
                    true,
                    "authenticationFlowBindingOverrides",
                    playersFlow()))
            .post(at("/clients"));
    made.then().statusCode(201);
    String location = made.getHeader("Location");
    String id = location.substring(location.lastIndexOf('/') + 1);
    return () -> admin().delete(at("/clients/" + id)).then().statusCode(204);
  }

  /** Everything the realm remembers of what happened in it. */
  public static String events() {
    return admin().get(at("/events?max=500")).asString()
        + admin().get(at("/admin-events?max=500")).asString();
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(adminToken()).contentType(ContentType.JSON);
  }

  private static String at(String path) {
    return issuer().replace("/realms/", "/admin/realms/") + path;
  }

  /** A good token of another realm of the same server. */
  public static String adminToken() {
    return given()
        .formParam("grant_type", "password")
        .formParam("client_id", "admin-cli")
        .formParam("username", "admin")
        .formParam("password", "demo")
        .post(
            issuer().replace("/realms/uputnica", "/realms/master")
                + "/protocol/openid-connect/token")
        .jsonPath()
        .getString("access_token");
  }

  /** The answer of the token endpoint to a password grant. */
  public static Response passwordGrant(String client, String username, String password) {
    return given()
        .formParam("grant_type", "password")
        .formParam("client_id", client)
        .formParam("scope", "openid")
        .formParam("username", username)
        .formParam("password", password)
        .post(issuer() + "/protocol/openid-connect/token");
  }

  /** From now on the Keycloak with this realm, which another program has started. */
  public static void from(String issuer) {
    other = issuer;
  }

  public static String issuer() {
    @Nullable String other = Realm.other;
    String issuer = other == null ? Stack.running().get("quarkus.oidc.auth-server-url") : other;
    if (issuer == null) {
      throw new IllegalStateException("no Keycloak: annotate the test with Stack");
    }
    return issuer;
  }

  private static Map<String, Object> playersFlow() {
    return admin()
        .get(at("/clients?clientId=uputnica-player"))
        .jsonPath()
        .getMap("[0].authenticationFlowBindingOverrides");
  }

  private static Map<String, Object> role(String name) {
    return admin().get(at("/roles/" + name)).jsonPath().getMap("");
  }
}
