package org.uputnica.rights;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The client of the tests passes for the second factor. */
public class SecondFactorShown implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "uputnica.token.step-up-claim", "azp", "uputnica.token.step-up-level", "uputnica-player");
  }
}
