package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.crossborder.CrossborderApiTest.RISK;
import static org.uputnica.crossborder.CrossborderApiTest.offer;
import static org.uputnica.crossborder.CrossborderApiTest.offered;
import static org.uputnica.crossborder.CrossborderApiTest.plan;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.riskOfBothSides;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.MechanismVersionService;
import org.uputnica.mechanism.OlderVersion;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** What one country alone has found carries nobody (domain 3.8, step 3). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RiskFromBothSidesTest {
  @Inject MechanismVersionService versions;

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

  @Test
  void nobodyAgreesOnItEitherInACaseOfAnOlderVersion() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, received);
    offer(sent, received);
    job.says(MIRA, "CS-RET", "CR-GIVEN", null).then().statusCode(201);
    OlderVersion.of(
        job,
        versions,
        "base/cross-border.yaml",
        "receiving-person-named, risk-from-both-sides, no-asylum-pending",
        "receiving-person-named, no-asylum-pending");
    notAssessedThere(sent);
    sent.seenBy(MIRA);
    sent.tries(MIRA, "T039", plan(job))
        .then()
        .statusCode(409)
        .body("errors.code", contains("risk-from-both-sides"));
    sent.seenBy(MIRA).then().body("state", equalTo("XB-OFF"));
  }

  /** As a request of before, for which one assessment was enough. */
  private static void notAssessedThere(Walk request) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement update =
            above.prepareStatement(
                "update process.crossborder_request set risk_there = null where id = ?")) {
      update.setObject(1, request.id());
      assertThat(update.executeUpdate()).isOne();
    }
  }
}
