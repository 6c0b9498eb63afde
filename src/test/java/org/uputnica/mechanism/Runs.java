package org.uputnica.mechanism;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.MIRA;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;

/** Runs of the tracks of a case, begun and walked through the API. */
final class Runs {
  /** A day that is over. */
  static final String DAY = "2026-11-20";

  private Runs() {}

  /** A woman with a name, presumed, her case with the centre. */
  static MainJob known() {
    return MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
  }

  static Response opens(Person who, MainJob job, String track, Map<String, Object> inputs) {
    return as(who)
        .body(Map.of("id", Ids.random(), "track", track, "inputs", inputs))
        .post("/v1/cases/{id}/tracks", job.caseId);
  }

  static Walk opened(Person who, MainJob job, String track, Map<String, Object> inputs) {
    Response begun = opens(who, job, track, inputs);
    begun.then().statusCode(201);
    return new Walk(path(job, begun.path("id")), revision(begun));
  }

  /** One of the tracks the case has from the beginning. */
  static Walk run(Person who, MainJob job, String track) {
    Response steps = as(who).get("/v1/cases/{id}/steps", job.caseId);
    String found = "tracks.find { it.track == '" + track + "' }.";
    return new Walk(
        path(job, steps.path(found + "id")), "\"" + steps.path(found + "revision") + "\"");
  }

  static String path(MainJob job, String track) {
    return "/v1/cases/" + job.caseId + "/tracks/" + track;
  }

  static String note(MainJob job) {
    UUID id = Ids.random();
    as(MIRA)
        .body(Map.of("id", id, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", job.caseId)
        .then()
        .statusCode(201);
    return id.toString();
  }

  static UUID document(MainJob job) {
    job.takenOver(MIRA);
    Map<String, Object> said = job.said("CS-STO", "CR-GIVEN", MIRA, "NAME", "CONTACT", "DOCUMENT");
    said.put("deviceTime", Instant.now().toString());
    as(MIRA).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    UUID id = Ids.random();
    as(MIRA)
        .body(Map.of("id", id, "kind", "DOCUMENT"))
        .post("/v1/cases/{id}/attachments", job.caseId)
        .then()
        .statusCode(201);
    return id;
  }

  static Map<String, Object> comparison() {
    return Map.of(
        "for-staying",
        "SAFETY,SCHOOL",
        "for-return",
        "FAMILY",
        "for-third-country",
        "NOTHING",
        "compared-aloud",
        "true");
  }
}
