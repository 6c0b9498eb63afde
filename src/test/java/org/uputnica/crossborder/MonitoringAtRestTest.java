package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.crossborder.CrossborderApiTest.handOver;
import static org.uputnica.crossborder.CrossborderApiTest.offer;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.riskOfBothSides;
import static org.uputnica.crossborder.CrossborderApiTest.travel;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** A contact in a case that is closed answers one clock; the next ones are there after it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MonitoringAtRestTest {
  private static final Map<String, Object> SAFE =
      Map.of("monitoring-date", "2026-11-20", "monitoring-result", "SAFE");

  @Test
  void whatAContactInAClosedCaseHasNotAnsweredIsThereAgain() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, there);
    offer(sent, there);
    travel(job, sent, there);
    handOver(sent, there);
    sent.seenBy(MIRA);
    sent.step(MIRA, "T042", SAFE);
    assertThat(monitoring(job)).containsExactlyInAnyOrder("DL-MON-2", "DL-MON-3");

    overall(job).step(MIRA, "T045", Map.of("closure-reason", "CL-GOAL"));
    assertThat(monitoring(job)).isEmpty();
    sent.seenBy(MIRA);
    sent.step(MIRA, "T042", SAFE);
    assertThat(monitoring(job)).isEmpty();

    Map<String, Object> keeps = job.said("CS-STO", "CR-GIVEN", MIRA, "NAME", "CONTACT");
    keeps.put("deviceTime", Instant.now().toString());
    as(MIRA).body(keeps).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    UUID note = Ids.random();
    as(MIRA)
        .body(Map.of("id", note, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", job.caseId)
        .then()
        .statusCode(201);
    overall(job).step(MIRA, "T047", Map.of("what-happened", note.toString()));
    assertThat(monitoring(job)).containsExactly("DL-MON-3");
  }

  private static Walk overall(MainJob job) {
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId);
    String found = "tracks.find { it.track == 'overall' }.";
    return new Walk(
        "/v1/cases/" + job.caseId + "/tracks/" + steps.path(found + "id"),
        "\"" + steps.path(found + "revision") + "\"");
  }

  private static List<String> monitoring(MainJob job) {
    return as(MIRA)
        .get("/v1/cases/{id}/clocks", job.caseId)
        .path("clocks.findAll { it.endedAt == null && it.clock.startsWith('DL-MON') }.clock");
  }
}
