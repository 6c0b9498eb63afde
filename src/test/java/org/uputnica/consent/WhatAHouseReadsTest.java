package org.uputnica.consent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  @Test
  void whySheSaidNoIsForTheOfficeThatWroteItDown() {
    EndedConsent woman = new EndedConsent();
    String toTheHouse = because(woman, VERA, JELENA, "RR-NOTRUST");
    String toAll = because(woman, MIRA, null, "RR-FEAR");
    String ofItself = because(woman, JELENA, JELENA, "RR-NOTRUST");
    as(VERA)
        .get("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .body(why(toTheHouse), equalTo("RR-NOTRUST"))
        .body(why(toAll), nullValue())
        .body(why(ofItself), nullValue());
    as(MIRA)
        .get("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .body(why(toTheHouse), nullValue())
        .body(why(toAll), equalTo("RR-FEAR"));
    for (Person who : List.of(JELENA, SANJA, TAMARA)) {
      as(who)
          .get("/v1/cases/{id}/consents", woman.job.caseId)
          .then()
          .statusCode(200)
          .body("statements.id", hasItems(toTheHouse, toAll, ofItself))
          .body(not(containsString("RR-")));
    }
    for (String form : FORMS) {
      as(VERA)
          .get("/v1/cases/{id}/consents/{consent}/" + form, woman.job.caseId, toTheHouse)
          .then()
          .statusCode(200)
          .body(not(containsString("RR-")));
    }
    as(TAMARA)
        .get("/v1/journal?limit=100&caseId=" + woman.job.caseId)
        .then()
        .statusCode(200)
        .body("entries.action", hasItem("consent-recorded"))
        .body(not(containsString("RR-")));
  }

  @Test
  void whySheTookItBackIsKeptAsWell() {
    EndedConsent woman = new EndedConsent();
    UUID id = Ids.random();
    as(VERA)
        .body(
            Map.of(
                "id",
                id,
                "scope",
                "CS-REF-SVC",
                "refusalReason",
                "RR-NOTRUST",
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", woman.job.caseId)
        .then()
        .statusCode(201)
        .body(not(containsString("RR-")));
    as(VERA)
        .get("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .body(why(id.toString()), equalTo("RR-NOTRUST"));
    as(MIRA)
        .get("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .body(why(id.toString()), nullValue());
  }

  /** Written down two days ago where there was no network, and sent with the registration. */
  @Test
  void aDeviceSendsItLater() {
    MainJob job = MainJob.aWomanAtTheCrossing();
    Map<String, Object> no = job.said("CS-POL", "CR-REFUSED", null);
    no.put("refusalReason", "RR-NOTNOW");
    no.put("deviceTime", Instant.parse(MainJob.now()).minus(Duration.ofDays(2)).toString());
    job.with("consents", List.of(job.said("CS-INT", "CR-GIVEN", null), no)).registered();
    as(VERA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body(why(String.valueOf(no.get("id"))), equalTo("RR-NOTNOW"));
  }

  @Test
  void aYesHasNoReasonAndNoOtherCodeIsOne() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Map<String, Object> yes = job.said("CS-FAM", "CR-GIVEN", JELENA);
    yes.put("refusalReason", "RR-NOTRUST");
    as(VERA)
        .body(yes)
        .post("/v1/cases/{id}/consents", job.caseId)
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("errors.code", contains("reason-without-refusal"))
        .body("errors.field", contains("refusalReason"));
    Map<String, Object> no = job.said("CS-FAM", "CR-REFUSED", JELENA);
    no.put("refusalReason", "RR-HERHUSBAND");
    as(VERA)
        .body(no)
        .post("/v1/cases/{id}/consents", job.caseId)
        .then()
        .statusCode(400)
        .body(not(containsString("HERHUSBAND")));
    as(VERA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body("statements.scope", not(hasItem("CS-FAM")));
  }

  private static String because(
      EndedConsent woman, Person by, @Nullable Person towards, String why) {
    Map<String, Object> no = woman.job.said("CS-POL", "CR-REFUSED", towards);
    no.put("contact", Ids.random());
    no.put("refusalReason", why);
    return as(by)
        .body(no)
        .post("/v1/cases/{id}/consents", woman.job.caseId)
        .then()
        .statusCode(201)
        .body("refusalReason", by.equals(towards) ? nullValue() : equalTo(why))
        .extract()
        .path("id");
  }

  private static String why(String statement) {
    return "statements.find { it.id == '%s' }.refusalReason".formatted(statement);
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
