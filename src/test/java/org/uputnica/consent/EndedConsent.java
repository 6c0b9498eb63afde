package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;

/** A woman whom House Breza has accepted under her yes, and what happens when the yes ends. */
final class EndedConsent {
  final MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
  final Walk referral;

  EndedConsent() {
    freeBeds();
    job.takenOver(MIRA);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral = job.referTo(MainJob.BREZA, "NAME").accepted();
  }

  static void freeBeds() {
    Map<String, Object> capacity =
        as(JELENA).get("/v1/services/{id}", MainJob.BREZA).path("capacities[0]");
    as(JELENA)
        .header("If-Match", "\"" + capacity.get("revision") + "\"")
        .body(Map.of("available", 3, "maximum", 5_000))
        .put("/v1/services/{id}/capacities/{capacity}", MainJob.BREZA, capacity.get("id"))
        .then()
        .statusCode(200);
  }

  ValidatableResponse houseReads() {
    return as(JELENA).get(referral.path + "/identity").then();
  }

  ValidatableResponse withdraws(String scope, @Nullable Person towards) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "id", Ids.random(),
                "scope", scope,
                "language", "prs",
                "contact", Ids.random(),
                "deviceTime", Instant.now().toString()));
    if (towards != null) {
      body.put("recipient", towards.organization());
    }
    return as(VERA).body(body).post("/v1/cases/{id}/withdrawals", job.caseId).then();
  }

  ValidatableResponse recalls(Person who) {
    return as(who).get("/v1/cases/{id}/recalls", job.caseId).then();
  }

  /** Ids of what this person's organisation has to answer about this case. */
  List<String> toAnswer(Person who) {
    return as(who)
        .get("/v1/recalls")
        .path("recalls.findAll { it.caseId == '%s' }.id".formatted(job.caseId));
  }

  static ValidatableResponse answers(Person who, Object recall, Map<String, String> body) {
    return answers(who, recall, body, "\"0\"");
  }

  static ValidatableResponse answers(
      Person who, Object recall, Map<String, String> body, String seen) {
    return as(who)
        .header("If-Match", seen)
        .body(body)
        .post("/v1/recalls/{id}/answer", recall)
        .then();
  }

  UUID overall() {
    return UUID.fromString(
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'overall' }.id"));
  }

  /** What the journal says of the case, in its order. */
  List<String> journal() throws SQLException {
    return journal(job.caseId);
  }

  static List<String> journal(UUID caseId) throws SQLException {
    List<String> actions = new ArrayList<>();
    try (Connection above = Database.connect();
        PreparedStatement select =
            above.prepareStatement(
                "select action from audit.entry where case_id = ? order by id")) {
      select.setObject(1, caseId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          actions.add(rows.getString(1));
        }
      }
    }
    return actions;
  }

  /** As time would. */
  void change(String sql) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement update = above.prepareStatement(sql)) {
      update.setObject(1, job.caseId);
      assertThat(update.executeUpdate()).isPositive();
    }
  }
}
