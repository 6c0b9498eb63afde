package org.uputnica.registration;

import static org.hamcrest.Matchers.contains;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.BESNIK;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Stack;

/** A country sorts at its border by its own categories ({@code P-TRIAGE}). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BorderSortingApiTest {
  @Test
  void aCategoryOfAnotherCountryIsNone() {
    MainJob.aWomanAtTheCrossing().with("triage", "TR-SMUG").registered();
    registers("TR-SMUG")
        .then()
        .statusCode(400)
        .body("errors.field", contains("triage"))
        .body(
            "errors[0].allowed",
            contains("TR-REFUSE", "TR-ASYLUM", "TR-PVT", "TR-IRREG", "TR-UASC"));
    registers("TR-PVT").then().statusCode(201);
  }

  private static Response registers(String triage) {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("place", "AL-SHKODER")
            .with("triage", triage)
            .without("responsibleOrganization");
    return as(BESNIK).body(job.body()).post("/v1/cases");
  }
}
