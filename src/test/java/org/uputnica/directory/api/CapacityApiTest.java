package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.directory.api.Jasen.BEDS;
import static org.uputnica.directory.api.Jasen.JASEN;
import static org.uputnica.directory.api.Jasen.PATH;
import static org.uputnica.directory.api.Jasen.count;
import static org.uputnica.directory.api.Jasen.holds;
import static org.uputnica.directory.api.Jasen.jasen;
import static org.uputnica.directory.api.Jasen.nothingHeld;
import static org.uputnica.directory.api.Jasen.number;
import static org.uputnica.directory.api.Jasen.refused;
import static org.uputnica.directory.api.Jasen.release;
import static org.uputnica.directory.api.Jasen.removed;
import static org.uputnica.directory.api.Jasen.says;
import static org.uputnica.directory.api.Jasen.sql;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.directory.CapacityService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Numbers of free places that say who said them, how and when. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CapacityApiTest {
  @Inject Clock clock;
  @Inject CapacityService capacities;

  @BeforeEach
  void fourBedsAreFree() {
    says(4, 5_000).statusCode(200);
  }

  @AfterEach
  void nothingStaysHeld() {
    nothingHeld();
  }

  private ValidatableResponse calls(Person who, int available, Instant at) {
    return as(who)
        .header("If-Match", "\"" + number("revision") + "\"")
        .body(Map.of("available", available, "toldBy", "ON_DUTY", "toldAt", at.toString()))
        .post(PATH + "/capacities/" + BEDS + "/calls")
        .then();
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
    as(JELENA).get(PATH + "/capacities/" + Ids.random() + "/statements").then().statusCode(404);
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
  void anotherCountrySaysNothingOfTheseHouses() {
    refused(calls(ARTA, 1, clock.instant()), ProblemType.NOT_FOUND);
    assertThat(number("available")).isEqualTo(4);
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
    refused(
        holds(VERA, Ids.random(), Map.of("unit", "family-room")).then(), ProblemType.NO_FREE_PLACE);
    refused(holds(VERA, Ids.random(), Map.of("unit", "flat")).then(), ProblemType.INVALID_VALUE);
    release(LUKA, hold, 0).statusCode(200);
    refused(removed(id, 0), ProblemType.STALE_REVISION);
    removed(id, 2).statusCode(200).body("unit", equalTo("family-room"));
    jasen().then().body("capacities.unit", not(hasItem("family-room")));
    removed(id, 3).statusCode(404);
    assertThat(
            count(
                "select count(*) from directory.capacity_statement where capacity = '" + id + "'"))
        .isEqualTo(1);
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
