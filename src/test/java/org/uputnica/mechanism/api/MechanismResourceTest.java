package org.uputnica.mechanism.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.OSOBA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.testing.NeutralWords;
import org.uputnica.testing.Stack;

/** The procedures over HTTP: who reads them, in which language, and what is still to be settled. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MechanismResourceTest {
  private static final String MONTENEGRO = "/v1/mechanisms/ME";

  @Test
  void everybodyOfTheTradeSeesTheCountriesAndHowMuchIsConfirmed() {
    as(JELENA)
        .header("Accept-Language", "sr-Cyrl")
        .get("/v1/mechanisms")
        .then()
        .statusCode(200)
        .body("countries.country", hasItems("AL", "BA", "ME", "MK", "RS", "XK"))
        .body("countries.find { it.country == 'ME' }.name", equalTo("Црна Гора"))
        .body("countries.find { it.country == 'XK' }.name", endsWith("*"))
        .body("countries.find { it.country == 'XK' }.footnote", containsString("1244"))
        .body("countries.values", everyItem(equalTo(30)))
        .body("countries.unconfirmed", everyItem(equalTo(30)))
        .body("countries[0].tracks.code", hasItem("referral"));
  }

  @Test
  void coordinatorsAndAdministratorsReadEveryValueWithItsSource() {
    for (var person : new org.uputnica.testing.Person[] {SANJA, ADMIR}) {
      as(person)
          .get(MONTENEGRO)
          .then()
          .statusCode(200)
          .body("parameters", hasSize(30))
          .body("parameters.source", everyItem(notNullValue()))
          .body("parameters.find { it.code == 'P-REPORT' }.known", equalTo(false))
          .body("parameters.find { it.code == 'P-GUARD' }.rows[0][1].words", hasItem("24"))
          .body("parameters.find { it.code == 'P-XAGREE' }.rows", hasSize(2))
          .body("parameters.find { it.code == 'P-XAGREE' }.year", equalTo(2016));
    }
    as(SANJA)
        .header("Accept-Language", "mk")
        .get(MONTENEGRO)
        .then()
        .body(
            "parameters.find { it.code == 'P-XDATA' }.label",
            equalTo("Основ за податоци кон друга земја"))
        .body("parameters.find { it.code == 'P-XDATA' }.rows[0][0].said", hasItem("Албанија"))
        .body("parameters.find { it.code == 'P-XDATA' }.rows[0][0].words", hasItem("AL"));
  }

  @Test
  void othersReadThePageAndNotTheValues() {
    as(JELENA).get(MONTENEGRO).then().statusCode(403);
    as(JELENA).get(MONTENEGRO + "/page").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/mechanisms",
        MONTENEGRO,
        MONTENEGRO + "/page",
        MONTENEGRO + "/tracks/referral/diagram"
      })
  void thePersonHerselfAndStrangersReadNone(String path) {
    as(OSOBA).get(path).then().statusCode(403);
    anybody().get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "en, # Montenegro, Formal identification",
    "sq, # Mali i Zi, Identifikimi formal",
    "bs, # Crna Gora, Formalna identifikacija",
    "cnr, # Crna Gora, Formalna identifikacija",
    "sr-Latn, # Crna Gora, Formalna identifikacija",
    "sr-Cyrl, # Црна Гора, Формална идентификација",
    "mk, # Црна Гора, Формална идентификација"
  })
  void pageAndDiagramAreInTheReadersLanguage(String language, String title, String step) {
    String page =
        as(JELENA)
            .header("Accept-Language", language)
            .get(MONTENEGRO + "/page")
            .then()
            .statusCode(200)
            .header("Content-Type", startsWith("text/markdown"))
            .header("X-Content-Type-Options", "nosniff")
            .body(startsWith(title))
            .body(containsString("### N08 " + step))
            .body(containsString("](tracks/referral/diagram)"))
            .extract()
            .asString();
    String diagram =
        as(JELENA)
            .header("Accept-Language", language)
            .get(MONTENEGRO + "/tracks/referral/diagram")
            .then()
            .statusCode(200)
            .header("Content-Type", startsWith("image/svg+xml"))
            .extract()
            .asString();
    assertThat(diagram).startsWith("<svg ").contains("xml:lang=\"" + language + "\"");
    String words = (page + diagram).toLowerCase(Locale.ROOT);
    assertThat(NeutralWords.forbidden()).noneMatch(words::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {MONTENEGRO, MONTENEGRO + "/page", MONTENEGRO + "/tracks/overall/diagram"})
  void whatHasNotChangedIsNotSentAgain(String path) {
    String tag = as(SANJA).get(path).then().statusCode(200).extract().header("ETag");
    as(SANJA)
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
    as(SANJA)
        .header("If-None-Match", tag)
        .header("Accept-Language", "sq")
        .get(path)
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/mechanisms/QQ, 404",
    "/v1/mechanisms/QQ/page, 404",
    "/v1/mechanisms/QQ/tracks/referral/diagram, 404",
    "/v1/mechanisms/ME/tracks/nothing/diagram, 404",
    "/v1/mechanisms/me, 400",
    "/v1/mechanisms/ME/tracks/REFERRAL/diagram, 400"
  })
  void whatIsNotThereIsRefused(String path, int status) {
    as(SANJA).get(path).then().statusCode(status);
  }
}
