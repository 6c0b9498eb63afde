package org.uputnica.directory.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class DirectoryApiTest {
  private static final String BREZA = "1e000000-0000-4000-8000-0000000a0401";
  private static final String BREZA_BEDS = "1e000000-0000-4000-8000-00000c040101";
  private static final String GUARDED_WING = "1e000000-0000-4000-8000-0000000a0402";
  private static final String LJILJAN = "1e000000-0000-4000-8000-0000000a0a01";
  private static final String LJILJAN_BEDS = "1e000000-0000-4000-8000-00000c0a0101";

  private static RequestSpecification as(String username) {
    return given().auth().oauth2(Tokens.of(username));
  }

  private static ValidatableResponse set(
      String username, String service, String beds, long revision, UUID key, String body) {
    return as(username)
        .header("Idempotency-Key", key)
        .header("If-Match", "\"" + revision + "\"")
        .contentType("application/json")
        .body(body)
        .put("/v1/services/{service}/capacities/{beds}", service, beds)
        .then();
  }

  private static long revision(String username, String service) {
    return as(username)
        .get("/v1/services/{id}", service)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("capacities[0].revision");
  }

  @Test
  void organisationsAreThoseOfTheOwnCountryUnlessAskedOtherwise() {
    as("vera")
        .get("/v1/organizations?limit=100")
        .then()
        .statusCode(200)
        .body("entries.country", everyItem(equalTo("ME")))
        .body("entries.name", hasItem("House Breza"));
    as("vera")
        .get("/v1/organizations?country=AL&function=contact-point")
        .then()
        .statusCode(200)
        .body("entries.id", contains("a1000000-0000-4000-8000-000000000007"))
        .body("entries[0].functions", contains("coordinator", "contact-point", "data-protection"))
        .body("entries[0].phone", notNullValue());
    as("vera")
        .get("/v1/organizations?country=SI")
        .then()
        .statusCode(200)
        .body("entries", hasSize(0));
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    List<String> whole =
        as("vera").get("/v1/services?limit=100").then().extract().jsonPath().getList("entries.id");
    List<String> paged = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      RequestSpecification request = as("vera").queryParam("limit", 3);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.get("/v1/services").then().statusCode(200).extract().jsonPath();
      paged.addAll(page.getList("entries.id"));
      cursor = page.getString("next");
    } while (cursor != null);
    assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(6).doesNotHaveDuplicates();
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String cursor =
        as("vera").get("/v1/services?limit=1").then().extract().jsonPath().getString("next");
    as("vera")
        .queryParam("cursor", cursor)
        .get("/v1/organizations")
        .then()
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-cursor"));
  }

  @Test
  void servicesAreFoundByType() {
    as("vera")
        .get("/v1/services?serviceType=MED-EMG")
        .then()
        .statusCode(200)
        .body("entries.name", contains("Emergency and general care"))
        .body("entries[0].capacities", hasSize(0))
        .body("entries[0].sexes", contains("MAN", "OTHER", "WOMAN"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/services?serviceType=BED, serviceType", "/v1/organizations?function=kitchen, function",
    "/v1/services?country=me, country", "/v1/services?limit=0, limit",
    "/v1/services?limit=101, limit",
  })
  void anUnknownCodeIsRefusedWithTheFieldNamed(String path, String field) {
    as("vera")
        .get(path)
        .then()
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-value"))
        .body("errors[0].field", equalTo(field));
  }

  @Test
  void guardedPlacesAreShownWithClearanceAndToTheirOwnOnly() {
    as("vera").get("/v1/services/{id}", GUARDED_WING).then().statusCode(200);
    as("jelena").get("/v1/services/{id}", GUARDED_WING).then().statusCode(200);
    for (String username : List.of("petar", "zoran", "bojan")) {
      as(username).get("/v1/services/{id}", GUARDED_WING).then().statusCode(404);
      as(username)
          .get("/v1/services?limit=100")
          .then()
          .statusCode(200)
          .body("entries.id", hasItem(BREZA))
          .body("entries.id", not(hasItem(GUARDED_WING)));
    }
  }

  @Test
  void nobodyReadsWithoutARole() {
    as("nobody").get("/v1/organizations").then().statusCode(403);
    given().get("/v1/services").then().statusCode(401);
  }

  @Test
  void aHouseSaysItsFreePlacesOnce() {
    long revision = revision("milena", LJILJAN);
    UUID key = UUID.fromString("5f0c7a51-1111-4a4a-8a8a-0000000000a1");
    for (int press = 0; press < 2; press++) {
      set("milena", LJILJAN, LJILJAN_BEDS, revision, key, "{\"available\": 2}")
          .statusCode(200)
          .header("ETag", "\"" + (revision + 1) + "\"")
          .body("available", equalTo(2))
          .body("maximum", equalTo(8))
          .body("fresh", equalTo(true));
    }
    assertThat(revision("milena", LJILJAN)).isEqualTo(revision + 1);
    set("milena", LJILJAN, LJILJAN_BEDS, revision, key, "{\"available\": 3}").statusCode(422);
    set("milena", LJILJAN, LJILJAN_BEDS, revision, UUID.randomUUID(), "{\"available\": 3}")
        .statusCode(412)
        .body("type", endsWith("/problems/stale-revision"));
  }

  @Test
  void moreFreePlacesThanThereAreAreRefused() {
    long revision = revision("milena", LJILJAN);
    for (String body : List.of("{\"available\": 9}", "{\"available\": 4, \"maximum\": 3}")) {
      set("milena", LJILJAN, LJILJAN_BEDS, revision, UUID.randomUUID(), body)
          .statusCode(400)
          .body("type", endsWith("/problems/invalid-value"))
          .body("errors[0].field", equalTo("available"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"petar", "elira", "ana"})
  void anotherHouseCannotSayIt(String username) {
    set(username, BREZA, BREZA_BEDS, 0, UUID.randomUUID(), "{\"available\": 0}").statusCode(404);
    set(username, BREZA, LJILJAN_BEDS, 0, UUID.randomUUID(), "{\"available\": 0}").statusCode(404);
  }

  @Test
  void aFrontlineWorkerCannotSayIt() {
    set("vera", BREZA, BREZA_BEDS, 0, UUID.randomUUID(), "{\"available\": 0}").statusCode(403);
  }
}
