package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.BOJAN;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Jobs;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * From one door to the next: how the two sides meet, who says what of it, and who hears of silence.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BetweenTwoDoorsTest {
  /** Both sides, and the coordinator of the country. */
  private static final List<Person> CONCERNED = List.of(VERA, MIRA, JELENA, SANJA);

  /** Another house, legal aid, a front-line worker of another office, and another country. */
  private static final List<Person> NOT_CONCERNED = List.of(PETAR, BOJAN, LUKA, ILIR, KALTRINA);

  @Inject Clock clock;

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void theAlarmBetweenLeftAndArrivedIsTheSameOnceTheServiceIsThereAgain() throws Exception {
    Walk referral = onTheWay();
    UUID id = referral.id();
    assertThat(lines(SANJA, id)).isEmpty();
    assertThat(lines(VERA, id)).isEmpty();
    List<String> before = came(id);
    Overdue.since(id, "DL-HAND", "9 days"); // nobody was there to look at the time
    roundOfThreeCopies();
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-HAND", "ESCALATED") > 0);
    roundOfThreeCopies();
    Jobs.round("AlarmJob");

    assertThat(Overdue.told(id, "DL-HAND", "PASSED")).isEqualTo(1);
    assertThat(Overdue.told(id, "DL-HAND", "ESCALATED")).isEqualTo(1);
    assertThat(
            Overdue.number(
                "select count(*) from audit.entry where subject = '%s' and action = 'clock-passed'"
                    .formatted(id)))
        .isEqualTo(1);
    onlyTheConcernedHear(id, "DL-HAND");
    assertThat(came(id)).as("told anew, also where it stood already").hasSize(CONCERNED.size());
    assertThat(came(id)).doesNotContainAnyElementsOf(before);

    referral.step(JELENA, "T028", arrival());
    assertThat(lines(SANJA, id)).as("she is there").isEmpty();
    assertThat(Overdue.told(id, "DL-HAND", "PASSED")).isEqualTo(1);
  }

  @Test
  void fromAcceptanceToFeedbackNoSilenceIsLeftWithoutAClock() {
    Walk referral = accepted();
    silence(referral, "DL-HAND");
    referral.step(VERA, "T027", with("STAFF"));
    silence(referral, "DL-HAND");
    referral.step(VERA, "A028", handedOver());
    silence(referral, "DL-RECV");
    referral.step(JELENA, "T028", arrival());
    silence(referral, "DL-SERV");
    referral.step(JELENA, "T059", Map.of("house-rules-explained", "true"));
    silence(referral, "DL-FB-2");
    referral.step(JELENA, "T030", Map.of("service-outcome", "COMPLETED"));
    assertThat(
            Overdue.number(
                "select count(*) from process.clock where stopped_at is null and track_id = '%s'"
                    .formatted(referral.id())))
        .isZero();
    assertThat(lines(SANJA, referral.id())).isEmpty();
  }

  @Test
  void whoBroughtHerSpeaksFirstAndTheHouseConfirms() {
    Walk referral = onTheWay();
    UUID id = referral.id();
    referral.tries(JELENA, "A028", handedOver()).then().body("type", endsWith("/not-your-turn"));
    referral.step(VERA, "A028", handedOver());
    referral
        .seenBy(JELENA)
        .then()
        .body("state", equalTo("RF-MOVE"))
        .body("handedOverAt", notNullValue());
    assertThat(Overdue.runs(id, "DL-HAND")).as("the word of one side ends nothing").isTrue();
    referral
        .tries(VERA, "A028", handedOver())
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", contains("handover-open"));
    referral.step(JELENA, "T028", arrival());
    for (String over : List.of("DL-HAND", "DL-RECV", "DL-OVER")) {
      assertThat(Overdue.runs(id, over)).as(over).isFalse();
    }
  }

  @Test
  void theHouseSpeaksFirstAndWhoBroughtHerIsAskedFor() {
    Walk referral = onTheWay();
    UUID id = referral.id();
    referral.step(JELENA, "T028", arrival());
    assertThat(Overdue.runs(id, "DL-RECV")).isFalse();
    silence(referral, "DL-OVER");
    referral.step(VERA, "A028", handedOver());
    referral
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-ARR"))
        .body("handedOverAt", notNullValue());
    assertThat(Overdue.runs(id, "DL-OVER")).isFalse();
    assertThat(lines(SANJA, id)).isEmpty();
  }

  @Test
  void nobodyIsAskedWhereNobodyWentWithHer() {
    Walk referral = accepted().step(VERA, "T027", with("NONE"));
    referral
        .tries(VERA, "A028", handedOver())
        .then()
        .statusCode(409)
        .body("errors.code", contains("handover-open"));
    referral.step(JELENA, "T028", arrival());
    assertThat(Overdue.runs(referral.id(), "DL-OVER")).isFalse();
  }

  @Test
  void theWayIsArrangedByEitherSideAndTheWordIsForTheMeetingAlone() {
    Walk referral = MainJob.aWomanAtTheCrossing().registered().sentToBreza();
    referral
        .seenBy(JELENA)
        .then()
        .body("meetingPlace", nullValue())
        .body("companion", nullValue())
        .body("codeWord", nullValue());
    referral.seenBy(VERA).then().body("meetingPlace", equalTo("ME-BOZAJ"));
    referral.tries(VERA, "A029", arranged()).then().body("type", endsWith("/step-not-open"));
    referral.step(JELENA, "T022", Map.of()).step(JELENA, "T024", ACCEPT);
    Overdue.since(referral.id(), "DL-HAND", "1 minute");
    Awaiting.until("AlarmJob", () -> !lines(SANJA, referral.id()).isEmpty());
    referral.seenBy(JELENA);
    referral.step(JELENA, "A029", arranged());
    assertThat(lines(SANJA, referral.id())).as("that was a sign of life").isEmpty();
    assertThat(Overdue.runs(referral.id(), "DL-HAND")).isTrue();
    String word = referral.seenBy(VERA).path("codeWord");
    for (Person side : List.of(VERA, JELENA)) {
      referral
          .seenBy(side)
          .then()
          .body("meetingPlace", equalTo("ME-PODGORICA"))
          .body("companion", equalTo("OFFICER"))
          .body("meetAt", notNullValue())
          .body("codeWord", equalTo(word));
    }
    referral.seenBy(SANJA).then().body("codeWord", nullValue());
    referral.step(VERA, "T027", with("OFFICER")).step(JELENA, "T028", arrival());
    for (Person side : List.of(VERA, JELENA)) {
      referral.seenBy(side).then().body("codeWord", nullValue());
    }
    assertThat(
            Overdue.number(
                "select count(*) from process.referral where code_word is not null and id = '%s'"
                    .formatted(referral.id())))
        .as("and nobody keeps it")
        .isZero();
    assertThat(
            Overdue.number(
                "select count(*) from audit.entry e where position('%s' in e::text) > 0"
                    .formatted(word)))
        .isZero();
  }

  @Test
  void nobodyIsAlarmedBeforeTheAgreedDayAndTheAlarmMovesWithTheArrangement() {
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(9).toString();
    Walk referral = MainJob.aWomanAtTheCrossing().registered().sentToBreza();
    UUID id = referral.id();
    referral
        .step(JELENA, "T022", Map.of())
        .step(JELENA, "T025", Map.of("condition", "ESCORT", "reception-date", day))
        .step(JELENA, "T058", Map.of("condition-met-by", "DONE"));
    assertThat(due(id)).as("the day of the conditional yes stands").isBetween(9L, 10L);
    referral.step(VERA, "A029", arrangedIn(Duration.ofDays(4)));
    assertThat(due(id)).isEqualTo(5);
    referral.step(JELENA, "A029", arrangedIn(Duration.ofDays(6)));
    assertThat(due(id)).isEqualTo(7);
    Jobs.round("AlarmJob");
    assertThat(Overdue.told(id, "DL-HAND", "PASSED")).isZero();
    referral.step(VERA, "T027", with("STAFF"));
    assertThat(due(id)).as("whoever is on the way is awaited from then on").isEqualTo(1);
  }

  private Map<String, Object> arrangedIn(Duration time) {
    Map<String, Object> inputs = new HashMap<>(arranged());
    inputs.put("meeting-at", clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS).toString());
    return inputs;
  }

  /** In how many days it is told that nobody has confirmed the handover, from when it began. */
  private static long due(UUID id) {
    return Overdue.number(
        "select round(extract(epoch from due_at - started_at) / 86400) from process.clock"
            + " where stopped_at is null and code = 'DL-HAND' and track_id = '%s'".formatted(id));
  }

  @Test
  void theHouseIsWarnedBeforeItsTimeIsOverAndTheCoordinatorIsNot() {
    Walk asked = MainJob.aWomanAtTheCrossing().registered().sentToBreza();
    UUID id = asked.id();
    List<String> before = came(id);
    assertThat(
            Overdue.sql(
                ("update process.clock set started_at = now() - interval '49 hours',"
                        + " due_at = now() + interval '23 hours', tell_at = now()"
                        + " where stopped_at is null and next_level = 0"
                        + " and tell_at = due_at - interval '24 hours' and track_id = '%s'")
                    .formatted(id)))
        .isEqualTo(1);
    Awaiting.until("AlarmJob", () -> Overdue.told(id, "DL-URG", "WARNED") > 0);
    Jobs.round("AlarmJob");
    assertThat(Overdue.told(id, "DL-URG", "WARNED")).isEqualTo(1);
    assertThat(lines(JELENA, id)).hasSize(1);
    assertThat(lines(VERA, id)).hasSize(1);
    assertThat(came(id)).as("told anew").hasSize(3).doesNotContainAnyElementsOf(before);
    assertThat(lines(SANJA, id)).isEmpty();
    assertThat(lines(PETAR, id)).isEmpty();
  }

  /** Told once, to those concerned, of this clock, and to nobody else. */
  private void silence(Walk referral, String code) {
    UUID id = referral.id();
    long before = Overdue.told(id, code, "PASSED");
    Overdue.since(id, code, "1 minute");
    Awaiting.until("AlarmJob", () -> Overdue.told(id, code, "PASSED") > before);
    Jobs.round("AlarmJob");
    assertThat(Overdue.told(id, code, "PASSED")).as(code).isEqualTo(before + 1);
    onlyTheConcernedHear(id, code);
    referral.seenBy(VERA);
  }

  private static void onlyTheConcernedHear(UUID id, String code) {
    for (Person who : CONCERNED) {
      assertThat(lines(who, id)).as("%s of %s", who.username(), code).hasSize(1);
    }
    for (Person who : NOT_CONCERNED) {
      assertThat(lines(who, id)).as("%s of %s", who.username(), code).isEmpty();
      assertThat(as(who).get("/v1/inbox?limit=100").asString()).doesNotContain(id.toString());
    }
  }

  /** When the run came before those concerned last. */
  private static List<String> came(UUID id) {
    return CONCERNED.stream()
        .flatMap(who ->
            as(who)
                .get("/v1/inbox?limit=100")
                .<List<String>>path("entries.findAll { it.id == '" + id + "' }.cameAt")
                .stream())
        .toList();
  }

  private static void roundOfThreeCopies() throws Exception {
    Callable<Boolean> copy =
        () -> {
          Jobs.round("AlarmJob");
          return true;
        };
    try (ExecutorService copies = Executors.newFixedThreadPool(3)) {
      for (Future<Boolean> one : copies.invokeAll(List.of(copy, copy, copy))) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  private static Walk accepted() {
    return MainJob.aWomanAtTheCrossing().registered().agreedForBreza().accepted();
  }

  private static Walk onTheWay() {
    return accepted().step(VERA, "T027", with("STAFF"));
  }

  private static Map<String, Object> with(String companion) {
    return Map.of("companion", companion, "vehicle", "OFFICIAL_CAR");
  }

  private Map<String, Object> arranged() {
    return Map.of("companion", "OFFICER", "meeting-place", "ME-PODGORICA", "meeting-at", now());
  }

  private Map<String, Object> handedOver() {
    return Map.of("handed-over-at", now());
  }

  private Map<String, Object> arrival() {
    return Map.of("arrived-at", now(), "person-recognised", "true");
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
