package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.registration.MainJob.Walk.SEND;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** From the question to the feedback, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReferralApiTest {
  private static final String NAME = "Dunja Izmisljena";

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void nothingLeavesBeforeTheYes() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    referral
        .tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("type", endsWith("/consent-missing"))
        .body("errors.code", hasItem("consent-given CS-REF-SVC"));
    referral.seenBy(JELENA).then().statusCode(404);
    as(JELENA)
        .get("/v1/referrals?box=RECEIVED")
        .then()
        .statusCode(200)
        .body("entries.id", not(hasItem(referral.id().toString())));
  }

  @Test
  void identityOpensOnAcceptanceForExactlyTheAgreedItemsAndClosesAtTheEnd() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.sentToBreza("NAME");
    referral
        .seenBy(JELENA)
        .then()
        .statusCode(200)
        .body(not(containsString(NAME)))
        .body("caseId", equalTo(null));
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
    referral.step(JELENA, "T022", Map.of()).step(JELENA, "T024", ACCEPT);
    as(JELENA)
        .get(referral.path + "/identity")
        .then()
        .statusCode(200)
        .body("items.name", equalTo(NAME))
        .body("opened", contains("NAME"));
    as(PETAR).get(referral.path + "/identity").then().statusCode(404);
    referral
        .step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"))
        .step(JELENA, "T028", Map.of("arrived-at", MainJob.now(), "person-recognised", "true"))
        .step(JELENA, "T059", Map.of("house-rules-explained", "true"))
        .step(JELENA, "T030", Map.of("service-outcome", "COMPLETED"));
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
    referral
        .seenBy(VERA)
        .then()
        .statusCode(200)
        .body("outcome", equalTo("COMPLETED"))
        .body("state", equalTo("RF-DONE"));
  }

  @Test
  void moreThanWasAgreedToIsNotSent() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.referTo(MainJob.BREZA, "NAME", "CONTACT");
    job.says(VERA, "CS-REF-SVC", "CR-LIMITED", JELENA, "NAME").then().statusCode(201);
    referral
        .tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("items-equal-consent"));
  }

  @Test
  void theLastBedIsGivenOnce() {
    MainJob.free(1);
    Walk first = sent();
    Walk second = sent();
    first.step(JELENA, "T022", Map.of()).step(JELENA, "T024", ACCEPT);
    second.step(JELENA, "T022", Map.of());
    second
        .tries(JELENA, "T024", ACCEPT)
        .then()
        .statusCode(409)
        .body("type", endsWith("/no-free-place"));
    second.step(
        JELENA,
        "T026",
        Map.of("decline-reason", "DC-FULL", "alternative", PETAR.organization().toString()));
    second
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-DEC"))
        .body("declineReason", equalTo("DC-FULL"));
  }

  @Test
  void aDeclineWithoutReasonOrAlternativeIsRefused() {
    Walk referral = sent().step(JELENA, "T022", Map.of());
    referral
        .tries(JELENA, "T026", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.decline-reason"));
    referral
        .tries(JELENA, "T026", Map.of("decline-reason", "DC-NOPE", "no-alternative-known", "true"))
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"));
  }

  @Test
  void onlyTheAskedHouseAnswers() {
    Walk referral = sent();
    referral.tries(PETAR, "T022", Map.of()).then().statusCode(404);
    referral
        .tries(VERA, "T022", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
    referral
        .tries(JELENA, "T024", ACCEPT)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
  }

  @Test
  void aWithdrawalStopsTheReferralAtOnce() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.agreedForBreza("NAME").accepted();
    as(JELENA).get(referral.path + "/identity").then().statusCode(200);
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-REF-SVC",
                "recipient",
                JELENA.organization(),
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201)
        .body("stopped", hasItem(referral.path.substring(referral.path.lastIndexOf('/') + 1)));
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
    referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
  }

  @Test
  void sentUnderAnExceptionTheLeastIsOpened() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = job.drafted(MainJob.EMERGENCY_CARE, "EMERGENCY", "HEALTH");
    Map<String, Object> send =
        Map.of("override-reason", "OV-INCAP", "approver", Ids.random().toString());
    referral
        .tries(VERA, "T021", send)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem(containsString("exception-in-force")));
    UUID exception = Ids.random();
    Response recorded = job.excepted(exception, "OV-INCAP", ANA, "HEALTH");
    recorded
        .then()
        .body("approved", equalTo(false))
        .body("approver", equalTo(null))
        .body("inForce", equalTo(true));
    referral
        .tries(VERA, "T021", changed(send, "override-reason", "OV-VITAL"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/exception-mismatch"))
        .body("errors.field", contains("inputs.override-reason"))
        .body("errors[0].allowed", contains("OV-INCAP"));
    referral
        .tries(VERA, "T021", changed(send, "approver", Tokens.subject(VERA.username())))
        .then()
        .statusCode(409)
        .body("type", endsWith("/approver-is-asker"));
    Response approved = job.approves(MARKO, exception, recorded);
    approved.then().statusCode(200).body("approver", equalTo(Tokens.subject(MARKO.username())));
    referral
        .tries(VERA, "T021", send)
        .then()
        .statusCode(409)
        .body("type", endsWith("/exception-mismatch"))
        .body("errors.field", contains("inputs.approver"));
    send = changed(send, "approver", approved.path("approver"));
    referral.step(VERA, "T021", send).step(ANA, "T022", Map.of()).step(ANA, "T024", ACCEPT);
    as(ANA)
        .get(referral.path + "/identity")
        .then()
        .statusCode(200)
        .body("ground", equalTo("OV-INCAP"))
        .body("opened", contains("HEALTH"));
  }

  @Test
  void anotherOfficeApprovesACourtsOrder() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    UUID exception = Ids.random();
    Response recorded = job.excepted(exception, "OV-COURT", ANA, "NAME");
    recorded.then().body("inForce", equalTo(false));
    job.approves(MARKO, exception, recorded)
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"))
        .body("errors[0].allowed", contains("R-COORD", "R-DPO", "R-LAW"));
    job.approves(SANJA, exception, recorded).then().statusCode(200).body("inForce", equalTo(true));
  }

  @Test
  void theCoordinatorSeesTheReferralWithoutTheCodeWord() {
    Walk referral = sent().step(JELENA, "T022", Map.of()).step(JELENA, "T024", ACCEPT);
    referral.seenBy(SANJA).then().statusCode(200).body("codeWord", equalTo(null));
    assertThat((String) referral.seenBy(JELENA).path("codeWord")).isNotBlank();
  }

  @Test
  void whoDoesNotFitIsListedWithTheRule() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("ageState", "CHILD")
            .with("age", 14)
            .without("judgement")
            .with("screening", "UNDECIDED")
            .registered();
    as(VERA)
        .get("/v1/cases/{id}/matches?serviceType=ACC-EMG", job.caseId)
        .then()
        .statusCode(200)
        .body("candidates.organization", not(hasItem(JELENA.organization().toString())))
        .body("excluded", not(empty()));
  }

  private static Map<String, Object> changed(
      Map<String, Object> inputs, String name, String value) {
    Map<String, Object> other = new HashMap<>(inputs);
    other.put(name, value);
    return other;
  }

  private static Walk sent() {
    return MainJob.aWomanAtTheCrossing().registered().sentToBreza();
  }
}
