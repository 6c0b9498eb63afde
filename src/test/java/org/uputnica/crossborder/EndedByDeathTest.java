package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.crossborder.CrossborderApiTest.handOver;
import static org.uputnica.crossborder.CrossborderApiTest.offer;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.riskOfBothSides;
import static org.uputnica.crossborder.CrossborderApiTest.travel;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.WorkList.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.MechanismVersionService;
import org.uputnica.mechanism.OlderVersion;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** She has died: nothing goes to the other country any more, and nobody there asks for her. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndedByDeathTest {
  @Inject MechanismVersionService versions;
  @Inject LeftAbroadByDeath left;

  @Test
  void whatWasAskedIsStoppedAndAskedBack() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    dies(MIRA, job.caseId.toString());
    sent.seenBy(MIRA).then().body("state", equalTo("XB-STOP"));
    until(there, KALTRINA, "XB-STOP");
    Awaiting.until(() -> "ERASED".equals(sent.seenBy(MIRA).path("recall")));
    assertThat(lines(MIRA, sent.id())).as("nothing is looked for together with her").isEmpty();
    assertThat(lines(SANJA, sent.id())).isEmpty();
  }

  @Test
  void nothingIsSentAfterADeathOnAnOlderVersionEither() throws SQLException {
    MainJob job = registered();
    Walk drafted = CrossborderApiTest.drafted(job);
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    OlderVersion.of(
        job,
        versions,
        "base/cross-border.yaml",
        "when: [case-open, consent-given: CS-XBR, no-asylum-pending, any-of",
        "when: [consent-given: CS-XBR, no-asylum-pending, any-of");
    dies(MIRA, job.caseId.toString());
    stands(drafted, "XB-REQ"); // as a death of before has left it
    drafted.seenBy(NIKOLA);
    drafted
        .tries(NIKOLA, "T036", Map.of())
        .then()
        .statusCode(409)
        .body("errors.code", contains("case-open"));
    drafted.step(MIRA, "T043", Map.of("stop-reason", "NO_LONGER_NEEDED"));
  }

  @Test
  void whatADeathOfBeforeHasLeftIsStopped() throws SQLException {
    MainJob job = registered();
    Walk drafted = CrossborderApiTest.drafted(job);
    dies(MIRA, job.caseId.toString());
    stands(drafted, "XB-REQ");
    left.look();
    drafted.seenBy(MIRA).then().body("state", equalTo("XB-STOP"));
  }

  @Test
  void whereSheLivedNowTheContactWithTheCountrySheLeftEnds() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, there);
    offer(sent, there);
    travel(job, sent, there);
    handOver(sent, there);
    until(there, KALTRINA, "XB-HND");
    String theirCase = there.seenBy(KALTRINA).path("caseId");
    dies(GENT, theirCase);
    there.seenBy(KALTRINA).then().body("state", equalTo("XB-STOP"));
    until(sent, MIRA, "XB-STOP");
    assertThat(lines(MIRA, sent.id())).isEmpty();
    assertThat(lines(KALTRINA, there.id())).isEmpty();
  }

  private static void dies(Person manager, String caseId) {
    Response steps = as(manager).get("/v1/cases/{id}/steps", caseId);
    String overall = "tracks.find { it.track == 'overall' }.";
    new Walk(
            "/v1/cases/" + caseId + "/tracks/" + steps.path(overall + "id"),
            "\"" + steps.path(overall + "revision") + "\"")
        .step(manager, "T048", Map.of("date-of-death", "2026-03-02", "death-source", "DOCTOR"));
  }

  private static void stands(Walk request, String state) throws SQLException {
    try (Connection above = Database.connect();
        var update = above.prepareStatement("update process.track set state = ? where id = ?")) {
      update.setString(1, state);
      update.setObject(2, UUID.fromString(request.id().toString()));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
