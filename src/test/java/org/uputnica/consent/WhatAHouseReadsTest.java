package org.uputnica.consent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A house that helps her reads of her words what concerns itself, wherever it looks. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WhatAHouseReadsTest {
  private static final List<String> FORMS = List.of("receipt", "receipt/page", "record", "fhir");

  @Test
  void whatConcernsOthersIsAbsentAndWhatConcernsItselfIsThere() {
    EndedConsent woman = new EndedConsent();
    String toAnother = said(woman, VERA, "CS-POL", PETAR);
    String toAll = said(woman, VERA, "CS-MIG", null);
    String byTheHouse = said(woman, JELENA, "CS-ASY", PETAR);
    String exception = excepted(woman);
    as(JELENA)
        .get("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .statusCode(200)
        .body("statements.id", hasItems(toAll, byTheHouse))
        .body("statements.id", not(hasItem(toAnother)))
        .body("statements.id", not(hasItem(exception)))
        .body("statements.findAll { it.scope == 'CS-REF-SVC' }.status", contains("CR-GIVEN"));
    for (Person watching : List.of(VERA, MIRA, SANJA, TAMARA)) {
      as(watching)
          .get("/v1/cases/{id}/consents", woman.job.caseId)
          .then()
          .statusCode(200)
          .body("statements.id", hasItems(toAnother, toAll, byTheHouse, exception));
    }
    for (String form : FORMS) {
      String path = "/v1/cases/{id}/consents/{consent}/" + form;
      as(JELENA).get(path, woman.job.caseId, toAnother).then().statusCode(404);
      as(JELENA).get(path, woman.job.caseId, toAll).then().statusCode(200);
      as(JELENA).get(path, woman.job.caseId, byTheHouse).then().statusCode(200);
      as(VERA).get(path, woman.job.caseId, toAnother).then().statusCode(200);
    }
  }

  private static String said(EndedConsent woman, Person by, String scope, @Nullable Person to) {
    return woman.job.says(by, scope, "CR-REFUSED", to).then().statusCode(201).extract().path("id");
  }

  private static String excepted(EndedConsent woman) {
    return as(VERA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "reason",
                "OV-INCAP",
                "scope",
                "CS-REF-SVC",
                "recipient",
                PETAR.organization(),
                "items",
                List.of("HEALTH"),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/exceptions", woman.job.caseId)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
