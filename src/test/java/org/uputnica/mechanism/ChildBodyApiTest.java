package org.uputnica.mechanism;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.AZRA;
import static org.uputnica.testing.Personas.EDIN;
import static org.uputnica.testing.Personas.GORDANA;
import static org.uputnica.testing.Personas.MILAN;
import static org.uputnica.testing.Personas.MIRSAD;
import static org.uputnica.testing.Personas.RADMILA;
import static org.uputnica.testing.Personas.SENAD;
import static org.uputnica.testing.Personas.SLADJANA;
import static org.uputnica.testing.Personas.VLADIMIR;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** On a child the body decides that the country names for children ({@code P-IDBODY-CHILD}). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ChildBodyApiTest {
  @Test
  void aChildIsNotSentToTheBodyForAdults() {
    MainJob job = aChild("RS-PRESEVO", MILAN, GORDANA, VLADIMIR);
    Walk identification = run(GORDANA, job, "identification");
    refused(identification.tries(GORDANA, "T005", sending(job, GORDANA, SLADJANA)));
    identification.step(GORDANA, "T005", sending(job, GORDANA, RADMILA));
    identification
        .tries(RADMILA, "T006", decision(note(job, GORDANA)))
        .then()
        .statusCode(200)
        .body("state", equalTo("ID-POS"));
  }

  @Test
  void norWhenItAsksAgain() {
    MainJob job = aChild("RS-PRESEVO", MILAN, GORDANA, VLADIMIR);
    Walk identification =
        run(GORDANA, job, "identification")
            .step(GORDANA, "T005", sending(job, GORDANA, RADMILA))
            .step(GORDANA, "T011", Map.of());
    refused(identification.tries(GORDANA, "T049", again(SLADJANA)));
    identification.step(GORDANA, "T049", again(RADMILA));
  }

  @Test
  void anAdultIs() {
    MainJob job =
        at("RS-PRESEVO", GORDANA)
            .with("nameKind", "NAME")
            .with("name", "Zorica Izmisljena")
            .consent("CS-STO", GORDANA, "NAME", "CONTACT")
            .consent("CS-NRM", SLADJANA);
    as(MILAN).body(job.body()).post("/v1/cases").then().statusCode(201);
    job.takenOver(GORDANA);
    run(GORDANA, job, "identification")
        .step(
            GORDANA,
            "T005",
            Map.of(
                "identification-body",
                SLADJANA.organization().toString(),
                "summary",
                note(job, GORDANA)));
  }

  /** Where a country says no function by which the body is known, any body named is taken. */
  @Test
  void aBodyNamedAnewTakesThePlaceOfTheOneBefore() {
    MainJob job = aChild("BA-SARAJEVO", SENAD, AZRA, MIRSAD);
    Map<String, Object> sent = new HashMap<>(sending(job, AZRA, EDIN));
    sent.put("rulebook", "FOREIGN");
    Walk identification =
        run(AZRA, job, "identification").step(AZRA, "T005", sent).step(AZRA, "T011", Map.of());
    Map<String, Object> other = new HashMap<>(again(AZRA));
    other.put("rulebook", "FOREIGN");
    identification.step(AZRA, "T049", other);
    identification.tries(EDIN, "T006", decision(note(job, AZRA))).then().statusCode(404);
  }

  private static void refused(Response answer) {
    answer
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", contains("body-decides-on-children"));
  }

  private static MainJob at(String place, Person manager) {
    return MainJob.aWomanAtTheCrossing()
        .with("place", place)
        .with("responsibleOrganization", manager.organization());
  }

  /** Registered, taken over, and with a guardian. */
  private static MainJob aChild(String place, Person officer, Person manager, Person guardian) {
    MainJob job = at(place, manager).with("ageState", "CHILD").with("age", 15);
    Map<String, Object> assent = new HashMap<>(job.said("CS-INT", "CR-GIVEN", null));
    assent.put("method", "CM-ASSENT");
    job.with("consents", List.of(assent));
    as(officer).body(job.body()).post("/v1/cases").then().statusCode(201);
    job.takenOver(manager);
    as(manager)
        .header("If-Match", revision(as(manager).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", guardian.organization(), "appointedOn", DAY))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    return job;
  }

  private static Map<String, Object> sending(MainJob job, Person by, Person body) {
    return Map.of(
        "identification-body",
        body.organization().toString(),
        "summary",
        note(job, by),
        "person-informed",
        "true",
        "guardian-informed",
        "true");
  }

  private static Map<String, Object> again(Person body) {
    return Map.of("identification-body", body.organization().toString(), "person-asks", "true");
  }

  private static Map<String, Object> decision(String reasons) {
    return Map.of(
        "reasons",
        reasons,
        "decision-date",
        DAY,
        "members-present",
        "3",
        "exploitation-types",
        "LAB-MAN",
        "decision-delivered",
        "true");
  }

  private static String note(MainJob job, Person by) {
    UUID id = Ids.random();
    as(by)
        .body(Map.of("id", id, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", job.caseId)
        .then()
        .statusCode(201);
    return id.toString();
  }
}
