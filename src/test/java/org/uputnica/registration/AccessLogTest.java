package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.ARegisteredCase;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The person's own view through the real stack: told by who answers to her, of everybody. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AccessLogTest {
  private static final String PATH = "/v1/cases/{id}/access-log";

  @Inject AuditTrail audit;

  @Test
  void herCaseManagerReadsToHerWhoSawWhatAndWhy() {
    CaseId id = managedByMira();
    seenBy(JELENA, id);
    as(MIRA)
        .get(PATH + "?language=en", id.value())
        .then()
        .statusCode(200)
        .body("entries[0].what", equalTo("Looked at: your name; how to reach you"))
        .body(
            "entries[0].why",
            equalTo("You said yes to this: A place that can help you gets your details."))
        .body("entries[0].function", equalTo("First help"))
        .body("entries.what", hasItems("Wrote down your request", "Wrote down your answer"))
        .body("entries.direction", everyItem(equalTo("ltr")));
    String told = as(MIRA).get(PATH + "?language=en", id.value()).asString();
    assertThat(told).contains("Breza").doesNotContain("jelena").doesNotContain("R-SHELTER");
  }

  @Test
  void itIsInTheLanguageOfTheCase() {
    CaseId id = managedByMira();
    as(MIRA)
        .header("Accept-Language", "mk")
        .get(PATH, id.value())
        .then()
        .statusCode(200)
        .body("entries.language", everyItem(equalTo("prs")))
        .body("entries.direction", everyItem(equalTo("rtl")));
    as(MIRA)
        .header("Accept-Language", "mk")
        .get(PATH + "?language=ti", id.value())
        .then()
        .statusCode(200)
        .body("entries.language", everyItem(equalTo("mk")));
  }

  @Test
  void nobodyElseIsTold() {
    CaseId id = managedByMira();
    for (Person other : new Person[] {VERA, JELENA, SANJA, TAMARA}) {
      as(other).get(PATH, id.value()).then().statusCode(403);
    }
    for (Person other : new Person[] {GENT, DRAGAN}) {
      as(other).get(PATH, id.value()).then().statusCode(404);
    }
    as(MIRA).get(PATH, Ids.random()).then().statusCode(404);
    as(MIRA).get(PATH + "?language=<b>", id.value()).then().statusCode(400);
  }

  @Test
  void pagesGoOnAndTheReadingIsJournalled() {
    CaseId id = managedByMira();
    seenBy(JELENA, id);
    String next =
        as(MIRA).get(PATH + "?limit=1", id.value()).then().statusCode(200).extract().path("next");
    as(MIRA)
        .get(PATH + "?limit=100&cursor=" + next, id.value())
        .then()
        .statusCode(200)
        .body("next", nullValue())
        .body("entries.what", not(hasItem("Looked at: your name; how to reach you")));
    as(TAMARA)
        .get("/v1/journal?caseId=" + id)
        .then()
        .statusCode(200)
        .body("entries.action", hasItem("access-log-read"));
  }

  private static CaseId managedByMira() {
    CaseId id = ARegisteredCase.ofAnAdult().id();
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", id.value())))
        .body(Map.of())
        .put("/v1/cases/{id}/team", id.value())
        .then()
        .statusCode(200);
    return id;
  }

  private void seenBy(Person who, CaseId id) {
    Caller caller =
        Caller.person(
            who.username(),
            new OrganizationId(who.organization()),
            new CountryCode(who.country()),
            Set.of(Roles.SHELTER));
    Callers.as(
        caller,
        () -> {
          QuarkusTransaction.requiringNew()
              .run(() ->
                  audit.append(
                      AuditEvent.of(
                          "identity-read",
                          id,
                          null,
                          "categories",
                          "NAME,CONTACT",
                          "recipient",
                          who.organization().toString(),
                          "ground",
                          "CS-REF-SVC")));
          return caller;
        });
  }
}
