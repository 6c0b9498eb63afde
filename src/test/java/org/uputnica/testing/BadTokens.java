package org.uputnica.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.uputnica.platform.id.Ids;

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

  /**
   * Everything that is no access token of this realm for this service, by what is wrong with it.
   *
   * @param good a token that opens
   */
  public static Map<String, String> all(String good, Person other) {
    Map<String, String> bad = new TreeMap<>();
    bad.put("garbage", "garbage");
    bad.put("empty parts", "..");
    bad.put("three words", "YWJj.YWJj.YWJj");
    bad.put("empty objects", "e30.e30.YWJj");
    bad.put("lists", "W10.W10.YWJj");
    bad.put("deep", base64("{\"a\":".repeat(900)) + "." + base64("{}") + ".YWJj");
    bad.put("cut", good.substring(0, good.length() - 2));
    bad.put("unsigned", unsigned(good));
    bad.put("forged", forged(good, other));
    bad.put("signature of nothing", good.substring(0, good.lastIndexOf('.') + 1));
    bad.put("huge", good + "x".repeat(8_000));
    bad.put(
        "nested", base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}") + ".." + good);
    bad.put("signed with the public key", signedWithPublicKey(good, "HS256"));
    Signer own = new Signer();
    bad.put("unknown key", own.sign(good, header -> header.setKeyIdHeaderValue("unknown")));
    bad.put("known key id", own.sign(good, header -> header.setKeyIdHeaderValue(keyId(good))));
    bad.put("no key id", own.sign(good, _ -> {}));
    bad.put("key inside", own.sign(good, header -> header.setJwkHeader(own.key())));
    bad.put(
        "key elsewhere",
        own.sign(good, header -> header.setHeader("jku", "http://127.0.0.1:1/keys")));
    bad.put(
        "certificate elsewhere",
        own.sign(good, header -> header.setHeader("x5u", "http://127.0.0.1:1/certificate")));
    bad.put("critical", own.sign(good, header -> header.setCriticalHeaderNames("exp")));
    bad.put("another realm", Realm.adminToken());
    JsonPath answer = Realm.passwordGrant("uputnica-player", other.username(), "demo").jsonPath();
    bad.put("identity token", answer.getString("id_token"));
    bad.put("refresh token", answer.getString("refresh_token"));
    bad.put("another audience", ofAnotherClient(other));
    return bad;
  }

  /** For a client that has nothing to do with the service. */
  private static String ofAnotherClient(Person person) {
    String client = "other-" + Ids.random();
    try (AutoCloseable _ = Realm.otherClient(client)) {
      return Realm.passwordGrant(client, person.username(), "demo")
          .jsonPath()
          .getString("access_token");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signedWithPublicKey(String token, String algorithm) {
    List<Map<String, Object>> keys =
        given().get(Realm.issuer() + "/protocol/openid-connect/certs").jsonPath().getList("keys");
    try {
      PublicJsonWebKey key =
          PublicJsonWebKey.Factory.newPublicJwk(
              keys.stream()
                  .filter(each -> keyId(token).equals(each.get("kid")))
                  .findFirst()
                  .orElseThrow());
      var signature = new JsonWebSignature();
      signature.setAlgorithmHeaderValue(algorithm);
      signature.setKeyIdHeaderValue(keyId(token));
      signature.setPayload(claims(token));
      signature.setKey(new HmacKey(key.getPublicKey().getEncoded()));
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keyId(String token) {
    return JsonPath.from(
            new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8))
        .getString("kid");
  }

  private static String claims(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
  }

  /** Somebody with a key of his own. */
  private record Signer(PublicJsonWebKey key) {
    Signer() {
      this(make());
    }

    private static PublicJsonWebKey make() {
      try {
        return RsaJwkGenerator.generateJwk(2048);
      } catch (JoseException e) {
        throw new IllegalStateException(e);
      }
    }

    String sign(String token, Consumer<JsonWebSignature> change) {
      var signature = new JsonWebSignature();
      signature.setAlgorithmHeaderValue("RS256");
      signature.setPayload(claims(token));
      signature.setKey(key.getPrivateKey());
      change.accept(signature);
      try {
        return signature.getCompactSerialization();
      } catch (JoseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One that was good for a second. */
  public static String expired(Person person) {
    String issuer = Realm.issuer();
    String admin = Realm.adminToken();
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

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
