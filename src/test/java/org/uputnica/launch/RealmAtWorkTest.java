package org.uputnica.launch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Personas.HANA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Browser;
import org.uputnica.testing.Browser.SignedIn;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Realm.Passerby;
import org.uputnica.testing.Stack;

/** The realm file in a running Keycloak: what it refuses. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RealmAtWorkTest {
  /** {@code invalid_grant}, whatever is wrong. */
  private static final int REFUSED = 400;

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void aRefreshTokenIsGoodOnceAndTheThiefEndsTheSession() {
    var browser = new Browser(HANA.username(), "demo");
    SignedIn signedIn = browser.signIn(Map.of());
    JsonNode first = browser.refresh(signedIn.refreshToken());
    assertThat(first.has("access_token")).isTrue();
    assertThat(browser.refresh(signedIn.refreshToken()).path("error").asText())
        .isEqualTo("invalid_grant");
    assertThat(browser.refresh(first.path("refresh_token").asText()).path("error").asText())
        .isEqualTo("invalid_grant");
  }

  @Test
  void guessingLocksTheAccount() {
    try (Passerby passerby = Realm.passerby(VERA, Roles.FRONT)) {
      Realm.passwordGrant("uputnica-player", passerby.username(), Realm.PASSWORD)
          .then()
          .statusCode(200);
      for (int i = 0; i < 5; i++) {
        Realm.passwordGrant("uputnica-player", passerby.username(), "guess-" + i)
            .then()
            .statusCode(REFUSED);
      }
      Realm.passwordGrant("uputnica-player", passerby.username(), Realm.PASSWORD)
          .then()
          .statusCode(REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "elevenchars", "a-name-in-a-password"})
  void aWeakPasswordIsNotTaken(String password) {
    String username = "a-name-in-a-password".equals(password) ? "a-name" : "p-" + Ids.random();
    assertThat(Realm.register(VERA, username, password).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "uputnica-web, token, signed-in, S256",
    "uputnica-web, id_token token, signed-in, S256",
    "uputnica-web, code id_token, signed-in, S256",
    "uputnica-web, code, signed-in, plain",
    "uputnica-web, code, signed-in, none",
    "uputnica-web, code, signed-in/more, S256",
    "uputnica-web, code, elsewhere, S256",
    "uputnica-player, code, signed-in, S256",
    "uputnica-backend, code, signed-in, S256"
  })
  void noOtherWayToSignInIsOpen(String client, String type, String path, String challenge) {
    var request =
        given()
            .redirects()
            .follow(false)
            .queryParam("client_id", client)
            .queryParam("response_type", type)
            .queryParam("scope", "openid")
            .queryParam("nonce", "n")
            .queryParam("redirect_uri", "http://localhost:0/" + path);
    if (!challenge.equals("none")) {
      request
          .queryParam("code_challenge", CHALLENGE)
          .queryParam("code_challenge_method", challenge);
    }
    Response answer = request.get(Realm.issuer() + "/protocol/openid-connect/auth");
    if (answer.statusCode() == 302) {
      assertThat(answer.getHeader("Location")).contains("error=");
    } else {
      assertThat(answer.statusCode()).isBetween(400, 403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uputnica-web", "uputnica-mobile", "uputnica-backend", "admin-cli"})
  void noOtherClientTakesPasswords(String client) {
    assertThat(Realm.passwordGrant(client, VERA.username(), "demo").statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void whatItRemembersNamesNobody() {
    try (Passerby passerby = Realm.passerby(VERA, Roles.FRONT)) {
      Realm.passwordGrant("uputnica-player", passerby.username(), Realm.PASSWORD);
      Realm.passwordGrant("uputnica-player", passerby.username(), "guess");
      passerby.enable(false);
      assertThat(Realm.events())
          .contains(passerby.id())
          .doesNotContain(passerby.username(), "example.org", "Passerby", "guess");
    }
  }
}
