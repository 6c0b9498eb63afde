package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
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
import static org.uputnica.crossborder.CrossborderApiTest.travel;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
  private static final String LATE =
      "tracks.find { it.track == 'cross-border' }.steps.find { it.step == 'T037' }";
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

  /** Offered when one country's word was enough: the other's is still heard, before she leaves. */
  @Test
  void whatWasOfferedBeforeWaitsForTheOtherSideAndIsNoDeadEnd() throws SQLException {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk received = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, received);
    offer(sent, received);
    until(received, KALTRINA, "XB-OFF");
    forget("risk_there", sent);
    forget("risk_here", received);
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'cross-border' }.state", equalTo("XB-OFF"))
        .body(LATE + ".to", equalTo("XB-OFF"))
        .body(LATE + ".open", equalTo(true));
    received.seenBy(KALTRINA);
    received.step(KALTRINA, "T037", RISK);
    received.seenBy(KALTRINA).then().body("state", equalTo("XB-OFF"));
    Awaiting.until(() -> sent.seenBy(MIRA).path("riskThere") != null);
    sent.seenBy(MIRA).then().body("state", equalTo("XB-OFF"));
    sent.tries(MIRA, "T037", RISK).then().statusCode(409).body("type", endsWith("/step-not-open"));
    travel(job, sent, received);
  }

  /** As a request of before, for which one assessment was enough. */
  private static void forget(String risk, Walk request) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  "update process.crossborder_request set %s = null where id = '%s'"
                      .formatted(risk, request.id())))
          .isEqualTo(1);
    }
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
    forget("risk_there", sent);
    sent.seenBy(MIRA);
    sent.tries(MIRA, "T039", plan(job))
        .then()
        .statusCode(409)
        .body("errors.code", contains("risk-from-both-sides"));
    sent.seenBy(MIRA).then().body("state", equalTo("XB-OFF"));
  }
}
