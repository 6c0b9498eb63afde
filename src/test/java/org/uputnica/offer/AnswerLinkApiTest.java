package org.uputnica.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.offer.Houses.BREZA;
import static org.uputnica.offer.Houses.JASEN;
import static org.uputnica.offer.Houses.KADULJA;
import static org.uputnica.offer.Houses.OF_KADULJA;
import static org.uputnica.offer.Houses.asked;
import static org.uputnica.offer.Houses.at;
import static org.uputnica.offer.Houses.cascade;
import static org.uputnica.offer.Houses.herYesTo;
import static org.uputnica.offer.Houses.number;
import static org.uputnica.offer.Houses.ranOut;
import static org.uputnica.offer.Houses.sent;
import static org.uputnica.offer.Houses.sql;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A house without accounts answers once, through a link; and on the telephone. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AnswerLinkApiTest {
  private static final String NAME = "Vezana Izmisljena";
  private static final String SOURCE = "X-Test-Source";
  private static final String NO_SUCH = "A".repeat(43);

  @Inject Clock clock;

  private final String source = Ids.random().toString();

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  @Test
  void aYesThroughALinkOpensNothingUntilItIsConfirmedAndTheHouseMayContestThat() {
    MainJob.free(1); // the last bed, which who asked takes for her
    Walk asked = sent(herYesTo(NAME, JELENA), BREZA);
    String link = link(asked);
    opens(link)
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("lines", hasItem("A woman"))
        .body("telephone", notNullValue())
        .body("reasons.code", hasItem("DC-FULL"))
        .body(not(containsString(NAME)))
        .body(not(containsString("Centre for social work")))
        .body(not(containsString("case")));
    opens(link).statusCode(200);
    answers(link, "YES", Map.of("day", today())).statusCode(200);

    asked
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-COND"))
        .body("answeredBy", equalTo("LINK"))
        .body("identityOpen", equalTo(false));
    as(JELENA).get(asked.path + "/identity").then().statusCode(404);
    assertThat(noticeOf(VERA, asked.id(), "answered-by-link")).isNotEmpty();

    Map<String, Object> call =
        Map.of(
            "contact-function",
            "DUTY",
            "spoken-at",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            "reception-date",
            today());
    asked.tries(JELENA, "A026", call).then().body("type", endsWith("/not-your-turn"));
    asked.step(VERA, "A026", call);
    asked.seenBy(JELENA).then().body("answeredBy", equalTo("TELEPHONE"));
    assertThat(noticeOf(JELENA, asked.id(), "accepted-by-telephone")).isNotEmpty();
    as(JELENA).get(asked.path + "/identity").then().statusCode(404);

    asked.step(JELENA, "A027", Map.of("decline-reason", "DC-OTHER"));
    asked.seenBy(VERA).then().body("state", equalTo("RF-DEC"));
    as(JELENA).get(asked.path + "/identity").then().statusCode(404);
    assertThat(noticeOf(SANJA, asked.id(), "alarm")).containsEntry("step", "A027");
  }

  @Test
  void whatAHouseAcceptedItselfItDoesNotContest() {
    Walk asked = sent(herYesTo(NAME, JELENA), BREZA);
    asked.step(JELENA, "T022", Map.of()).step(JELENA, "T024", ACCEPT);
    asked.seenBy(VERA).then().body("answeredBy", equalTo("ACCOUNT"));
    asked
        .tries(JELENA, "A027", Map.of("decline-reason", "DC-OTHER"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("accepted-by-telephone"));
  }

  @Test
  void usedReplacedOverWithdrawnAndGuessedAreAnsweredAlike() {
    String guessed = told(look(NO_SUCH));
    assertThat(guessed).startsWith("404 ");

    Walk asked = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    String replaced = link(asked);
    String used = link(asked);
    assertThat(told(look(replaced))).isEqualTo(guessed);
    answers(used, "NO", Map.of("reason", "DC-FULL")).statusCode(200);
    assertThat(told(look(used))).isEqualTo(guessed);
    answers(used, "YES", Map.of("day", today())).statusCode(404);
    asked
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-DEC"))
        .body("declineReason", equalTo("DC-FULL"))
        .body("answeredBy", equalTo("LINK"));
    assertThat(noticeOf(VERA, asked.id(), "outcome")).containsEntry("step", "T026");

    Walk late = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    String over = link(late);
    sql(
        "update process.answer_link set until = now() - interval '1 second' where ended is null and referral = ?",
        late.id());
    assertThat(told(look(over))).isEqualTo(guessed);
    answers(over, "YES", Map.of("day", today())).statusCode(404);

    String withdrawn = link(late);
    late.step(VERA, "T054", Map.of("withdrawal-reason", "SENDER_CANCELLED"));
    assertThat(told(look(withdrawn))).isEqualTo(guessed);
    answers(withdrawn, "YES", Map.of("day", today())).statusCode(404);
    make(VERA, late).then().statusCode(409).body("type", endsWith("/step-not-open"));
  }

  @Test
  void whoRepeatsAnAnswerGetsTheSameAnswerAndTheSecretIsShownOnce() {
    Walk asked = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    UUID key = Ids.random();
    Map<String, Object> wish = Map.of("id", Ids.random());
    Response made = as(VERA).header("Idempotency-Key", key).body(wish).post(asked.path + "/links");
    String link = made.then().statusCode(201).extract().path("secret");
    as(VERA)
        .header("Idempotency-Key", key)
        .body(wish)
        .post(asked.path + "/links")
        .then()
        .statusCode(201)
        .body("secret", nullValue())
        .body("address", nullValue())
        .body("id", equalTo(made.path("id")));
    assertThat(
            number(
                "select count(*) from process.answer_link where encode(token, 'base64') = ?", link))
        .isZero();

    UUID once = Ids.random();
    Map<String, Object> no = Map.of("secret", link, "answer", "NO", "reason", "DC-AGE");
    String first = answer(once, no).then().statusCode(200).extract().asString();
    assertThat(answer(once, no).then().statusCode(200).extract().asString()).isEqualTo(first);
    answer(Ids.random(), no).then().statusCode(404);
  }

  @Test
  void aQuestionIsSealedAndAnswersWithoutTheirPartAreRefused() {
    Walk asked = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    String link = link(asked);
    answers(link, "YES", Map.of()).statusCode(400).body("errors.field", contains("day"));
    answers(link, "NO", Map.of()).statusCode(400).body("errors.field", contains("reason"));
    answers(link, "ASK", Map.of()).statusCode(400).body("errors.field", contains("question"));
    answers(link, "NO", Map.of("reason", "DC-RISK"))
        .statusCode(400)
        .body("type", endsWith("/invalid-value"))
        .body("errors[0].allowed", hasItem("DC-FULL"));
    answers(link, "ASK", Map.of("question", "Can she climb stairs?")).statusCode(200);
    asked.seenBy(VERA).then().body("state", equalTo("RF-INFO")).body("answerBy", notNullValue());
    as(VERA)
        .get(asked.path + "/notes")
        .then()
        .statusCode(200)
        .body("entries.text", contains("Can she climb stairs?"))
        .body("entries.side", contains("RECEIVER"))
        .body("entries.step", contains("T023"));
    for (Person who : List.of(VERA, MIRA)) {
      assertThat(noticeOf(who, asked.id(), "asked-by-link"))
          .as(who.username())
          .containsEntry("step", "T023");
    }
    asked.step(VERA, "T057", Map.of("answer", asked.writes(VERA, "She can.")));
    assertThat(lines(VERA, asked.id())).as("the answer to the question answers it").isEmpty();
    opens(link(asked)).statusCode(200);
  }

  /** Its time is over: the link lasts as long as it can still be answered, and not as others do. */
  @Test
  void aLinkEndsWithItsRequest() {
    Walk asked = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    Response inTime = make(VERA, asked);
    String answerBy = asked.seenBy(VERA).path("answerBy");
    assertThat(moment(inTime)).isBeforeOrEqualTo(Instant.parse(answerBy));

    Overdue.since(asked.id(), "DL-URG", "1 minute");
    assertThat(moment(make(VERA, asked)))
        .isBetween(hence(Duration.ofHours(23)), hence(Duration.ofHours(25)));
    Awaiting.until("AlarmJob", () -> Overdue.told(asked.id(), "DL-URG", "PASSED") > 0);
    sql(
        "update process.clock set expires_at = now() + interval '2 hours' where stopped_at is null and track_id = ?",
        asked.id());
    assertThat(moment(make(VERA, asked)))
        .isBetween(hence(Duration.ofHours(1)), hence(Duration.ofHours(3)));
  }

  /** Whoever has the link may ask; what nobody answers stops neither the time nor the cascade. */
  @Test
  void aQuestionNobodyAnswersIsSilence() {
    MainJob her = herYesTo(NAME, OF_KADULJA, JELENA);
    cascade(her, Ids.random(), KADULJA, BREZA).then().statusCode(201);
    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[0].state")));
    Walk first = asked(her, 0);
    answers(link(first), "ASK", Map.of("question", "Is she alone?")).statusCode(200);
    assertThat(at(her, "candidates[1].referral")).as("it is waited for").isEqualTo("null");
    ranOut(first.id());

    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[1].state")));
    assertThat(at(her, "candidates[0].state")).isEqualTo("RF-EXP");
    assertThat(noticeOf(SANJA, first.id(), "alarm")).containsEntry("step", "T055");
    assertThat(noticeOf(VERA, first.id(), "outcome")).containsEntry("step", "T055");
    first.seenBy(VERA);
    first
        .tries(VERA, "T057", Map.of("answer", Ids.random().toString()))
        .then()
        .body("type", endsWith("/step-not-open"));
  }

  private static Instant moment(Response made) {
    return Instant.parse(made.then().statusCode(201).extract().path("until"));
  }

  private static Instant hence(Duration time) {
    return Instant.now().plus(time);
  }

  /** Whoever has it may answer in the name of the house, once; what it opens is her needs alone. */
  @Test
  void aLinkThatIsForwardedIsAnsweredOnceAndOpensNobody() {
    Walk asked = sent(herYesTo(NAME, OF_KADULJA), KADULJA);
    String link = link(asked);
    opens(link).statusCode(200).body(not(containsString(NAME)));
    anybody()
        .header(SOURCE, Ids.random().toString())
        .body(Map.of("secret", link))
        .post("/v1/answer-links/looks")
        .then()
        .statusCode(200)
        .body(not(containsString(NAME)));
    answers(link, "YES", Map.of("day", today())).statusCode(200).body(not(containsString(NAME)));
    anybody()
        .header(SOURCE, Ids.random().toString())
        .header("Idempotency-Key", Ids.random())
        .body(Map.of("secret", link, "answer", "NO", "reason", "DC-FULL"))
        .post("/v1/answer-links/answers")
        .then()
        .statusCode(404);
    asked
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-COND"))
        .body("identityOpen", equalTo(false));
  }

  @Test
  void onlyTheSideThatAsksMakesALink() {
    Walk asked = sent(herYesTo(NAME, JELENA), BREZA);
    make(JELENA, asked).then().statusCode(403);
    make(LUKA, asked).then().statusCode(404);
    Walk draft = herYesTo(NAME, PETAR).referTo(JASEN, "NAME");
    make(VERA, draft).then().statusCode(409).body("type", endsWith("/step-not-open"));
  }

  @Test
  void aSourceThatGuessesTooMuchWaitsAndClosesNoLink() {
    String link = link(sent(herYesTo(NAME, OF_KADULJA), KADULJA));
    for (int i = 0; i < 30; i++) {
      look(NO_SUCH).then().statusCode(404);
    }
    look(NO_SUCH)
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("type", endsWith("/too-many-requests"));
    // Who has a link is not kept out by who guesses, wherever that comes from.
    look(link).then().statusCode(200);
    look("short").then().statusCode(400);
  }

  private String link(Walk asked) {
    return make(VERA, asked).then().statusCode(201).extract().path("secret");
  }

  private static Response make(Person who, Walk asked) {
    return as(who).body(Map.of("id", Ids.random())).post(asked.path + "/links");
  }

  private ValidatableResponse opens(String link) {
    return look(link).then();
  }

  private Response look(String link) {
    return anybody()
        .header(SOURCE, source)
        .body(Map.of("secret", link))
        .post("/v1/answer-links/looks");
  }

  private ValidatableResponse answers(String link, String what, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("secret", link);
    body.put("answer", what);
    return answer(Ids.random(), body).then();
  }

  private Response answer(UUID key, Map<String, Object> body) {
    return anybody()
        .header(SOURCE, source)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/answer-links/answers");
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  /** Status, headers and bytes, without what differs from call to call. */
  private static String told(Response answer) {
    TreeMap<String, String> headers = new TreeMap<>();
    answer.headers().forEach(it -> headers.put(it.getName(), it.getValue()));
    headers.keySet().removeIf(it -> it.equalsIgnoreCase("date"));
    return answer.statusCode()
        + " "
        + headers
        + answer.asString().replaceFirst("urn:uuid:[0-9a-f-]{36}", "");
  }
}
