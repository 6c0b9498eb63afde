package org.uputnica.platform.token;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Stack;

/** The identity provider does not answer questions: work goes on, identity stays sealed. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(ProviderAwayTest.Silent.class)
class ProviderAwayTest {
  @Test
  void whatOpensNothingGoesOn() {
    as(MIRA).get("/v1/me").then().statusCode(200);
    as(MIRA).get("/v1/cases").then().statusCode(200);
  }

  @Test
  void nothingIsUnsealed() {
    refused(
        () -> as(MIRA).get("/v1/cases/" + Ids.random() + "/identity"),
        ProblemType.UNAVAILABLE,
        null);
    refused(
        () -> as(MIRA).body(Map.of("name", "Zora")).post("/v1/person-search"),
        ProblemType.UNAVAILABLE,
        null);
  }

  /** Believes no token longer than a moment, and asks with a secret nobody takes. */
  public static final class Silent implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "uputnica.token.client-secret", "not-the-secret", "uputnica.token.standing-within", "0s");
    }
  }
}
