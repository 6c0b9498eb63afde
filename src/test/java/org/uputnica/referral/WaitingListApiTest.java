package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.registration.MainJob.Walk.SEND;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Jobs;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A house without a place keeps requests in order, and is asked again when one comes free. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WaitingListApiTest {
  private static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";

  @BeforeEach
  void noBed() {
    MainJob.free(0);
    MainJob.free(PETAR, JASEN, 3);
  }

  @AfterEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void theFirstIsAskedWhenAPlaceComesFree() {
    Walk first = listed("URGENT");
    Walk second = listed("URGENT");
    Walk urgent = listed("EMERGENCY");
    place(urgent, 1);
    place(first, 2);
    place(second, 3);
    assertThat(noticeOf(VERA, first.id(), "listed")).isNotEmpty();
    first
        .tries(VERA, "A025", Map.of("priority", "URGENT"))
        .then()
        .body("type", endsWith("/not-your-turn"));
    first.tries(JELENA, "T024", ACCEPT).then().body("type", endsWith("/no-free-place"));

    MainJob.free(1);
    Awaiting.until(() -> "RF-ACK".equals(urgent.seenBy(VERA).path("state")));
    urgent.seenBy(VERA).then().body("waitingPlace", nullValue());
    assertThat(noticeOf(VERA, urgent.id(), "place-free")).isNotEmpty();
    assertThat(lines(JELENA, urgent.id())).isNotEmpty();
    place(first, 1);
    place(second, 2);

    urgent.seenBy(JELENA);
    urgent.step(JELENA, "A024", Map.of());
    place(urgent, 1);
    // The house does not want this one for the bed: it is asked for the next.
    Awaiting.until(() -> "RF-ACK".equals(first.seenBy(VERA).path("state")));
    first.seenBy(JELENA);
    first.step(JELENA, "T024", ACCEPT);
    place(urgent, 1);
    place(second, 2);
    second.step(VERA, "T054", Map.of("withdrawal-reason", "NEED_ENDED"));
    urgent.seenBy(JELENA);
    urgent.step(
        JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    urgent.seenBy(VERA).then().body("state", equalTo("RF-DEC"));
  }

  /** Asked each week; nothing but the house, who asked, or another yes takes her off the list. */
  @Test
  void aSilentHouseIsAskedEachWeekAndTheCoordinatorSeesTheSecondSilence() {
    Walk listed = listed("NORMAL");
    UUID id = listed.id();
    Overdue.since(id, "DL-LIST", "1 minute");
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-LIST", "PASSED") > 0);
    assertThat(lines(JELENA, id)).hasSize(1);
    assertThat(lines(SANJA, id)).isEmpty();
    assertThat(onTheBoard(id)).isZero();

    again(id, "8 days");
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-LIST", "TOLD_AGAIN") > 0);
    Jobs.round("AlarmJob");
    assertThat(Overdue.told(id, "DL-LIST", "TOLD_AGAIN")).as("once").isEqualTo(1);
    for (Person who : List.of(JELENA, SANJA, VERA)) {
      assertThat(lines(who, id)).as(who.username()).isNotEmpty();
    }
    assertThat(onTheBoard(id)).isEqualTo(1);

    again(id, "40 days"); // nobody was there to look at the time
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-LIST", "TOLD_AGAIN") > 1);
    Jobs.round("AlarmJob");
    assertThat(Overdue.told(id, "DL-LIST", "TOLD_AGAIN")).isEqualTo(2);
    listed.seenBy(VERA).then().body("state", equalTo("RF-WAIT"));

    listed.seenBy(JELENA);
    listed.step(JELENA, "A030", Map.of());
    assertThat(lines(SANJA, id)).isEmpty();
    assertThat(onTheBoard(id)).isZero();
    assertThat(Overdue.runs(id, "DL-LIST")).as("asked again in a week").isTrue();
    place(listed, 1);
    listed.tries(VERA, "A030", Map.of()).then().body("type", endsWith("/not-your-turn"));
    listed.step(VERA, "T054", Map.of("withdrawal-reason", "NEED_ENDED"));
    assertThat(Overdue.runs(id, "DL-LIST")).isFalse();
  }

  /** It ran out this long ago, and what was told of it since comes due at once. */
  private static void again(UUID id, String since) {
    assertThat(
            Overdue.sql(
                ("update process.clock set due_at = now() - interval '%s', tell_at = now()"
                        + " where stopped_at is null and code = 'DL-LIST' and track_id = '%s'")
                    .formatted(since, id)))
        .isEqualTo(1);
  }

  private static int onTheBoard(UUID id) {
    return as(SANJA)
        .get("/v1/board/lines?limit=100&list=WAITING_LISTS")
        .<List<Object>>path("entries.findAll { it.trackId == '" + id + "' }")
        .size();
  }

  @Test
  void sheLeavesTheListWhenAnotherHouseAccepts() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", PETAR).then().statusCode(201);
    Walk listed = list(job.referTo(MainJob.BREZA).step(VERA, "T020", SEND));
    Walk other = job.referTo(JASEN).step(VERA, "T020", SEND);
    other.seenBy(PETAR);
    other.step(PETAR, "T022", Map.of()).step(PETAR, "T024", ACCEPT);
    listed.seenBy(VERA).then().body("state", equalTo("RF-CAN")).body("waitingPlace", nullValue());
    assertThat(noticeOf(JELENA, listed.id(), "taken-back")).isNotEmpty();
  }

  /** A bed for women stood free all the time, and was no place for her. */
  @Test
  void aBedOfAnotherUnitThatComesFreeIsSeen() {
    MainJob.free(PETAR, JASEN, 1);
    String path = "/v1/services/" + JASEN;
    String unit = Ids.random().toString();
    as(PETAR)
        .body(Map.of("id", unit, "unit", "bed-woman", "available", 1, "maximum", 1))
        .post(path + "/capacities")
        .then()
        .statusCode(201);
    Response hold =
        as(PETAR)
            .body(Map.of("id", Ids.random(), "referral", Ids.random(), "places", 1, "unit", "bed"))
            .post(path + "/holds");
    hold.then().statusCode(201);
    try {
      MainJob job = MainJob.aWomanAtTheCrossing().registered();
      job.says(VERA, "CS-REF-SVC", "CR-GIVEN", PETAR).then().statusCode(201);
      Walk listed = job.referTo(JASEN).step(VERA, "T020", SEND);
      listed.seenBy(PETAR);
      listed.step(PETAR, "T022", Map.of()).step(PETAR, "A024", Map.of());
      listed.seenBy(VERA).then().body("state", equalTo("RF-WAIT"));
      as(PETAR)
          .header("If-Match", revision(hold))
          .post("/v1/holds/{id}/release", hold.<String>path("id"))
          .then()
          .statusCode(200);
      Awaiting.until(() -> "RF-ACK".equals(listed.seenBy(VERA).path("state")));
      listed.step(VERA, "T054", Map.of("withdrawal-reason", "NEED_ENDED"));
    } finally {
      Object now =
          as(PETAR).get(path).path("capacities.find { it.id == '%s' }.revision".formatted(unit));
      as(PETAR)
          .header("If-Match", "\"" + now + "\"")
          .delete(path + "/capacities/" + unit)
          .then()
          .statusCode(200);
    }
  }

  private static Walk listed(String priority) {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    Map<String, Object> send = new HashMap<>(SEND);
    send.put("priority", priority);
    return list(job.referTo(MainJob.BREZA).step(VERA, "T020", send));
  }

  private static Walk list(Walk sent) {
    sent.seenBy(JELENA);
    return sent.step(JELENA, "T022", Map.of()).step(JELENA, "A024", Map.of());
  }

  private static void place(Walk listed, int place) {
    listed
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-WAIT"))
        .body("waitingPlace", equalTo(place));
    listed.seenBy(JELENA).then().body("waitingPlace", equalTo(place));
  }
}
