package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Stack;

/** What proves a statement: one sheet for several answers, kept and served without its content. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EvidenceApiTest extends AttachmentDesk {
  private static final String EVENT = "'dpv:hasProcess'[0].'dpv:hasConsentStatus'[0]";

  @Test
  void aWayThatAsksForASignatureSaysSoUntilItIsKept() {
    UUID yes = said("CS-REF-SVC", "CR-GIVEN", "CM-SIG", null);
    shown(yes, "AWAITED");
    record(yes).body(EVENT, not(hasKey("dct:provenance")));
    UUID sheet = Ids.random();
    announce(MIRA, sheet, "EVIDENCE", yes).then().statusCode(201);
    shown(yes, "AWAITED", sheet);
    send(MIRA, sheet, PHOTO).then().statusCode(201);
    shown(yes, "KEPT", sheet);
    Response record = record(yes).body(EVENT, hasKey("dct:provenance")).extract().response();
    assertThat(record.asString()).doesNotContain(sheet.toString(), "image/jpeg");

    UUID no = said("CS-POL", "CR-REFUSED", "CM-SIG", sheet);
    shown(no, "KEPT", sheet);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get(ATTACHMENTS + "/{id}", job.caseId, sheet)))
        .delete(ATTACHMENTS + "/{id}", job.caseId, sheet)
        .then()
        .statusCode(200);
    shown(no, "DESTROYED", sheet);
    record(no).body(EVENT, not(hasKey("dct:provenance")));
    refused(
        () -> says(Ids.random(), "CS-MIG", "CR-REFUSED", "CM-SIG", sheet),
        ProblemType.INVALID_VALUE);
  }

  @Test
  void whatWasHeardByAWitnessNeedsNothingElse() {
    shown(said("CS-REF-SVC", "CR-GIVEN", "CM-VERB-W", null), "NOT_NEEDED");
  }

  @Test
  void onlyEvidenceOfThisCaseProvesAnAnswer() {
    UUID photo = kept(MIRA, "PHOTO", PHOTO);
    UUID yes = said("CS-REF-SVC", "CR-GIVEN", "CM-SIG", null);
    UUID sheet = Ids.random();
    announce(MIRA, sheet, "EVIDENCE", yes).then().statusCode(201);
    MainJob hers = job;
    job = MainJob.aWomanAtTheCrossing().registered();
    for (UUID other : List.of(photo, sheet, Ids.random())) {
      says(Ids.random(), "CS-POL", "CR-REFUSED", "CM-SIG", other)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("evidence"));
    }
    job = hers;
    refused(
        () -> says(Ids.random(), "CS-POL", "CR-REFUSED", "CM-SIG", photo),
        ProblemType.INVALID_VALUE);
    refused(
        () -> says(Ids.random(), "CS-POL", "CR-ASKED", "CM-SIG", sheet), ProblemType.RULE_BROKEN);
  }

  private UUID said(String scope, String status, String method, @Nullable UUID evidence) {
    UUID id = Ids.random();
    says(id, scope, status, method, evidence).then().statusCode(201);
    return id;
  }

  private Response says(
      UUID id, String scope, String status, String method, @Nullable UUID evidence) {
    Map<String, Object> body = job.said(scope, status, JELENA);
    body.put("id", id);
    body.put("method", method);
    if (evidence != null) {
      body.put("evidence", evidence);
    }
    return as(MIRA).body(body).post("/v1/cases/{case}/consents", job.caseId);
  }

  private void shown(UUID statement, String proof, UUID... evidence) {
    String it = "statements.find { it.id == '%s' }".formatted(statement);
    as(MIRA)
        .get("/v1/cases/{case}/consents", job.caseId)
        .then()
        .statusCode(200)
        .body(it + ".proof", equalTo(proof))
        .body(
            it + ".evidence",
            evidence.length == 0
                ? empty()
                : equalTo(List.of(evidence).stream().map(UUID::toString).toList()));
  }

  private ValidatableResponse record(UUID statement) {
    return as(MIRA)
        .get("/v1/cases/{case}/consents/{id}/record", job.caseId, statement)
        .then()
        .statusCode(200);
  }
}
