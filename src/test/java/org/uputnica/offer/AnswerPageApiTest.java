package org.uputnica.offer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.offer.Houses.KADULJA;
import static org.uputnica.offer.Houses.OF_KADULJA;
import static org.uputnica.offer.Houses.herYesTo;
import static org.uputnica.offer.Houses.number;
import static org.uputnica.offer.Houses.sent;
import static org.uputnica.offer.Houses.sql;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.text.Html;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.NeutralWords;
import org.uputnica.testing.Stack;

/** A house without accounts opens its link in a browser, and answers on a page. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AnswerPageApiTest {
  private static final String NAME = "Vezana Izmisljena";
  private static final String PAGE = "/v1/answer";
  private static final String NO_SUCH = "B".repeat(43);
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"");

  @Inject Clock clock;

  private final String source = Ids.random().toString();

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void whereALinkLeadsIsAPageThatKnowsNothingAndUsesNothingUp() {
    Walk asked = asked();
    String address = make(asked).then().statusCode(201).extract().path("address");
    assertThat(address).matches("http://[^/#]+/v1/answer#[A-Za-z0-9_-]{43}");
    for (int i = 0; i < 2; i++) {
      anybody()
          .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
          .header("Accept-Language", "sr-ME,sr;q=0.9,en;q=0.8")
          .get(PAGE)
          .then()
          .statusCode(200)
          .contentType("text/html;charset=utf-8")
          .header("Cache-Control", "no-store")
          .header("Referrer-Policy", "no-referrer")
          .header("X-Robots-Tag", "noindex")
          .header("X-Content-Type-Options", "nosniff")
          .header(
              "Content-Security-Policy",
              matchesPattern("default-src 'none'; .*'none'; script-src 'sha256-[^ ]+'"))
          .header("Content-Encoding", nullValue())
          .header("Set-Cookie", nullValue())
          .body(containsString("<html lang=\"cnr\" dir=\"ltr\">"))
          .body(containsString("Otvorite pitanje"));
    }
    given().head(PAGE).then().statusCode(200); // what machines send before people
    assertThat(
            number(
                "select count(*) from process.answer_link where opened_at is not null and referral = ?",
                asked.id()))
        .isZero();
    opens(address).statusCode(200);
  }

  @Test
  void theQuestionSaysWhatTheClientIsToldInEveryLanguageAndNoMore() {
    Walk asked = asked();
    String link = link(asked);
    for (String language : LinkWords.LANGUAGES) {
      List<String> lines =
          anybody()
              .header("X-Test-Source", source)
              .header("Accept-Language", language)
              .body(Map.of("secret", link))
              .post("/v1/answer-links/looks")
              .path("lines");
      Response shown = form(Map.of("secret", link, "language", language), PAGE);
      String page =
          shown
              .then()
              .statusCode(200)
              .header("X-Robots-Tag", "noindex")
              .header("Cache-Control", "no-store")
              .header("Content-Security-Policy", containsString("form-action 'self'"))
              .header("Content-Security-Policy", startsWith("default-src 'none'"))
              .header("Content-Security-Policy", not(containsString("script-src")))
              .body(containsString("<html lang=\"" + language + "\""))
              .extract()
              .asString();
      String readable = page.replaceAll("</?(a|bdi)( [^>]*)?>", "");
      assertThat(lines).isNotEmpty().allMatch(line -> readable.contains(Html.escape(line)));
      assertThat(page)
          .doesNotContain(NAME, asked.id().toString(), "Centre for social work", "<script");
      String small = page.toLowerCase(Locale.ROOT);
      assertThat(NeutralWords.forbidden()).noneMatch(small::contains);
    }
    form(Map.of("secret", " ", "language", "sq"), PAGE)
        .then()
        .statusCode(200)
        .body(containsString("Hapeni pyetjen"));
  }

  @Test
  void whoPressesTwiceHasAnsweredOnceAndSeesNothingOfTheQuestionAnyMore() {
    Walk asked = asked();
    String link = link(asked);
    Map<String, String> yes =
        Map.of("secret", link, "key", key(opens(link)), "answer", "YES", "day", today());
    String first = give(yes).statusCode(200).extract().asString();
    assertThat(give(yes).statusCode(200).extract().asString()).isEqualTo(first);
    assertThat(first)
        .contains("Your answer was sent", "We call you")
        .doesNotContain("A woman", link, "<form", "tel:");
    asked
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-COND"))
        .body("answeredBy", equalTo("LINK"))
        .body("identityOpen", equalTo(false));
    // The other answer of the same page, and the same one from a page of its own, come too late.
    give(Map.of("secret", link, "key", yes.get("key"), "answer", "NO", "reason", "DC-FULL"))
        .statusCode(404);
    give(with(yes, "key", Ids.random().toString())).statusCode(404);
    asked.seenBy(VERA).then().body("state", equalTo("RF-COND"));
  }

  @Test
  void usedReplacedOverAndGuessedAreOnePage() {
    String guessed = told(form(Map.of("secret", NO_SUCH), PAGE));
    assertThat(guessed).startsWith("404 ").contains("There is nothing to answer here");
    assertThat(told(form(Map.of("secret", "x<script>"), PAGE))).isEqualTo(guessed);

    Walk asked = asked();
    String replaced = link(asked);
    String used = link(asked);
    assertThat(told(form(Map.of("secret", replaced), PAGE))).isEqualTo(guessed);
    give(answer(used, "NO", "reason", "DC-FULL")).statusCode(200);
    asked.seenBy(VERA).then().body("declineReason", equalTo("DC-FULL"));
    assertThat(told(form(Map.of("secret", used), PAGE))).isEqualTo(guessed);
    assertThat(told(form(answer(used, "YES", "day", today()), PAGE + "/given"))).isEqualTo(guessed);
    assertThat(told(form(answer(used, "YES", "day", ""), PAGE + "/given"))).isEqualTo(guessed);
    assertThat(told(form(answer(NO_SUCH, "YES", "day", ""), PAGE + "/given"))).isEqualTo(guessed);
    assertThat(told(form(Map.of("secret", used, "answer", "YES"), PAGE + "/given")))
        .isEqualTo(guessed);
    anybody()
        .header("X-Test-Source", source)
        .body(Map.of("secret", used, "answer", "YES"))
        .post("/v1/answer-links/answers")
        .then()
        .statusCode(404);

    Walk late = asked();
    String over = link(late);
    sql(
        "update process.answer_link set until = now() - interval '1 second' where ended is null and referral = ?",
        late.id());
    assertThat(told(form(Map.of("secret", over), PAGE))).isEqualTo(guessed);
    assertThat(told(form(answer(over, "YES", "day", today()), PAGE + "/given"))).isEqualTo(guessed);
  }

  @Test
  void whatIsMissingIsAskedForAgainAndTheLinkStaysGood() {
    Walk asked = asked();
    String link = link(asked);
    List.of(
            answer(link, "YES", "day", ""),
            answer(link, "YES", "day", "tomorrow"),
            answer(link, "NO", "reason", "DC-RISK"),
            answer(link, "ASK", "question", " \r\n "),
            answer(link, "ASK", "question", "a".repeat(1001)),
            answer(link, "MAY", "question", "a"))
        .forEach(form ->
            give(form)
                .statusCode(400)
                .contentType("text/html;charset=utf-8")
                .body(containsString("role=\"alert\""))
                .body(containsString("name=\"key\"")));
    asked.seenBy(VERA).then().body("state", equalTo("RF-SENT"));
    // A thousand letters of two bytes each, which are six signs in a form.
    give(answer(link, "ASK", "question", "ж".repeat(1000))).statusCode(200);
    asked.seenBy(VERA).then().body("state", equalTo("RF-INFO"));
    assertThat(
            number(
                "select count(*) from process.step_taken where step = 'T023' and track_id = ?",
                asked.id()))
        .isEqualTo(1);
  }

  @Test
  void whoGuessesTooMuchWaitsAndWhoOpensTooOftenCanStillAnswer() {
    Walk asked = asked();
    String link = link(asked);
    for (int i = 0; i < 30; i++) {
      form(Map.of("secret", NO_SUCH), PAGE).then().statusCode(404);
    }
    form(Map.of("secret", NO_SUCH), PAGE)
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .contentType("text/html;charset=utf-8")
        .body(containsString("Please try again later"));
    for (int i = 0; i < 60; i++) {
      opens(link).statusCode(200);
    }
    opens(link).statusCode(429).header("Retry-After", "3600");
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'answer-link-opened' and subject = ?::text",
                asked.id()))
        .isEqualTo(60);
    give(answer(link, "NO", "reason", "DC-FULL")).statusCode(200);
  }

  private Walk asked() {
    return sent(herYesTo(NAME, OF_KADULJA), KADULJA);
  }

  private static Response make(Walk asked) {
    return as(VERA).body(Map.of("id", Ids.random())).post(asked.path + "/links");
  }

  private static String link(Walk asked) {
    return make(asked).then().statusCode(201).extract().path("secret");
  }

  /** With what was sent, be it the secret or the whole address. */
  private ValidatableResponse opens(String sent) {
    return form(Map.of("secret", sent), PAGE).then();
  }

  private ValidatableResponse give(Map<String, String> fields) {
    return form(fields, PAGE + "/given").then();
  }

  private Response form(Map<String, String> fields, String path) {
    return anybody()
        .header("X-Test-Source", source)
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .accept("text/html,*/*;q=0.8")
        .formParams(fields)
        .post(path);
  }

  private static Map<String, String> answer(String link, String what, String field, String value) {
    return Map.of("secret", link, "key", Ids.random().toString(), "answer", what, field, value);
  }

  private static Map<String, String> with(Map<String, String> form, String field, String value) {
    Map<String, String> other = new TreeMap<>(form);
    other.put(field, value);
    return other;
  }

  private static String key(ValidatableResponse page) {
    Matcher key = KEY.matcher(page.extract().asString());
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Belgrade")).toString();
  }

  /** Status, headers and bytes, without the date. */
  private static String told(Response answer) {
    TreeMap<String, String> headers = new TreeMap<>();
    answer.headers().forEach(it -> headers.put(it.getName(), it.getValue()));
    headers.keySet().removeIf(it -> it.equalsIgnoreCase("date"));
    return answer.statusCode() + " " + headers + answer.asString();
  }
}
