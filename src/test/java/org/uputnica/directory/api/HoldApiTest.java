package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.directory.api.Jasen.JASEN;
import static org.uputnica.directory.api.Jasen.PATH;
import static org.uputnica.directory.api.Jasen.count;
import static org.uputnica.directory.api.Jasen.holds;
import static org.uputnica.directory.api.Jasen.nothingHeld;
import static org.uputnica.directory.api.Jasen.number;
import static org.uputnica.directory.api.Jasen.refused;
import static org.uputnica.directory.api.Jasen.release;
import static org.uputnica.directory.api.Jasen.says;
import static org.uputnica.directory.api.Jasen.sql;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ARTA;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** Places held for a few hours for a referral that is drafted. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HoldApiTest {
  @BeforeEach
  void fourBedsAreFree() {
    says(4, 5_000).statusCode(200);
  }

  @AfterEach
  void nothingStaysHeld() {
    nothingHeld();
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
        asked.add(threads.submit(() -> holds(LUKA, Ids.random(), Map.of()).statusCode()));
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
  void theHouseHoldsItsOwnPlacesAndNeitherAnotherHouseNorAnotherCountryDoes() {
    Response hold = holds(PETAR, Ids.random(), Map.of("minutes", 30));
    hold.then().statusCode(201);
    release(PETAR, hold.path("id"), 0).statusCode(200);
    refused(holds(JELENA, Ids.random(), Map.of()).then(), ProblemType.NOT_FOUND);
    refused(holds(ARTA, Ids.random(), Map.of()).then(), ProblemType.NOT_FOUND);
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
    assertThat(
            count(
                "select count(*) from directory.place_hold where state = 'EXPIRED' and id = '"
                    + id
                    + "'"))
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
            .isEqualTo(
                Instant.parse(hold.<String>path("heldAt")).plus(minutes, ChronoUnit.MINUTES));
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
}
