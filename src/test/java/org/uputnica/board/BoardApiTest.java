package org.uputnica.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.board.domain.BoardList;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.As;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What the coordinator sees over all cases of her country. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BoardApiTest {
  private static final String NAME = "Izmisljena Zvjezdana";

  /** All lines of a list, page by page. */
  private static List<Map<String, Object>> lines(Person who, String query) {
    List<Map<String, Object>> found = new ArrayList<>();
    @Nullable String next = null;
    do {
      Response page =
          as(who)
              .get(
                  "/v1/board/lines?limit=100&list="
                      + query
                      + (next == null ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      assertThat(page.asString()).doesNotContain("Izmisljena", "Zvjezdana");
      found.addAll(page.path("entries"));
      next = page.path("next");
    } while (next != null);
    return found;
  }

  private static List<Map<String, Object>> of(MainJob job, String query) {
    return lines(SANJA, query).stream()
        .filter(it -> job.caseId.toString().equals(it.get("caseId")))
        .toList();
  }

  private static String in(Duration time) {
    return "&before=" + Instant.now().plus(time);
  }

  @Test
  void theBoardCountsEveryListAsFarAsAHundred() {
    MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Response board = as(SANJA).header("Accept-Language", "sq").get("/v1/board");
    board
        .then()
        .statusCode(200)
        .body("lists.code", containsInAnyOrder(names()))
        .body("lists.count", everyItem(greaterThanOrEqualTo(0)))
        .body("lists.find { it.code == 'UNMANAGED' }.label", equalTo("Raste pa menaxher rasti"))
        .body("freePlaces", greaterThanOrEqualTo(0));
    for (BoardList list : BoardList.values()) {
      int all = lines(SANJA, list.name()).size();
      int count = board.path("lists.find { it.code == '%s' }.count".formatted(list));
      boolean more = board.path("lists.find { it.code == '%s' }.more".formatted(list));
      assertThat(count).as("%s", list).isEqualTo(Math.min(all, 99));
      assertThat(more).as("%s", list).isEqualTo(all > 99);
    }
  }

  private static Object[] names() {
    return java.util.Arrays.stream(BoardList.values()).map(Enum::name).toArray();
  }

  @Test
  void aCaseNobodyManagesIsListedUntilSomebodyDoes() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    assertThat(of(job, "UNMANAGED"))
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .containsEntry("ageRule", "ADULT")
                .containsEntry("organization", MIRA.organization().toString())
                .containsKey("caseCode")
                .doesNotContainKeys("trackId", "priority", "service"));
    assertThat(of(job, "UNMANAGED&ageRule=CHILD")).isEmpty();
    assertThat(of(job, "UNMANAGED&organization=" + MIRA.organization())).hasSize(1);
    assertThat(of(job, "UNMANAGED&organization=" + PETAR.organization())).isEmpty();
    assertThat(lines(ILIR, "UNMANAGED"))
        .noneMatch(it -> job.caseId.toString().equals(it.get("caseId")));
    job.takenOver(MIRA);
    assertThat(of(job, "UNMANAGED")).isEmpty();
  }

  @Test
  void aClosedCaseIsOnNoList() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Map<String, Object> overall =
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'overall' }");
    new Walk(
            "/v1/cases/%s/tracks/%s".formatted(job.caseId, overall.get("id")),
            "\"%s\"".formatted(overall.get("revision")))
        .step(MIRA, "T048", Map.of("date-of-death", "2026-11-01", "death-source", "DOCTOR"));
    assertThat(of(job, "UNMANAGED")).isEmpty();
    assertThat(of(job, "DEADLINES" + in(Duration.ofDays(90)))).isEmpty();
  }

  @Test
  void aChildWithoutAGuardianIsListedUntilOneIsNamed() {
    MainJob plain = MainJob.aWomanAtTheCrossing();
    Map<String, Object> assent = new HashMap<>(plain.said("CS-INT", "CR-GIVEN", null));
    assent.put("method", "CM-ASSENT");
    MainJob child =
        plain
            .with("ageState", "CHILD")
            .with("age", 15)
            .with("consents", List.of(assent))
            .registered();
    assertThat(of(child, "WITHOUT_GUARDIAN&ageRule=CHILD")).hasSize(1);
    assertThat(of(child, "WITHOUT_GUARDIAN&ageRule=ADULT")).isEmpty();
    as(MIRA)
        .header("If-Match", As.revision(as(MIRA).get("/v1/cases/{id}", child.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-01"))
        .put("/v1/cases/{id}/guardian", child.caseId)
        .then()
        .statusCode(200);
    assertThat(of(child, "WITHOUT_GUARDIAN")).isEmpty();
  }

  @Test
  void aReferralIsListedUntilItIsAnsweredAndThenItsHandover() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.sentToBreza("NAME");
    assertThat(of(job, "UNANSWERED&priority=URGENT"))
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .containsEntry("trackId", referral.id().toString())
                .containsEntry("state", "RF-SENT")
                .containsEntry("priority", "URGENT"));
    assertThat(of(job, "UNANSWERED&priority=EMERGENCY")).isEmpty();
    referral.step(JELENA, "T022", Map.of());
    assertThat(of(job, "UNANSWERED")).hasSize(1);
    referral.step(JELENA, "T024", Walk.ACCEPT);
    assertThat(of(job, "UNANSWERED")).isEmpty();
    assertThat(of(job, "UNCONFIRMED")).isEmpty();
    assertThat(of(job, "UNCONFIRMED" + in(Duration.ofDays(400))))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("clock", "DL-HAND"));
  }

  @Test
  void aQuestionIsNoAnswerAndAConditionNoneYet() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Walk referral = job.sentToBreza("NAME").step(JELENA, "T022", Map.of());
    referral.step(
        JELENA, "T023", Map.of("question", referral.writes(JELENA, "Can she climb stairs?")));
    assertThat(of(job, "UNANSWERED"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("state", "RF-INFO"));
    referral
        .step(VERA, "T057", Map.of("answer", referral.writes(VERA, "She can.")))
        .step(JELENA, "T025", Map.of("condition", "ESCORT", "reception-date", "2026-12-24"));
    assertThat(of(job, "UNANSWERED"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("state", "RF-COND"));
    referral.step(
        JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    assertThat(of(job, "UNANSWERED")).isEmpty();
  }

  @Test
  void feedbackIsAwaitedAfterADecline() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    job.sentToBreza("NAME")
        .step(JELENA, "T022", Map.of())
        .step(JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    assertThat(of(job, "FEEDBACK")).isEmpty();
    assertThat(of(job, "FEEDBACK&priority=URGENT" + in(Duration.ofDays(30)))).hasSize(1);
  }

  @Test
  void aCaseIsListedOnceWithItsOldestDeadline() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    job.sentToBreza("NAME");
    List<Map<String, Object>> found = of(job, "DEADLINES" + in(Duration.ofDays(400)));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst()).containsKeys("clock", "clockLabel", "trackId", "stateLabel");
    assertThat(of(job, "DEADLINES")).isEmpty();
  }

  @Test
  void aConsentThatEndsSoonIsListedUntilAnotherWordIsSpoken() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    assertThat(of(job, "EXPIRING")).isEmpty();
    Map<String, Object> yes = job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME");
    yes.put("expiresAt", Instant.now().plus(Duration.ofDays(20)).toString());
    as(VERA).body(yes).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    assertThat(of(job, "EXPIRING"))
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .containsEntry("scope", "CS-REF-SVC")
                .containsEntry("statementId", String.valueOf(yes.get("id"))));
    assertThat(of(job, "EXPIRING" + in(Duration.ofDays(10)))).isEmpty();
    job.says(VERA, "CS-REF-SVC", "CR-REFUSED", JELENA).then().statusCode(201);
    assertThat(of(job, "EXPIRING")).isEmpty();
  }

  @Test
  void aConsentOfTheMeetingInWhichSheSaidNoIsNotListed() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Map<String, Object> yes = job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME");
    yes.put("deviceTime", Instant.now().minusSeconds(60).toString());
    yes.put("expiresAt", Instant.now().plus(Duration.ofDays(20)).toString());
    as(VERA).body(yes).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    assertThat(of(job, "EXPIRING")).hasSize(1);
    Map<String, Object> no = job.said("CS-REF-SVC", "CR-REFUSED", JELENA);
    no.put("deviceTime", Instant.now().minusSeconds(120).toString());
    as(VERA).body(no).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    assertThat(of(job, "EXPIRING")).isEmpty();
  }

  @Test
  void aConsentIsListedWhileTheCaseIsOpen() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered();
    Map<String, Object> yes = job.said("CS-REF-SVC", "CR-GIVEN", JELENA, "NAME");
    yes.put("expiresAt", Instant.now().plus(Duration.ofDays(20)).toString());
    as(VERA).body(yes).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    for (String state : List.of("ST-CLOSED", "ST-REOPEN", "ST-CLREF", "ST-ACTIVE")) {
      boolean open = !state.startsWith("ST-CL");
      try (Connection above = Database.connect();
          Statement sql = above.createStatement()) {
        sql.execute(
            "update process.track set state = '%s' where track = 'overall' and case_id = '%s'"
                .formatted(state, job.caseId));
        try (ResultSet row =
            sql.executeQuery(
                "select bool_and(case_open), bool_or(case_open) from process.consent_statement"
                    + " where case_id = '%s'".formatted(job.caseId))) {
          row.next();
          assertThat(List.of(row.getBoolean(1), row.getBoolean(2))).as(state).containsOnly(open);
        }
      }
      assertThat(of(job, "EXPIRING")).as(state).hasSize(open ? 1 : 0);
    }
  }

  @Test
  void anExceptionIsListedUntilSomebodyElseHasApproved() {
    MainJob job = MainJob.aWomanAtTheCrossing().named(NAME).registered().takenOver(MIRA);
    UUID exception = Ids.random();
    Response recorded = job.excepted(exception, "OV-INCAP", ANA, "HEALTH");
    assertThat(of(job, "EXCEPTIONS")).hasSize(1);
    job.approves(MARKO, exception, recorded).then().statusCode(200);
    assertThat(of(job, "EXCEPTIONS")).isEmpty();
  }

  @Test
  void placesAreListedByTheAgeOfTheirNumber() {
    List<Map<String, Object>> all = lines(SANJA, "PLACES" + in(Duration.ofHours(1)));
    assertThat(all)
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line).containsKeys("service", "available").doesNotContainKey("caseId"));
    assertThat(all.stream().map(it -> String.valueOf(it.get("at"))).map(Instant::parse).toList())
        .isSorted();
    assertThat(
            lines(SANJA, "PLACES&organization=" + JELENA.organization() + in(Duration.ofHours(1))))
        .isNotEmpty()
        .allMatch(it -> JELENA.organization().toString().equals(it.get("organization")));
  }

  @ParameterizedTest
  @EnumSource
  void pagesNeitherRepeatNorSkip(BoardList list) {
    for (int i = 0; i < 2; i++) {
      MainJob.aWomanAtTheCrossing().named(NAME).registered().sentToBreza("NAME");
    }
    String query = list + in(Duration.ofDays(40));
    List<Map<String, Object>> whole = lines(SANJA, query);
    List<Map<String, Object>> one = new ArrayList<>();
    @Nullable String next = null;
    do {
      Response page =
          as(SANJA)
              .get(
                  "/v1/board/lines?limit=3&list="
                      + query
                      + (next == null ? "" : "&cursor=" + next));
      one.addAll(page.path("entries"));
      next = page.path("next");
    } while (next != null && one.size() < 60);
    assertThat(one).isEqualTo(whole.subList(0, one.size()));
    assertThat(one.size()).isEqualTo(next == null ? whole.size() : 60);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("UNMANAGED&priority=URGENT", "invalid-value");
    refused("PLACES&ageRule=CHILD", "invalid-value");
    refused("SOMETHING", "invalid-value");
    refused("UNANSWERED&priority=SOON", "invalid-value");
    refused("UNMANAGED&ageRule=OLD", "invalid-value");
    String other = as(SANJA).get("/v1/cases?limit=1").path("next");
    refused("UNMANAGED&cursor=" + (other == null ? "eA" : other), "invalid-cursor");
    as(MIRA).get("/v1/board").then().statusCode(403);
    as(MIRA).get("/v1/board/lines?list=UNMANAGED").then().statusCode(403);
  }

  private static void refused(String query, String problem) {
    as(SANJA)
        .get("/v1/board/lines?list=" + query)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/" + problem));
  }
}
