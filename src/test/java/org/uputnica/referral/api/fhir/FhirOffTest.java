package org.uputnica.referral.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Refusals.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** Where nobody switches it on there is no FHIR: it looks like what never was. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(FhirOffTest.Off.class)
class FhirOffTest {
  @Test
  void itLooksLikeWhatIsNotThere() {
    String id = Ids.random().toString();
    for (String who : new String[] {"jelena", "admir", null}) {
      for (String path : List.of("/metadata", "/Task", "/Task/" + id, "/ServiceRequest/" + id)) {
        assertThat(answer(who, it -> it.get("/v1/fhir" + path)))
            .isEqualTo(answer(who, it -> it.get("/v1/nowhere" + path)));
      }
      assertThat(answer(who, it -> it.body("{}").put("/v1/fhir/Task/" + id)))
          .isEqualTo(answer(who, it -> it.body("{}").put("/v1/nowhere/Task/" + id)));
    }
  }

  /** The contract has it, the service has not: no answer is held against the contract. */
  private static String answer(
      @Nullable String who, Function<RequestSpecification, Response> call) {
    RequestSpecification request =
        RestAssured.given()
            .contentType("application/fhir+json")
            .header("Idempotency-Key", Ids.random())
            .header("If-Match", "\"1\"");
    RequestSpecification from =
        who == null ? request : request.header("Authorization", "Bearer " + Tokens.of(who));
    return refused(() -> call.apply(from), ProblemType.NOT_FOUND, null);
  }

  /** As a service is set where nobody chose otherwise. */
  public static final class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("uputnica.fhir.enabled", "false");
    }
  }
}
