package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.directory.CapacityService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Numbers of free places that say who said them, and places held for a few hours. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CapacityApiTest {
  private static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";
  private static final String BEDS = "1e000000-0000-4000-8000-00000c050101";
  private static final String PATH = "/v1/services/" + JASEN;

  @Inject Clock clock;
  @Inject CapacityService capacities;

  @BeforeEach
  void fourBedsAreFree() {
    says(4, 5_000).statusCode(200);
  }

  @AfterEach
  void nothingStaysHeld() {
    for (Person who : List.of(LUKA, VERA)) {
      List<Map<String, Object>> held = as(who).get("/v1/holds?limit=100").path("entries");
      held.forEach(it -> release(who, it.get("id"), it.get("revision")).statusCode(200));
    }
  }

  private static Response jasen() {
    return as(PETAR).get(PATH);
  }

  private static int number(String field) {
    return jasen().path("capacities.find { it.unit == 'bed' }." + field);
  }

  private static ValidatableResponse says(int available, Object maximum) {
    return as(PETAR)
        .header("If-Match", "\"" + number("revision") + "\"")
        .body(Map.of("available", available, "maximum", maximum))
        .put(PATH + "/capacities/" + BEDS)
        .then();
  }

  private ValidatableResponse calls(Person who, int available, Instant at) {
    return as(who)
        .header("If-Match", "\"" + number("revision") + "\"")
        .body(Map.of("available", available, "toldBy", "ON_DUTY", "toldAt", at.toString()))
        .post(PATH + "/capacities/" + BEDS + "/calls")
        .then();
  }

  private static Response holds(Person who, UUID referral, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("id", Ids.random(), "referral", referral, "places", 1));
    body.putAll(more);
    return as(who).body(body).post(PATH + "/holds");
  }

  private static ValidatableResponse release(Person who, Object id, Object revision) {
    return as(who)
        .header("If-Match", "\"" + revision + "\"")
        .post("/v1/holds/{id}/release", id)
        .then();
  }

  private static ValidatableResponse refused(ValidatableResponse answer, ProblemType type) {
    return answer.statusCode(type.status()).body("type", equalTo(type.uri()));
  }

  private static void sql(String statement) {
    try (Connection above = Database.connect()) {
      above.createStatement().execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(String query) {
    try (Connection above = Database.connect();
        ResultSet row = above.createStatement().executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoSaidItAndHowIsShownAndWhatWasSaidStays() {
    says(3, 5_000)
        .statusCode(200)
        .body("said.how", equalTo("OWN"))
        .body("said.organization", equalTo(PETAR.organization().toString()))
        .body("said.function", equalTo("R-SHELTER"))
        .body("said.toldBy", nullValue());
    says(2, 5_000).statusCode(200);
    String statements = PATH + "/capacities/" + BEDS + "/statements";
    Response page = as(PETAR).get(statements + "?limit=2");
    page.then()
        .statusCode(200)
        .body("entries.available", equalTo(List.of(2, 3)))
        .body("entries.by", everyItem(notNullValue()));
    as(PETAR)
        .get(statements + "?limit=1&cursor=" + page.<String>path("next"))
        .then()
        .statusCode(200)
        .body("entries[0].available", equalTo(4));
    as(SANJA).get(statements + "?limit=1").then().body("entries[0].available", equalTo(2));
    as(VERA).get(statements).then().body("entries.findAll { it.said.how == 'OWN' }", hasSize(0));
    as(JELENA)
        .get(PATH + "/capacities/" + Ids.random() + "/statements")
        .then()
        .statusCode(404);
  }

  @Test
  void whatAHouseSaysOnTheTelephoneIsRecordedAndItConfirmsOrCorrectsIt() {
    Instant call = clock.instant();
    calls(LUKA, 1, call)
        .statusCode(200)
        .body("available", equalTo(1))
        .body("said.how", equalTo("TELEPHONE"))
        .body("said.organization", equalTo(LUKA.organization().toString()))
        .body("said.function", equalTo("R-FRONT"))
        .body("said.toldBy", equalTo("ON_DUTY"));
    assertThat(asked(PETAR)).containsExactly("CONFIRM");
    assertThat(asked(JELENA)).isEmpty();
    as(PETAR)
        .get("/v1/capacities")
        .then()
        .statusCode(200)
        .body("services.find { it.service == '" + JASEN + "' }.asks", equalTo("CONFIRM"));
    says(2, 5_000).statusCode(200);
    assertThat(asked(PETAR)).isEmpty();
    Response said = as(PETAR).get(PATH + "/capacities/" + BEDS + "/statements?limit=2");
    said.then().body("entries[0].answers", equalTo(said.path("entries[1].id")));
    as(LUKA)
        .get(PATH + "/capacities/" + BEDS + "/statements?limit=1")
        .then()
        .body("entries[0].said.how", equalTo("TELEPHONE"));
  }

  @Test
  void aCallReplacesNoNewerWordAndSaysNothingOfTheFuture() {
    Instant said = clock.instant();
    refused(calls(LUKA, 1, said.minus(Duration.ofHours(1))), ProblemType.INVALID_VALUE)
        .body("errors[0].field", equalTo("toldAt"));
    refused(calls(LUKA, 1, said.plus(Duration.ofHours(1))), ProblemType.INVALID_VALUE);
    refused(calls(LUKA, 5_001, said.plusSeconds(1)), ProblemType.INVALID_VALUE);
    as(LUKA)
        .header("If-Match", "\"" + (number("revision") - 1) + "\"")
        .body(Map.of("available", 1, "toldBy", "ON_DUTY", "toldAt", said.toString()))
        .post(PATH + "/capacities/" + BEDS + "/calls")
        .then()
        .statusCode(412);
    as(LUKA)
        .header("If-Match", "\"0\"")
        .body(Map.of("available", 1, "toldBy", "Milica", "toldAt", said.toString()))
        .post(PATH + "/capacities/" + BEDS + "/calls")
        .then()
        .statusCode(400)
        .body(not(containsString("Milica")));
    calls(JELENA, 1, said).statusCode(403);
  }

  @Test
  void aHoldIsSeenByBothSidesWithItsEndAndGivenBackByEither() {
    int held = number("held");
    UUID referral = Ids.random();
    Response hold = holds(LUKA, referral, Map.of());
    hold.then()
        .statusCode(201)
        .body("state", equalTo("HELD"))
        .body("referral", equalTo(referral.toString()))
        .body("holder", equalTo(LUKA.organization().toString()));
    assertThat(Instant.parse(hold.path("endsAt")))
        .isEqualTo(Instant.parse(hold.<String>path("heldAt")).plus(Duration.ofHours(4)));
    assertThat(number("available")).isEqualTo(3);
    assertThat(number("held")).isEqualTo(held + 1);
    String id = hold.path("id");
    as(PETAR)
        .get("/v1/holds?limit=100")
        .then()
        .body("entries.id", hasItem(id))
        .body("entries.find { it.id == '" + id + "' }.endsAt", equalTo(hold.path("endsAt")))
        .body("entries.find { it.id == '" + id + "' }.referral", nullValue());
    as(SANJA).get("/v1/holds?limit=100").then().body("entries.id", hasItem(id));
    as(JELENA).get("/v1/holds?limit=100").then().body("entries.id", not(hasItem(id)));
    release(JELENA, id, 0).statusCode(404);
    release(MIRA, id, 0).statusCode(404);
    refused(release(PETAR, id, 7), ProblemType.STALE_REVISION);
    release(PETAR, id, 0).statusCode(200).body("state", equalTo("RELEASED"));
    assertThat(number("available")).isEqualTo(4);
    assertThat(number("held")).isEqualTo(held);
    refused(release(LUKA, id, 1), ProblemType.HOLD_OVER);
    as(LUKA).get("/v1/holds?limit=100").then().body("entries.id", not(hasItem(id)));
  }

  @Test
  void oneReferralHoldsOnePlaceAndOneIdIsOneHold() {
    UUID referral = Ids.random();
    Response hold = holds(LUKA, referral, Map.of());
    refused(holds(LUKA, referral, Map.of()).then(), ProblemType.ALREADY_EXISTS);
    refused(
        holds(VERA, Ids.random(), Map.of("id", hold.path("id"))).then(),
        ProblemType.ALREADY_EXISTS);
    // The same number under another roof is another one.
    holds(VERA, referral, Map.of()).then().statusCode(201);
  }

  @Test
  void anOrganisationHoldsNoMoreThanThreeAtOnceHoweverItAsks() throws Exception {
    List<Future<Integer>> asked = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        asked.add(
            threads.submit(() -> holds(LUKA, Ids.random(), Map.of()).statusCode()));
      }
    }
    List<Integer> answers = new ArrayList<>();
    for (Future<Integer> answer : asked) {
      answers.add(answer.get());
    }
    assertThat(answers).filteredOn(it -> it == 201).hasSize(3);
    assertThat(answers).containsOnly(201, 409);
    refused(holds(LUKA, Ids.random(), Map.of()).then(), ProblemType.HOLD_LIMIT);
    holds(VERA, Ids.random(), Map.of()).then().statusCode(201);
    refused(holds(VERA, Ids.random(), Map.of()).then(), ProblemType.NO_FREE_PLACE);
  }

  @Test
  void theHouseHoldsItsOwnPlacesAndNobodyElsesHouseDoes() {
    Response hold = holds(PETAR, Ids.random(), Map.of("minutes", 30));
    hold.then().statusCode(201);
    release(PETAR, hold.path("id"), 0).statusCode(200);
    refused(holds(JELENA, Ids.random(), Map.of()).then(), ProblemType.NOT_FOUND);
    holds(SANJA, Ids.random(), Map.of()).then().statusCode(403);
  }

  @Test
  void aHoldThatIsOverCountsForNothingAlsoBeforeAJobHasSeenIt() {
    int held = number("held");
    String id = holds(LUKA, Ids.random(), Map.of("places", 2)).path("id");
    assertThat(number("available")).isEqualTo(2);
    sql(
        "update directory.place_hold set ends_at = platform.service_time() - interval '1 s'"
            + " where id = '"
            + id
            + "'");
    assertThat(number("available")).isEqualTo(4);
    assertThat(number("held")).isEqualTo(held);
    release(LUKA, id, 0).statusCode(anyOf(equalTo(409), equalTo(412)));
    as(PETAR).get("/v1/holds?limit=100").then().body("entries.id", not(hasItem(id)));
    holds(VERA, Ids.random(), Map.of("places", 4)).then().statusCode(201);
    assertThat(count("select count(*) from directory.place_hold where state = 'EXPIRED' and id = '" + id + "'"))
        .isEqualTo(1);
  }

  @Test
  void noNumberGoesBelowWhatIsHeld() {
    int held = number("held");
    holds(LUKA, Ids.random(), Map.of("places", 2)).then().statusCode(201);
    int maximum = held + 5;
    refused(says(4, maximum), ProblemType.CAPACITY_BELOW_HOLDS)
        .body(
            "detail",
            equalTo(
                "Of %d places %d are held: at most 3 can be free besides them"
                    .formatted(maximum, held + 2)));
    says(3, maximum).statusCode(200);
    refused(says(0, held + 1), ProblemType.CAPACITY_BELOW_HOLDS);
    refused(removed(BEDS, number("revision")), ProblemType.CAPACITY_BELOW_HOLDS);
  }

  private static ValidatableResponse removed(Object unit, Object revision) {
    return as(PETAR)
        .header("If-Match", "\"" + revision + "\"")
        .delete(PATH + "/capacities/" + unit)
        .then();
  }

  @Test
  void aHouseCountsOneMoreUnitAndLeavesItAgain() {
    UUID id = Ids.random();
    Map<String, Object> room =
        Map.of("id", id, "unit", "family-room", "available", 1, "maximum", 2);
    as(PETAR).body(room).post(PATH + "/capacities").then().statusCode(201).body("held", equalTo(0));
    Map<String, Object> again = new HashMap<>(room);
    again.put("id", Ids.random());
    refused(as(PETAR).body(again).post(PATH + "/capacities").then(), ProblemType.ALREADY_EXISTS);
    again.put("id", id);
    again.put("unit", "flat");
    refused(as(PETAR).body(again).post(PATH + "/capacities").then(), ProblemType.ALREADY_EXISTS);
    again.put("unit", "tent");
    refused(as(PETAR).body(again).post(PATH + "/capacities").then(), ProblemType.INVALID_VALUE);
    again.putAll(Map.of("unit", "flat", "available", 3));
    refused(as(PETAR).body(again).post(PATH + "/capacities").then(), ProblemType.INVALID_VALUE);
    as(JELENA).body(room).post(PATH + "/capacities").then().statusCode(404);
    String hold = holds(LUKA, Ids.random(), Map.of("unit", "family-room")).path("id");
    refused(holds(VERA, Ids.random(), Map.of("unit", "family-room")).then(), ProblemType.NO_FREE_PLACE);
    refused(holds(VERA, Ids.random(), Map.of("unit", "flat")).then(), ProblemType.INVALID_VALUE);
    release(LUKA, hold, 0).statusCode(200);
    refused(removed(id, 0), ProblemType.STALE_REVISION);
    removed(id, 2).statusCode(200).body("unit", equalTo("family-room"));
    jasen().then().body("capacities.unit", not(hasItem("family-room")));
    removed(id, 3).statusCode(404);
    assertThat(count("select count(*) from directory.capacity_statement where capacity = '" + id + "'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "60, 61", "1440, 1441"})
  void theHouseSaysForHowLongAPlaceIsHeld(int minutes, int tooLong) {
    rule(minutes).statusCode(200).body("minutes", equalTo(minutes));
    try {
      refused(
              holds(LUKA, Ids.random(), Map.of("minutes", tooLong)).then(),
              ProblemType.INVALID_VALUE)
          .body("errors[0].field", equalTo("minutes"));
      if (minutes > 0) {
        Response hold = holds(LUKA, Ids.random(), Map.of());
        assertThat(Instant.parse(hold.path("endsAt")))
            .isEqualTo(Instant.parse(hold.<String>path("heldAt")).plus(minutes, ChronoUnit.MINUTES));
      }
      refused(rule(1_441), ProblemType.INVALID_VALUE);
      refused(
          as(PETAR)
              .header("If-Match", "\"999\"")
              .body(Map.of("minutes", 5))
              .put(PATH + "/hold-rule")
              .then(),
          ProblemType.STALE_REVISION);
      as(JELENA)
          .header("If-Match", "\"0\"")
          .body(Map.of("minutes", 5))
          .put(PATH + "/hold-rule")
          .then()
          .statusCode(404);
    } finally {
      rule(240).statusCode(200);
    }
  }

  private static ValidatableResponse rule(int minutes) {
    int seen =
        as(PETAR)
            .get("/v1/capacities")
            .path("services.find { it.service == '" + JASEN + "' }.holdRule.revision");
    return as(PETAR)
        .header("If-Match", "\"" + seen + "\"")
        .body(Map.of("minutes", minutes))
        .put(PATH + "/hold-rule")
        .then();
  }

  @Test
  void anOldNumberIsUnknownIsAskedForOnceADayAndHoldsNothing() {
    sql(
        "update directory.service_capacity set updated = platform.service_time() - interval '25 h'"
            + " where id = '"
            + BEDS
            + "'");
    sql("delete from directory.capacity_ask where service = '" + JASEN + "'");
    jasen().then().body("capacities.find { it.unit == 'bed' }.fresh", equalTo(false));
    refused(holds(LUKA, Ids.random(), Map.of()).then(), ProblemType.CAPACITY_UNKNOWN);
    for (int round = 0; round < 3; round++) {
      Callers.as(Caller.NODE, () -> capacities.ask(500));
    }
    assertThat(count("select count(*) from directory.capacity_ask where service = '" + JASEN + "'"))
        .isEqualTo(1);
    assertThat(asked(PETAR)).containsExactly("SAY");
    as(SANJA)
        .queryParam("list", "PLACES")
        .queryParam("organization", PETAR.organization())
        .get("/v1/board/lines")
        .then()
        .statusCode(200)
        .body("entries.service", hasItem(JASEN));
    calls(LUKA, 2, clock.instant()).statusCode(200);
    holds(LUKA, Ids.random(), Map.of()).then().statusCode(201);
    says(1, 5_000).statusCode(200);
    assertThat(asked(PETAR)).isEmpty();
  }

  /** What the work list asks about the beds of House Jasen. */
  private static List<String> asked(Person who) {
    Response page = as(who).header("Accept-Language", "sq").get("/v1/worklist/places");
    page.then().statusCode(200).body("lines.text", everyItem(containsString("vende")));
    return page.path("lines.findAll { it.service == '" + JASEN + "' }.asks");
  }

  @Test
  void whatIsHeldForAReferralBecomesItsPlaceAndNobodyElseHasIt() {
    MainJob.free(1);
    Walk first = sent();
    Walk second = sent();
    String beds = "/v1/services/" + MainJob.BREZA;
    String id =
        as(VERA)
            .body(Map.of("id", Ids.random(), "referral", first.id(), "places", 1))
            .post(beds + "/holds")
            .path("id");
    as(JELENA).get(beds).then().body("capacities[0].available", equalTo(0));
    refused(second.tries(JELENA, "T024", Walk.ACCEPT).then(), ProblemType.NO_FREE_PLACE);
    first.step(JELENA, "T024", Walk.ACCEPT);
    as(JELENA).get(beds).then().body("capacities[0].available", equalTo(0));
    as(VERA).get("/v1/holds?limit=100").then().body("entries.id", not(hasItem(id)));
    refused(release(VERA, id, 1), ProblemType.HOLD_OVER);
    MainJob.free(1);
    second.step(JELENA, "T024", Walk.ACCEPT);
  }

  private static Walk sent() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = job.referTo(MainJob.BREZA);
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    return referral.step(VERA, "T020", Walk.SEND).step(JELENA, "T022", Map.of());
  }

  @Test
  void freeHeldAndAllThereAreAlwaysAddUp() {
    assertThat(
            count(
                "select count(*) from directory.service_capacity y where available + held > maximum"
                    + " or held <> (select coalesce(sum(places), 0) from directory.place_hold h"
                    + " where h.capacity = y.id and h.state = 'HELD')"))
        .isZero();
  }

  @Test
  void theRevisionIsTheOneToAnswerWith() {
    Response set =
        as(PETAR)
            .header("If-Match", "\"" + number("revision") + "\"")
            .body(Map.of("available", 4))
            .put(PATH + "/capacities/" + BEDS);
    assertThat(revision(set)).isEqualTo("\"" + number("revision") + "\"");
  }
}
