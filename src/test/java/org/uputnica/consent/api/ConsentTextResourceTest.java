package org.uputnica.consent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.OwnConsentFiles.bytes;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.testing.OwnConsentFiles;
import org.uputnica.testing.Stack;

/** What is read to a person before she answers, on the phone of whoever reads it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ConsentTextResourceTest {
  private static final String TEXTS = "/v1/consent-texts";
  private static final String ENGLISH = TEXTS + "/1/en";
  private static final String SOUND = ENGLISH + "/media/" + OwnConsentFiles.SOUND;
  private static final String COLUMNS = "text,fingerprint,reviewed_by,reviewed_on\n";

  @AfterEach
  void nobodyHasReviewedAnything() {
    OwnConsentFiles.write("reviews.csv", bytes(COLUMNS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vera", "jelena", "selma", "osoba", "admir", "nobody"})
  void everybodyWhoIsSignedInReadsThem(String username) {
    as(username)
        .get(TEXTS)
        .then()
        .statusCode(200)
        .body("versions.version", hasItem("1"))
        .body("versions[0].usedUntil", nullValue())
        .body("versions[0].languages.language", hasItem("en"));
    as(username).get(ENGLISH).then().statusCode(200).body("language", equalTo("en"));
    as(username).get(SOUND).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXTS, ENGLISH, SOUND})
  void strangersReadNothing(String path) {
    anybody().get(path).then().statusCode(401);
  }

  @Test
  void theWholeTextComesInTheOrderItIsRead() {
    as(VERA)
        .get(ENGLISH)
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-cache")
        .body("version", equalTo("1"))
        .body("direction", equalTo("ltr"))
        .body("points", hasSize(12))
        .body("points[0].key", equalTo("point.WHO"))
        .body("points[11].key", equalTo("point.INTERPRETER"))
        .body("questions", hasSize(17))
        .body("questions[3].scope", equalTo("CS-REF-SVC"))
        .body("questions[3].ask.text", startsWith("May this one place"))
        .body("questions[3].why.key", equalTo("CS-REF-SVC.why"))
        .body("questions[3].howLong.key", equalTo("CS-REF-SVC.long"))
        .body("back.text", startsWith("Please tell me in your own words"))
        .body("rest.media", hasSize(0))
        .body("review", nullValue());
  }

  /** Whatever languages there are: the direction is theirs, and no text is another's. */
  @Test
  void everyLanguageOfTheListCanBeReadAndIsItsOwn() {
    List<String> languages =
        as(VERA).get(TEXTS).jsonPath().getList("versions[0].languages.language");
    String english = as(VERA).get(ENGLISH).path("fingerprint");
    for (String language : languages) {
      JsonPath words =
          as(VERA).get(TEXTS + "/1/" + language).then().statusCode(200).extract().jsonPath();
      assertThat(words.getString("language")).isEqualTo(language);
      assertThat(words.getString("direction"))
          .isEqualTo(List.of("ar", "fa", "prs", "ps", "ur").contains(language) ? "rtl" : "ltr");
      assertThat(words.getList("points.text")).hasSize(12).doesNotContainNull();
      if (!language.equals("en")) {
        assertThat(words.getString("fingerprint")).isNotEqualTo(english);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/0/en", "/1/xx", "/2/prs", "/1/EN", "/1/en-GB", "/%2e%2e/en", "/1/..%2f..%2f"})
  void aVersionOrLanguageThatNeverWasIsNotFound(String path) {
    as(VERA)
        .urlEncodingEnabled(false)
        .get(TEXTS + path)
        .then()
        .statusCode(404)
        .body("type", endsWith("/problems/not-found"));
  }

  @Test
  void whatThePhoneHasIsNotSentAgain() {
    for (String path : new String[] {ENGLISH, SOUND}) {
      String tag = as(VERA).get(path).getHeader("ETag");
      assertThat(tag).startsWith("W/\"");
      as(VERA).header("If-None-Match", tag).get(path).then().statusCode(304);
      as(VERA).header("If-None-Match", "W/\"other\"").get(path).then().statusCode(200);
    }
  }

  @Test
  void aReviewIsShownAtOnceAndOnlyForTheVeryWords() {
    Response before = as(VERA).get(ENGLISH);
    List<String> languages =
        as(ADMIR).get(TEXTS).jsonPath().getList("versions[0].languages.language");
    as(ADMIR).get("/v1/mechanisms").then().body("unreviewedTexts", equalTo(languages.size()));
    as(ADMIR).get(TEXTS).then().body("versions[0].languages.review", everyItem(nullValue()));
    String fingerprint = before.path("fingerprint");
    review(fingerprint);
    as(ADMIR)
        .get(TEXTS)
        .then()
        .statusCode(200)
        .body(
            "versions[0].languages.find { it.language == 'en' }.review.reviewedBy",
            equalTo("Court interpreter, town"));
    as(ADMIR).get("/v1/mechanisms").then().body("unreviewedTexts", equalTo(languages.size() - 1));
    as(VERA)
        .header("If-None-Match", before.getHeader("ETag"))
        .get(ENGLISH)
        .then()
        .statusCode(200)
        .body("review.reviewedOn", equalTo("2026-11-20"));
    review("0123456789abcdef");
    as(VERA).get(ENGLISH).then().body("review", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "back.ogg, audio/ogg, SOUND",
    "back.mp3, audio/mpeg, SOUND",
    "back.svg, image/svg+xml, PICTOGRAM",
    "back.png, image/png, PICTOGRAM"
  })
  void whatTheOperatorHasBroughtIsNamedAndPlayed(String file, String type, String kind) {
    byte[] content = bytes("invented " + file);
    OwnConsentFiles.write("1/en/" + file, content);
    String medium = "back.media.find { it.name == '%s' }.".formatted(file);
    as(VERA)
        .get(ENGLISH)
        .then()
        .statusCode(200)
        .body(medium + "mediaType", equalTo(type))
        .body(medium + "kind", equalTo(kind))
        .body(medium + "size", equalTo(content.length));
    Response answer = as(VERA).get(ENGLISH + "/media/" + file);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getContentType()).startsWith(type);
    assertThat(answer.asByteArray()).isEqualTo(content);
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.getHeader("Content-Disposition")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rest.ogg",
        "point.WHO.mp3",
        "point.WHO",
        "point.WHO.OGG",
        "reviews.csv",
        "..%2f..%2freviews.csv",
        "%2e%2e%2f%2e%2e%2freviews.csv",
        "..%5c..%5creviews.csv",
        "%2fetc%2fpasswd",
        "point.WHO.ogg%2f..%2fpoint.WHO.ogg",
        "%252e%252e%252freviews.csv"
      })
  void whatIsNoFileOfASentenceIsNotFound(String file) {
    Response answer = as(VERA).urlEncodingEnabled(false).get(ENGLISH + "/media/" + file);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.asString()).doesNotContain("fingerprint", "root:", "OggS");
  }

  @Test
  void aNameWithoutEndIsRefused() {
    as(VERA).get(ENGLISH + "/media/" + "x".repeat(61)).then().statusCode(400);
    as(VERA).get(TEXTS + "/1/" + "x".repeat(41)).then().statusCode(400);
  }

  private static void review(String fingerprint) {
    OwnConsentFiles.write(
        "reviews.csv",
        bytes(COLUMNS + "1/en," + fingerprint + ",\"Court interpreter, town\",2026-11-20\n"));
  }
}
