package org.uputnica.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.RAJKO;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Who is told figures, of when, and how old the numbers of free places are. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FigureAccessApiTest {
  @Test
  void aMonthIsToldWhenItIsOverAndWasCounted() {
    for (String month : List.of(YearMonth.now(ZoneOffset.UTC).toString(), "2020-01")) {
      for (String what : List.of("cases", "referrals", "needs", "export")) {
        as(SANJA)
            .queryParam("month", month)
            .get("/v1/figures/" + what)
            .then()
            .statusCode(400)
            .body("type", endsWith("/invalid-value"))
            .body("errors.field", contains("month"));
      }
    }
    for (Person other : List.of(VERA, JELENA)) {
      for (String what : List.of("cases", "referrals", "needs", "export", "capacity")) {
        as(other).get("/v1/figures/" + what).then().statusCode(403);
      }
    }
  }

  @Test
  void theAgeOfFreePlacesIsToldByHouse() {
    Response country = as(SANJA).get("/v1/figures/capacity");
    country
        .then()
        .statusCode(200)
        .body("scope", equalTo("COUNTRY"))
        .body("lines.country", everyItem(equalTo("ME")))
        .body("lines.organizationName", hasItem("House Breza"))
        .body("lines.numbers", everyItem(greaterThan(0)));
    List<String> oldest = country.path("lines.oldest");
    assertThat(oldest).isSorted();
    as(RAJKO)
        .get("/v1/figures/capacity")
        .then()
        .body("lines.country", hasItem("AL"))
        .body("lines.organization", everyItem(nullValue()));
    as(MIRA).get("/v1/figures/capacity").then().statusCode(200).body("lines", hasSize(0));
  }
}
