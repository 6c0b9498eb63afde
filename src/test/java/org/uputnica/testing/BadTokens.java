package org.uputnica.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Tokens that must open nothing, made from real ones. */
public final class BadTokens {
  private BadTokens() {}

  /** Says that no signature is needed. */
  public static String unsigned(String token) {
    String[] parts = token.split("\\.", -1);
    return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
  }

  /** Claims another organisation under the old signature. */
  public static String forged(String token, Person other) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    String changed =
        claims.replaceAll(
            "\"uputnica_organization\":\"[^\"]+\"",
            "\"uputnica_organization\":\"" + other.organization() + "\"");
    return parts[0] + "." + base64(changed) + "." + parts[2];
  }

  /** One that was good for a second. */
  public static String expired(Person person) {
    String issuer = issuer();
    String admin = admin(issuer);
    String clients = issuer.replace("/realms/", "/admin/realms/") + "/clients";
    Map<String, Object> player =
        given()
            .auth()
            .oauth2(admin)
            .get(clients + "?clientId=uputnica-player")
            .jsonPath()
            .getMap("[0]");
    String client = clients + "/" + player.get("id");
    Map<String, Object> attributes =
        JsonPath.with(given().auth().oauth2(admin).get(client).asString()).getMap("attributes");
    lifespan(admin, client, attributes, "1");
    try {
      String token =
          given()
              .formParam("grant_type", "password")
              .formParam("client_id", "uputnica-player")
              .formParam("username", person.username())
              .formParam("password", "demo")
              .post(issuer + "/protocol/openid-connect/token")
              .jsonPath()
              .getString("access_token");
      new CompletableFuture<Void>().completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
      return token;
    } finally {
      lifespan(admin, client, attributes, "");
    }
  }

  private static void lifespan(
      String admin, String client, Map<String, Object> attributes, String seconds) {
    Map<String, Object> changed = new java.util.HashMap<>(attributes);
    changed.put("access.token.lifespan", seconds);
    given()
        .auth()
        .oauth2(admin)
        .contentType(ContentType.JSON)
        .body(Map.of("clientId", "uputnica-player", "attributes", changed))
        .put(client)
        .then()
        .statusCode(204);
  }

  private static String admin(String issuer) {
    return given()
        .formParam("grant_type", "password")
        .formParam("client_id", "admin-cli")
        .formParam("username", "admin")
        .formParam("password", "demo")
        .post(
            issuer.replace("/realms/uputnica", "/realms/master") + "/protocol/openid-connect/token")
        .jsonPath()
        .getString("access_token");
  }

  private static String issuer() {
    String issuer = Stack.running().get("quarkus.oidc.auth-server-url");
    if (issuer == null) {
      throw new IllegalStateException("no Keycloak: annotate the test with Stack");
    }
    return issuer;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
