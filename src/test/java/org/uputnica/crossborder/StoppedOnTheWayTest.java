package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.crossborder.CrossborderApiTest.offer;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.riskOfBothSides;
import static org.uputnica.crossborder.CrossborderApiTest.travel;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.MechanismVersionService;
import org.uputnica.mechanism.OlderVersion;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** A request ends while she travels: she is looked for as somebody who does not arrive. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class StoppedOnTheWayTest {
  @Inject MechanismVersionService versions;

  private MainJob job = MainJob.aWomanAtTheCrossing();
  private Walk sent = new Walk("", "");
  private Walk there = new Walk("", "");

  @BeforeEach
  void departs() {
    job = registered();
    sent = receivedAbroad(job);
    there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, there);
    offer(sent, there);
    travel(job, sent, there);
    sent.seenBy(MIRA).then().body("state", equalTo("XB-TRV"));
  }

  @Test
  void whatIsTakenBackOnTheWayAlarmsBothCountries() {
    job.withdraws(MIRA, "CS-XBR").then().statusCode(201).body("stopped", hasSize(1));
    isLookedFor();
  }

  @Test
  void whoeverStopsItOnAnOlderVersionAlarmsThemToo() throws SQLException {
    OlderVersion.of(
        job,
        versions,
        "base/cross-border.yaml",
        "reopen-solution, alarm-both-coordinators, consider-missing], part-of: R05",
        "reopen-solution], part-of: R05");
    sent.step(MIRA, "T043", Map.of("stop-reason", "NO_LONGER_NEEDED"));
    isLookedFor();
  }

  private void isLookedFor() {
    sent.seenBy(MIRA).then().body("state", equalTo("XB-STOP"));
    assertThat(noticeOf(SANJA, sent.id(), "alarm")).containsEntry("step", "T043");
    UUID overall =
        UUID.fromString(
            as(MIRA)
                .get("/v1/cases/{id}/steps", job.caseId)
                .path("tracks.find { it.track == 'overall' }.id"));
    assertThat(noticeOf(MIRA, overall, "consider-missing")).containsEntry("step", "T043");
    until(there, KALTRINA, "XB-STOP");
    assertThat(noticeOf(ILIR, there.id(), "alarm")).containsEntry("step", "T043");
  }
}
