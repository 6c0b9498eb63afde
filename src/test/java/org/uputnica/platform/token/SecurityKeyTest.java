package org.uputnica.platform.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.problem.Challenge;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Browser;
import org.uputnica.testing.Browser.SignedIn;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Realm.Passerby;
import org.uputnica.testing.SecurityKey;
import org.uputnica.testing.Stack;

/** A security key as the second factor, by the pages of the identity provider. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SecurityKeyTest {
  private static final Map<String, String> GOLD = Map.of("acr_values", Challenge.GOLD);
  private static final String PROBE = "/probe/stepped-up";
  private static final String REFUSED = "the security key was refused";

  private final SecurityKey key = new SecurityKey();
  private final Passerby owner = Realm.passerby(VERA, Roles.MON);

  /** She registers the key while no role asks for a second factor, and then gets one that does. */
  @BeforeEach
  void register() {
    var browser = browser();
    browser.registering(key);
    SignedIn registered = browser.signIn(Map.of("kc_action", "webauthn-register"));
    assertThat(registered.asked()).containsExactly("password", "register key");
    owner.gain(Roles.CASE);
  }

  @AfterEach
  void leave() {
    owner.close();
  }

  @Test
  void whoReadsIdentitySignsInWithPasswordAndKey() {
    SignedIn signedIn = with(key::sign).signIn(Map.of());
    assertThat(signedIn.asked()).containsExactly("password", "key");
    assertThat(claim(signedIn, "acr")).isEqualTo("silver");
  }

  @Test
  void steppingUpAsksForTheKeyAloneAndOpensWhatWeighsMore() {
    var browser = with(key::sign);
    SignedIn silver = browser.signIn(Map.of());
    assertThat(probe(browser, silver).jsonPath().getString("type"))
        .isEqualTo(ProblemType.STEP_UP_NEEDED.uri());
    SignedIn gold = browser.signIn(GOLD);
    assertThat(gold.asked()).containsExactly("key");
    assertThat(claim(gold, "acr")).isEqualTo("gold");
    assertThat(Long.parseLong(claim(gold, "auth_time")))
        .isGreaterThanOrEqualTo(Long.parseLong(claim(silver, "auth_time")));
    assertThat(probe(browser, gold).statusCode()).isEqualTo(200);
    assertThat(claim(browser.signIn(Map.of()), "acr")).isEqualTo("silver");
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    var another = new SecurityKey();
    refused((challenge, origin, host) -> {
      Map<String, String> mixed = new HashMap<>(key.sign(challenge, origin, host));
      mixed.put("signature", another.sign(challenge, origin, host).get("signature"));
      return mixed;
    });
  }

  @Test
  void aKeyThatWasNeverRegisteredIsRefused() {
    refused(new SecurityKey()::sign);
  }

  @Test
  void aPageOfAnotherOriginIsRefused() {
    refused((challenge, _, host) -> key.sign(challenge, "https://sign-in.example.org", host));
  }

  @Test
  void aSignatureForAnotherSiteIsRefused() {
    refused((challenge, origin, _) -> key.sign(challenge, origin, "sign-in.example.org"));
  }

  @Test
  void aSignatureIsGoodOnce() {
    Map<String, String> used = new HashMap<>();
    with(
            (challenge, origin, host) -> {
              used.putAll(key.sign(challenge, origin, host));
              return used;
            })
        .signIn(Map.of());
    refused((_, _, _) -> used);
  }

  @Test
  void aTouchWithoutTheOwnerIsRefused() {
    refused((challenge, origin, host) -> key.sign(challenge, origin, host, false));
  }

  @Test
  void aCopyOfTheKeyIsNoticedByItsCount() {
    Browser browser = with(key::sign);
    browser.signIn(Map.of());
    browser.signIn(GOLD);
    key.forgetUses();
    refused(key::sign);
  }

  private void refused(Browser.Signer signer) {
    assertThatThrownBy(() -> with(signer).signIn(Map.of())).hasMessageStartingWith(REFUSED);
  }

  private Browser with(Browser.Signer signer) {
    var browser = browser();
    browser.signing(signer);
    return browser;
  }

  private Browser browser() {
    return new Browser(owner.username(), Realm.PASSWORD);
  }

  private static Response probe(Browser browser, SignedIn signedIn) {
    String address = RestAssured.baseURI + ":" + RestAssured.port + PROBE;
    return given()
        .header("Authorization", "DPoP " + signedIn.accessToken())
        .header("DPoP", browser.key().proof("POST", address, signedIn.accessToken()))
        .post(PROBE);
  }

  private static String claim(SignedIn signedIn, String name) {
    try {
      JsonNode claims =
          new ObjectMapper()
              .readTree(Base64.getUrlDecoder().decode(signedIn.accessToken().split("\\.", -1)[1]));
      return claims.path(name).asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
