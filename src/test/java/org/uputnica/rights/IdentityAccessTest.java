package org.uputnica.rights;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Identity for somebody outside the team: on a reasoned request, or by break-glass. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class IdentityAccessTest {
  private static final String NAME = "Zvjezdana Smisljena";

  @Test
  void theCoordinatorIsPseudonymousUntilTheManagerSaysYes() {
    MainJob job = managed();
    as(SANJA).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(403);
    Response asked = request(job, SANJA, "NAME");
    asked.then().statusCode(201).body("open", equalTo(false)).body("granted", nullValue());
    String access = asked.path("id");
    identity(access, SANJA).then().statusCode(404);
    as(MIRA).get("/v1/identity-accesses").then().body("accesses.id", hasItem(access));
    as(NADA).get("/v1/identity-accesses").then().body("accesses.id", not(hasItem(access)));
    decide(access, NADA, true).then().statusCode(404);
    decide(access, MIRA, true)
        .then()
        .statusCode(200)
        .body("open", equalTo(true))
        .body("until", notNullValue());
    identity(access, SANJA)
        .then()
        .statusCode(200)
        .body("ground", equalTo("IDENTITY-REQUEST"))
        .body("opened", contains("NAME"))
        .body("items.name", equalTo(NAME));
    identity(access, TAMARA).then().statusCode(404);
    decide(access, MIRA, false).then().statusCode(409);
    as(TAMARA)
        .queryParam("caseId", job.caseId)
        .get("/v1/journal")
        .then()
        .body("entries.action", hasItems("identity-requested", "identity-request-granted"))
        .body(
            "entries.findAll { it.action == 'identity-read' }.details.ground",
            hasItem("IDENTITY-REQUEST"));
  }

  @Test
  void aRequestThatWasRefusedOpensNothing() {
    MainJob job = managed();
    String access = request(job, SANJA, "NAME").path("id");
    decide(access, MIRA, false)
        .then()
        .statusCode(200)
        .body("open", equalTo(false))
        .body("granted", equalTo(false));
    identity(access, SANJA).then().statusCode(404);
  }

  @Test
  void herNoToKeepingHerDataEndsWhatWasGrantedAndAsksItBack() {
    MainJob job = managed();
    String access = request(job, SANJA, "NAME").path("id");
    decide(access, MIRA, true).then().statusCode(200);
    identity(access, SANJA).then().statusCode(200);
    String glass = glass(job, NADA, 45, "NAME").path("id");
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-STO",
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", job.caseId)
        .then()
        .statusCode(201);
    identity(access, SANJA).then().statusCode(404);
    identity(glass, NADA).then().statusCode(200);
    as(MIRA)
        .get("/v1/cases/{id}/recalls", job.caseId)
        .then()
        .body("recalls.recipient", hasItem(SANJA.organization().toString()));
    String anew = request(job, SANJA, "NAME").path("id");
    decide(anew, MIRA, true).then().statusCode(200);
    identity(anew, SANJA).then().statusCode(200);
  }

  @Test
  void nobodyAsksForMoreThanTheTableShowsOrForAChildWithoutAGuardian() {
    MainJob job = managed();
    request(job, SANJA, "NAME", "HEALTH")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("items"));
    request(job, ADMIR, "NAME").then().statusCode(403);
    request(job, ILIR, "NAME").then().statusCode(404);
    MainJob child = child().registered();
    request(child, SANJA, "NAME").then().statusCode(422);
    guardianOf(child);
    String access = request(child, SANJA, "NAME").path("id");
    as(DRAGAN).get("/v1/identity-accesses").then().body("accesses.id", hasItem(access));
    as(DRAGAN).get("/v1/identity-accesses/{id}", access).then().statusCode(200);
  }

  @Test
  void aBrokenGlassOpensAtOnceIsToldAtOnceAndIsReviewedBySomebodyElse() {
    MainJob job = managed();
    Response broken = glass(job, NADA, 45, "NAME", "CONTACT");
    broken.then().statusCode(201).body("open", equalTo(true)).body("kind", equalTo("BREAK_GLASS"));
    String access = broken.path("id");
    identity(access, NADA)
        .then()
        .statusCode(200)
        .body("ground", equalTo("BREAK-GLASS"))
        .body("items.name", equalTo(NAME));
    identity(access, MIRA).then().statusCode(404);
    identity(access, SANJA).then().statusCode(404);
    for (Person told : List.of(SANJA, TAMARA)) {
      as(told).get("/v1/identity-accesses").then().body("accesses.id", hasItem(access));
      as(told)
          .queryParam("limit", 100)
          .get("/v1/worklist")
          .then()
          .body("entries.caseCode", hasItem(broken.<String>path("caseCode")));
    }
    review(access, NADA, true).then().statusCode(403);
    review(access, SANJA, false)
        .then()
        .statusCode(200)
        .body("open", equalTo(false))
        .body("justified", equalTo(false));
    identity(access, NADA).then().statusCode(404);
    as(TAMARA).get("/v1/identity-accesses").then().body("accesses.id", not(hasItem(access)));
    review(access, TAMARA, true).then().statusCode(409);
    as(TAMARA)
        .queryParam("caseId", job.caseId)
        .get("/v1/journal")
        .then()
        .body("entries.action", hasItems("break-glass-opened", "break-glass-not-justified"))
        .body(
            "entries.findAll { it.action == 'disclosure-permitted' }.details.ground",
            hasItem("BREAK-GLASS"));
  }

  @Test
  void whoBrokeItDoesNotReviewIt() {
    MainJob job = managed();
    String access = glass(job, SANJA, 5, "NAME").path("id");
    review(access, SANJA, true)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/approver-is-asker"));
    review(access, TAMARA, true).then().statusCode(200).body("open", equalTo(true));
    review(access, TAMARA, true).then().statusCode(409);
  }

  @Test
  void theGlassIsOfOneCaseForOneHourAndOnlyForWhoTakesPart() {
    MainJob job = managed();
    MainJob other = managed();
    glass(job, NADA, 61, "NAME").then().statusCode(400);
    glass(job, NADA, 60, "NARRATIVE").then().statusCode(422);
    glass(job, ANA, 60, "NAME").then().statusCode(404);
    String access = glass(job, NADA, 60, "NAME").path("id");
    identity(access, NADA).then().statusCode(200).body("caseId", equalTo(job.caseId.toString()));
    as(NADA).get("/v1/cases/{id}/identity", other.caseId).then().statusCode(404);
    as(NADA).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(404);
  }

  private static MainJob managed() {
    return MainJob.aWomanAtTheCrossing().named(NAME).registered().takenOver(MIRA);
  }

  private static MainJob child() {
    Map<String, Object> assent =
        new HashMap<>(MainJob.aWomanAtTheCrossing().said("CS-INT", "CR-GIVEN", null));
    assent.put("method", "CM-ASSENT");
    return MainJob.aWomanAtTheCrossing()
        .with("ageState", "CHILD")
        .with("age", 15)
        .with("consents", List.of(assent));
  }

  private static void guardianOf(MainJob child) {
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", child.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-01"))
        .put("/v1/cases/{id}/guardian", child.caseId)
        .then()
        .statusCode(200);
  }

  private static Response request(MainJob job, Person who, String... items) {
    return as(who)
        .body(Map.of("id", Ids.random(), "items", List.of(items), "reason", "COMPLAINT"))
        .post("/v1/cases/{id}/identity-requests", job.caseId);
  }

  private static Response glass(MainJob job, Person who, int minutes, String... items) {
    return asGold(who)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "items",
                List.of(items),
                "reason",
                "LIFE_AT_RISK",
                "minutes",
                minutes))
        .post("/v1/cases/{id}/break-glass", job.caseId);
  }

  private static Response decide(String access, Person who, boolean granted) {
    return as(who)
        .header("If-Match", seen(access))
        .body(Map.of("granted", granted))
        .post("/v1/identity-accesses/{id}/decision", access);
  }

  private static Response review(String access, Person who, boolean justified) {
    return as(who)
        .header("If-Match", seen(access))
        .body(Map.of("justified", justified))
        .post("/v1/identity-accesses/{id}/review", access);
  }

  private static String seen(String access) {
    return revision(as(TAMARA).get("/v1/identity-accesses/{id}", access));
  }

  private static Response identity(String access, Person who) {
    return as(who).get("/v1/identity-accesses/{id}/identity", access);
  }
}
