package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.rights.Calls.Answer;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Contract.Operation;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * A house that is asked learns nothing of who it is about from any answer to anything it may read,
 * before it accepts and once that has ended, however it ended. In between it reads exactly what she
 * agreed to.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AskedHouseTest {
  private static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Pattern CHANGED = Pattern.compile("\"cursor\":\"([^\"]+)\"");
  private static final String MORE = "\"more\":true";
  private static final int PAGES = 40;

  /** What a house reads whatever became of the request. */
  private static final Set<String> ALWAYS_READ =
      Set.of(
          "getReferral",
          "listReferrals",
          "listInbox",
          "listWork",
          "readChanges",
          "listHolds",
          "readTask",
          "readServiceRequest");

  private static final Set<String> ACCEPTED = Set.of("RF-ACC", "RF-MOVE", "RF-ARR", "RF-SERV");

  private static final String BY_NAME = "found by her name";

  @Inject Clock clock;

  private final Map<Person, String> before = new HashMap<>();
  private Her her = new Her();

  @BeforeEach
  void sheIsKnownWithEverything() {
    MainJob.free(3);
    MainJob.free(PETAR, JASEN, 3);
    for (Person each : List.of(JELENA, PETAR, VERA)) {
      before.put(each, as(each).get("/v1/changes").path("cursor"));
    }
    her = new Her();
  }

  @Test
  void fromTheRequestToTheDeclineNothingNamesHer() {
    Walk asked = her.asksBreza();
    readsNothing(JELENA, asked, "sent");
    String link =
        as(VERA)
            .body(Map.of("id", Ids.random()))
            .post("/v1/referrals/{id}/links", asked.id())
            .path("secret");
    Response look =
        RestAssured.given()
            .contentType("application/json")
            .body(Map.of("secret", link))
            .post("/v1/answer-links/looks");
    look.then().statusCode(200);
    assertThat(her.in(look.asString() + look.headers())).as("with a link").isEmpty();
    houseTakes(asked, "T022", Map.of());
    readsNothing(JELENA, asked, "received");
    houseTakes(asked, "T023", Map.of("question", asked.writes(JELENA, "Can she climb stairs?")));
    readsNothing(JELENA, asked, "question asked");
    asked.step(VERA, "T057", Map.of("answer", asked.writes(VERA, "She can.")));
    houseTakes(asked, "A024", Map.of());
    readsNothing(JELENA, asked, "on a waiting list");
    houseTakes(asked, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    readsNothing(JELENA, asked, "declined");
  }

  @Test
  void aHeldPlaceAndAConditionOpenNothing() {
    Walk asked = her.asksBreza();
    as(VERA)
        .body(Map.of("id", Ids.random(), "referral", asked.id(), "places", 1))
        .post("/v1/services/" + MainJob.BREZA + "/holds")
        .then()
        .statusCode(201);
    readsNothing(JELENA, asked, "a place is held");
    houseTakes(asked, "T022", Map.of());
    houseTakes(asked, "T025", Map.of("condition", "INTERPRETER", "reception-date", today()));
    readsNothing(JELENA, asked, "accepted with a condition");
    asked.step(VERA, "T054", Map.of("withdrawal-reason", "SENDER_CANCELLED"));
    readsNothing(JELENA, asked, "withdrawn");
  }

  @Test
  void silenceLeavesNothingBehind() {
    Walk asked = her.asksBreza();
    Overdue.since(asked.id(), "DL-URG", "1 minute");
    Awaiting.until("AlarmJob", () -> isThere(asked, "told_at is not null"));
    Overdue.sql(
        "update process.clock set expires_at = now() - interval '1 second' where stopped_at is null"
            + " and track_id = '"
            + asked.id()
            + "'");
    Awaiting.until("Silence", () -> "RF-EXP".equals(asked.seenBy(VERA).path("state")));
    readsNothing(JELENA, asked, "no answer in time");
  }

  @Test
  void whoLostToAnotherNeverKnewAndWhoWonKnowsWhatSheAgreedTo() {
    Walk lost = her.asksBreza();
    Walk won = her.asks(JASEN, PETAR);
    houseTakes(lost, "T022", Map.of());
    won.step(PETAR, "T022", Map.of()).step(PETAR, "T024", accept());
    lost.seenBy(VERA).then().statusCode(200);
    readsNothing(JELENA, lost, "another has accepted");
    readsNothing(JELENA, won, "the request to another");
    her.hears(won);
    assertThat(found(PETAR, won)).containsExactlyInAnyOrder(her.name, her.alias, her.word, BY_NAME);
  }

  @Test
  void betweenAcceptanceAndEndExactlyWhatSheAgreedToAndNothingAfterwards() {
    Walk asked = her.asksBreza();
    asked.step(JELENA, "T022", Map.of()).step(JELENA, "T024", accept());
    her.hears(asked);
    assertThat(codes(JELENA, asked)).contains(asked.seenBy(VERA).<String>path("caseCode"));
    assertThat(found(JELENA, asked))
        .containsExactlyInAnyOrder(her.name, her.alias, her.word, BY_NAME);
    asked.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
    assertThat(found(JELENA, asked))
        .containsExactlyInAnyOrder(her.name, her.alias, her.word, BY_NAME);
    asked
        .step(VERA, "A028", Map.of("handed-over-at", now()))
        .step(JELENA, "T028", Map.of("arrived-at", now(), "person-recognised", "true"));
    assertThat(found(JELENA, asked))
        .as("the word was for the meeting")
        .containsExactlyInAnyOrder(her.name, her.alias, BY_NAME);
    asked.step(JELENA, "T059", Map.of("house-rules-explained", "true"));
    houseTakes(asked, "T030", Map.of("service-outcome", "COMPLETED"));
    readsNothing(JELENA, asked, "closed with feedback");
    assertThat(found(VERA, asked)).as("nor has who asked a word to say").doesNotContain(her.word);
  }

  @Test
  void whatSheTakesBackWhoDoesNotComeAndWhatWasContestedCloseAlike() {
    Walk withdrawn = her.asksBreza();
    withdrawn.step(JELENA, "T022", Map.of()).step(JELENA, "T024", accept());
    her.hears(withdrawn);
    withdrawn.step(VERA, "T054", Map.of("withdrawal-reason", "NEED_ENDED"));
    readsNothing(JELENA, withdrawn, "withdrawn after acceptance");

    her = new Her();
    Walk contested = her.asksBreza();
    contested.step(
        VERA,
        "A026",
        Map.of("contact-function", "DUTY", "spoken-at", now(), "reception-date", today()));
    her.hears(contested);
    readsNothing(JELENA, contested, "a yes was only noted for it");
    houseTakes(contested, "A027", Map.of("decline-reason", "DC-OTHER"));
    readsNothing(JELENA, contested, "never accepted");

    her = new Her();
    Walk absent = her.asksBreza();
    absent.step(JELENA, "T022", Map.of()).step(JELENA, "T024", accept());
    her.hears(absent);
    absent.step(VERA, "T027", Map.of("companion", "NONE", "vehicle", "PUBLIC_TRANSPORT"));
    houseTakes(absent, "T029", Map.of("last-contact", now()));
    readsNothing(JELENA, absent, "no arrival");
  }

  private void readsNothing(Person house, Walk asked, String when) {
    assertThat(found(house, asked)).as(when).isEmpty();
    Response read = as(house).get(asked.path);
    if (read.statusCode() == 200) {
      read.then().body("underException", nullValue());
      if (!ACCEPTED.contains(read.<String>path("state"))) {
        assertThat(codes(house, asked)).as(when).isEmpty();
      }
    }
  }

  /**
   * By which code of the case the house knows the referral, in each place that has a line of it.
   */
  private static List<String> codes(Person house, Walk asked) {
    List<String> codes = new ArrayList<>();
    codes.add(as(house).get(asked.path).path("caseCode"));
    codes.addAll(
        as(house)
            .get("/v1/referrals?box=RECEIVED&limit=100")
            .path("entries.findAll { it.id == '%s' }.caseCode".formatted(asked.id())));
    codes.addAll(
        as(house)
            .get("/v1/worklist?limit=100")
            .path("entries.findAll { it.trackId == '%s' }.caseCode".formatted(asked.id())));
    codes.removeIf(Objects::isNull);
    return codes;
  }

  /**
   * What of her is in any answer to what this person may read, whatever is named in the address.
   */
  private Set<String> found(Person who, Walk asked) {
    Calls calls = new Calls("http://localhost:" + RestAssured.port);
    AccessTable table = new AccessTable();
    String role = who.equals(VERA) ? "R-FRONT" : "R-SHELTER";
    Set<String> found = new TreeSet<>();
    Set<String> read = new TreeSet<>();
    for (Operation operation : Calls.operations()) {
      boolean reads =
          operation.method().equals("GET") || operation.node().path("x-reads").asBoolean();
      if (reads && table.cell(operation.id(), role).isPresent()) {
        for (Answer answer : pages(calls, operation, who, asked)) {
          found.addAll(her.in(answer.body() + answer.headers()));
          if (answer.status() == 200) {
            read.add(operation.id());
          }
        }
      }
    }
    Response sought = as(who).body(Map.of("name", her.name)).post("/v1/person-search");
    if (sought.asString().contains(her.job.caseId.toString())) {
      found.add(BY_NAME);
    }
    boolean seen = as(who).get(asked.path).statusCode() == 200;
    assertThat(read).containsAll(seen ? ALWAYS_READ : Set.of("listReferrals", "listWork"));
    return found;
  }

  private List<Answer> pages(Calls calls, Operation operation, Person who, Walk asked) {
    Map<String, UUID> ids = her.ids(asked);
    String more =
        (operation.parameter("query", "box").isPresent() ? "&box=RECEIVED" : "")
            + (operation.parameter("query", "limit").isPresent() ? "&limit=100" : "");
    boolean changes = operation.id().equals("readChanges");
    String parameter = changes ? "&since=" : "&cursor=";
    List<Answer> pages = new ArrayList<>();
    String cursor = changes ? parameter + before.get(who) : "";
    do {
      Answer page = calls.call(operation, who.username(), ids, more + cursor);
      pages.add(page);
      var next = (changes ? CHANGED : NEXT).matcher(page.body());
      String following =
          next.find() && (!changes || page.body().contains(MORE)) ? parameter + next.group(1) : "";
      cursor = following.equals(cursor) ? "" : following;
    } while (!cursor.isEmpty() && pages.size() < PAGES);
    return pages;
  }

  /** A step of the house: what it is answered names her no more than what it reads. */
  private void houseTakes(Walk asked, String step, Map<String, Object> inputs) {
    asked.seenBy(JELENA);
    Response answer = asked.tries(JELENA, step, inputs);
    answer.then().statusCode(200);
    assertThat(her.in(answer.asString() + answer.headers())).as(step).isEmpty();
    asked.seenBy(JELENA);
  }

  private Map<String, Object> accept() {
    return Map.of("reception-date", today());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }

  private static boolean isThere(Walk asked, String condition) {
    return Overdue.number(
            "select count(*) from process.clock where stopped_at is null and track_id = '"
                + asked.id()
                + "' and "
                + condition)
        > 0;
  }
}
