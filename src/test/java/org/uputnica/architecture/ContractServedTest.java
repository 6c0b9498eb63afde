package org.uputnica.architecture;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Stack;

/** What the service says of itself is what is committed. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ContractServedTest {
  @Test
  void theServedContractIsTheCommittedOne() throws IOException {
    String served =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
    assertThat(new ObjectMapper().readTree(served)).isEqualTo(Contract.bundled().document());
  }
}
