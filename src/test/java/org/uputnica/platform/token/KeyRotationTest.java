package org.uputnica.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.withToken;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Realm;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** The realm changes its signing key while the service runs. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class KeyRotationTest {
  @Test
  void tokensOfBothKeysAreGood() {
    String old = Tokens.fresh("luka", "demo");
    withToken(old).get("/v1/me").then().statusCode(200);
    String added = Realm.newSigningKey();
    try {
      String young = Tokens.fresh("luka", "demo");
      assertThat(header(young)).isNotEqualTo(header(old));
      // Keys are fetched once in five seconds; a test before this one may just have made that
      // happen.
      Instant from = ClientKey.now();
      while (withToken(young).get("/v1/me").statusCode() != 200) {
        assertThat(Duration.between(from, ClientKey.now())).isLessThan(Duration.ofSeconds(10));
      }
      withToken(old).get("/v1/me").then().statusCode(200);
    } finally {
      Realm.removeSigningKey(added);
    }
    withToken(Tokens.fresh("luka", "demo")).get("/v1/me").then().statusCode(200);
  }

  private static String header(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8);
  }
}
