package org.uputnica.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Personas.DRITA;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Browser;
import org.uputnica.testing.Browser.SignedIn;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** Who reads identity shows a second factor at sign-in, and again for what weighs more. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SecondFactorTest {
  private static final String PROBE = "/probe/stepped-up";
  private static final Map<String, String> GOLD = Map.of("acr_values", "gold");

  @Test
  void whoReadsIdentitySignsInWithASecondFactor() {
    SignedIn signedIn = new Browser(DRITA.username(), "demo").signIn(Map.of());
    assertThat(signedIn.asked()).containsExactly("password", "code");
    assertThat(claim(signedIn.accessToken(), "acr")).isEqualTo("silver");
  }

  @Test
  void whoDoesNotSignsInWithAPassword() {
    SignedIn signedIn = new Browser(IRENA.username(), "demo").signIn(Map.of());
    assertThat(signedIn.asked()).containsExactly("password");
    assertThat(claim(signedIn.accessToken(), "acr")).isEqualTo("silver");
  }

  @Test
  void steppingUpAsksForTheSecondFactorAloneAndLastsForOneToken() {
    var browser = new Browser(GENT.username(), "demo");
    String before = claim(browser.signIn(Map.of()).accessToken(), "auth_time");
    SignedIn gold = browser.signIn(GOLD);
    assertThat(gold.asked()).containsExactly("code");
    assertThat(claim(gold.accessToken(), "acr")).isEqualTo("gold");
    assertThat(claim(gold.accessToken(), "auth_time")).isGreaterThanOrEqualTo(before);
    SignedIn after = browser.signIn(Map.of());
    assertThat(after.asked()).isEmpty();
    assertThat(claim(after.accessToken(), "acr")).isEqualTo("silver");
  }

  @Test
  void thePlayersTokensSayHowTheyWereCome() {
    assertThat(claim(Tokens.of(VERA.username()), "acr")).isEqualTo("silver");
    assertThat(claim(Tokens.gold(VERA.username()), "acr")).isEqualTo("gold");
  }

  @Test
  void whatWeighsMoreAsksForTheSecondFactorNow() {
    long journal = Database.journalEntries();
    Response refused = as(VERA).post(PROBE);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.jsonPath().getString("type")).isEqualTo(ProblemType.STEP_UP_NEEDED.uri());
    List<String> challenges = refused.headers().getValues("WWW-Authenticate");
    assertThat(challenges)
        .hasSize(2)
        .allMatch(each ->
            each.contains(
                "error=\"insufficient_user_authentication\", acr_values=\"gold\", max_age=300"));
    assertThat(Database.journalEntries() - journal).isEqualTo(1);
    asGold(VERA).post(PROBE).then().statusCode(200);
  }

  private static String claim(String token, String name) {
    try {
      JsonNode claims =
          new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
      return claims.path(name).asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
