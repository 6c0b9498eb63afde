package org.uputnica.crossborder;

import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Stack;

/** What goes to another country is on record with the safeguard and the agreement of that time. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ProcessingAbroadTest {
  @Test
  void aLetterAbroadIsATransferOnTheTermsOfTheTwoCountries() {
    MainJob job = registered();
    receivedAbroad(job);
    as(TAMARA)
        .get("/v1/processing-records?recipientCountry=AL&scope=CS-XBR&basis=CONSENT")
        .then()
        .statusCode(200)
        .rootPath("entries.find { it.caseId == '%s' }".formatted(job.caseId))
        .body("recipient", equalTo(KALTRINA.organization().toString()))
        .body("items", equalTo(List.of("NAME")))
        .body("retentionMonths", equalTo(120))
        .body("safeguard", equalTo("CONSENT"))
        .body("agreement", equalTo("AL-ME-2014"));
  }
}
