package org.uputnica.consent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.uputnica.consent.ARegisteredCase.with;
import static org.uputnica.consent.ARegisteredCase.without;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.ARegisteredCase;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Stack;

/** Consents, exceptions and receipts through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ConsentResourceTest {
  private static final String LISTED = "statements.find { it.scope == 'CS-REF-SVC' }.";

  @Test
  void aYesIsKeptAndShownToThoseWhoWorkOnTheCase() {
    var met = ARegisteredCase.ofAnAdult();
    UUID id = Ids.random();
    met.record(VERA, met.yes(id)).statusCode(201).body("inForce", equalTo(true));
    met.list(MIRA)
        .statusCode(200)
        .body("statements", hasSize(2))
        .body(LISTED + "id", equalTo(id.toString()))
        .body(LISTED + "status", equalTo("CR-GIVEN"))
        .body(LISTED + "items", equalTo(List.of("NAME")))
        .body(LISTED + "interpreter", equalTo("I-4411"))
        .body(LISTED + "inForce", equalTo(true));
    met.list(JELENA).statusCode(404);
    met.list(ARTA).statusCode(404);
  }

  @Test
  void theSameKeyGivesTheSameAnswerAndTheSameIdIsTaken() {
    var met = ARegisteredCase.ofAnAdult();
    Map<String, Object> body = met.yes(Ids.random());
    UUID key = Ids.random();
    for (int i = 0; i < 2; i++) {
      as(VERA)
          .header("Idempotency-Key", key)
          .body(body)
          .post("/v1/cases/{case}/consents", met.id().value())
          .then()
          .statusCode(201);
    }
    met.record(VERA, body).statusCode(409).body("type", endsWith("/already-exists"));
    met.list(VERA).body("statements", hasSize(2));
  }

  @Test
  void whatCannotHaveBeenSaidIsRefusedByField() {
    var met = ARegisteredCase.ofAnAdult();
    Map<String, Object> yes = met.yes(Ids.random());
    refused(met.record(VERA, without(yes, "recipient")), 422, "rule-broken", "recipient");
    refused(met.record(VERA, without(yes, "method")), 422, "rule-broken", "method");
    refused(met.record(VERA, without(yes, "witness")), 422, "rule-broken", "witness");
    refused(met.record(VERA, with(yes, "method", "CM-X")), 400, "invalid-value", "method");
    refused(met.record(VERA, with(yes, "language", "xx")), 400, "invalid-value", "language");
    refused(
        met.record(VERA, with(yes, "recipient", Ids.random())), 400, "invalid-value", "recipient");
    refused(met.record(VERA, with(yes, "status", "CR-NOTASKED")), 422, "rule-broken", "reason");
    refused(met.record(VERA, with(yes, "saidBy", "GUARDIAN")), 422, "rule-broken", "saidBy");
    refused(
        met.record(
            VERA, with(yes, "deviceTime", Instant.now().plus(1, ChronoUnit.HOURS).toString())),
        400,
        "invalid-value",
        "deviceTime");
    met.record(VERA, with(yes, "status", "CR-OVERRIDE")).statusCode(400);
    met.record(VERA, with(yes, "override", true)).statusCode(400);
    met.list(VERA).body("statements", hasSize(1));
  }

  @Test
  void aRefusalIsNotAskedAgainInTheSameMeeting() {
    var met = ARegisteredCase.ofAnAdult();
    met.record(VERA, with(met.yes(Ids.random()), "status", "CR-REFUSED")).statusCode(201);
    met.record(MARKO, met.yes(Ids.random()))
        .statusCode(409)
        .body("type", endsWith("/asked-already"));
    met.record(MARKO, with(met.yes(Ids.random()), "contact", Ids.random())).statusCode(201);
  }

  @Test
  void whoHasNoPartInTheCaseFindsNothingAndTheInvestigatorDoesNotAsk() {
    var met = ARegisteredCase.ofAnAdult();
    met.record(ARTA, met.yes(Ids.random())).statusCode(404);
    met.record(ZORAN, met.yes(Ids.random())).statusCode(403);
    met.withdraw(ARTA).statusCode(404);
  }

  @Test
  void forAChildTheNamedGuardianSpeaksAndNoUncle() {
    var met = ARegisteredCase.ofAChild();
    Map<String, Object> guardian =
        with(with(met.yes(Ids.random()), "saidBy", "GUARDIAN"), "method", "CM-GUARD");
    refused(met.record(VERA, guardian), 422, "rule-broken", "saidBy");
    met.record(VERA, with(met.yes(Ids.random()), "method", "CM-ASSENT"))
        .statusCode(201)
        .body("inForce", equalTo(false));
    String revision =
        revision(as(MIRA).get("/v1/cases/{case}", met.id().value()).then().extract().response());
    as(MIRA)
        .header("If-Match", revision)
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-03-02"))
        .put("/v1/cases/{case}/guardian", met.id().value())
        .then()
        .statusCode(200);
    met.record(DRAGAN, guardian).statusCode(201).body("inForce", equalTo(true));
  }

  @Test
  void whatWasNeverGivenCannotBeTakenBack() {
    var met = ARegisteredCase.ofAnAdult();
    met.withdraw(VERA).statusCode(409).body("type", endsWith("/nothing-to-withdraw"));
  }

  @Test
  void anExceptionIsBoundedAndApprovedBySomebodyElse() {
    var met = ARegisteredCase.ofAnAdult();
    UUID id = Ids.random();
    refused(met.except(VERA, id, "NAME", "HEALTH"), 422, "rule-broken", "items");
    String asked =
        revision(
            met.except(VERA, id, "HEALTH")
                .statusCode(201)
                .body("approved", equalTo(false))
                .body("inForce", equalTo(true))
                .extract()
                .response());
    met.approve(VERA, id, asked).statusCode(409).body("type", endsWith("/approver-is-asker"));
    met.approve(MIRA, id, asked).statusCode(409).body("type", endsWith("/not-your-turn"));
    met.approve(JELENA, id, asked).statusCode(404);
    met.approve(MARKO, Ids.random(), asked).statusCode(404);
    met.approve(MARKO, id, "\"7\"").statusCode(412);
    String approved =
        revision(
            met.approve(MARKO, id, asked)
                .statusCode(200)
                .body("approved", equalTo(true))
                .extract()
                .response());
    assertThat(approved).isNotEqualTo(asked);
    met.approve(MARKO, id, approved).statusCode(409).body("type", endsWith("/step-not-open"));
    met.list(MIRA)
        .body("statements", hasSize(2))
        .body(LISTED + "status", equalTo("CR-OVERRIDE"))
        .body(LISTED + "approved", equalTo(true))
        .body(LISTED + "exceptionReason", equalTo("OV-INCAP"));
    met.receipt(VERA, id, "receipt").statusCode(404);
  }

  @Test
  void theReceiptIsInThePersonsLanguageAsDataAndAsASlip() {
    var met = ARegisteredCase.ofAnAdult();
    UUID id = Ids.random();
    met.record(VERA, met.yes(id)).statusCode(201);
    met.receipt(VERA, id, "receipt")
        .statusCode(200)
        .body("language", equalTo("prs"))
        .body("direction", equalTo("rtl"))
        .body("lines[0]", equalTo("شما بلی گفتید."))
        .body("lines[2]", containsString("House Breza"));
    met.receipt(VERA, id, "receipt/page")
        .statusCode(200)
        .contentType(containsString("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("dir=\"rtl\""))
        .body(not(containsString("http")));
    met.receipt(VERA, id, "receipt/document")
        .statusCode(200)
        .contentType("application/pdf")
        .header("Content-Disposition", equalTo("attachment; filename=\"paper.pdf\""));
    met.receipt(VERA, id, "receipt/document?paper=A4").statusCode(200);
    met.receipt(VERA, id, "receipt/document?paper=A5").statusCode(400);
    met.receipt(ARTA, id, "receipt/document").statusCode(404);
    met.receipt(VERA, Ids.random(), "receipt").statusCode(404);
    met.receipt(ARTA, id, "receipt/page").statusCode(404);
  }

  private static void refused(ValidatableResponse answer, int status, String type, String field) {
    answer
        .statusCode(status)
        .body("type", endsWith("/" + type))
        .body("errors[0].field", equalTo(field));
  }
}
