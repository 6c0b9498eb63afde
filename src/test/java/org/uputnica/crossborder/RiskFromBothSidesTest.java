package org.uputnica.crossborder;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.crossborder.CrossborderApiTest.RISK;
import static org.uputnica.crossborder.CrossborderApiTest.offered;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** What one country alone has found carries nobody (domain 3.8, step 3). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RiskFromBothSidesTest {
  @Test
  void nothingIsOfferedOnTheRiskThatOneSideFound() {
    Walk sent = receivedAbroad(registered());
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    sent.step(NIKOLA, "T037", RISK);
    Awaiting.until(() -> received.seenBy(KALTRINA).path("riskThere") != null);
    String theirCase = received.seenBy(KALTRINA).path("caseId");
    Map<String, Object> offer = offered(theirCase, GENT.organization());
    received
        .tries(KALTRINA, "T038", offer)
        .then()
        .statusCode(409)
        .body("errors.code", contains("risk-from-both-sides"));
    Map<String, Object> high = new HashMap<>(RISK);
    high.put("risk-level", "HIGH");
    received.step(KALTRINA, "T037", high);
    received
        .tries(KALTRINA, "T038", offer)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("risk-from-both-sides"));
    received.step(KALTRINA, "T037", RISK);
    received.step(KALTRINA, "T038", offer);
    until(sent, MIRA, "XB-OFF");
  }
}
