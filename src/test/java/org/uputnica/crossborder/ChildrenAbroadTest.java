package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.handOver;
import static org.uputnica.crossborder.CrossborderApiTest.offer;
import static org.uputnica.crossborder.CrossborderApiTest.plan;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.riskOfBothSides;
import static org.uputnica.crossborder.CrossborderApiTest.travel;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Migration;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Who turns out to be a child while a request runs is one on both sides of it. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ChildrenAbroadTest {
  static final Map<String, Object> DISPUTED =
      Map.of("kind", "AGE", "ageState", "PRESUMED_CHILD", "age", 16, "ageGround", "SAID");

  @Test
  void theOtherCountryTakesItInAndFollowsWhatTheRuleForChildrenAsked() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, there);
    offer(sent, there);
    job.says(MIRA, "CS-RET", "CR-GIVEN", null).then().statusCode(201);
    String theirCase = there.seenBy(KALTRINA).path("caseId");

    assessed(MIRA, job.caseId.toString(), DISPUTED);
    sent.seenBy(MIRA).then().body("child", equalTo(true));
    untilChild(KALTRINA, theirCase);
    there.seenBy(KALTRINA).then().body("child", equalTo(true));
    as(KALTRINA).get("/v1/cases/{id}", theirCase).then().body("age", equalTo(16));

    sent.seenBy(MIRA);
    sent.tries(MIRA, "T039", plan(job))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("guardian-named"));
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-20"))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    assessed(
        MIRA,
        job.caseId.toString(),
        Map.of("kind", "BEST_INTERESTS", "favourable", true, "childHeard", true));
    Map<String, Object> assent = job.said("CS-GUARD", "CR-GIVEN", null);
    assent.put("method", "CM-ASSENT");
    as(MIRA).body(assent).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    guardianSays(job, "CS-XBR", KALTRINA, "NAME");
    guardianSays(job, "CS-RET", null);
    guardianSays(job, "CS-GUARD", null);
    sent.step(MIRA, "T039", plan(job));
    until(there, KALTRINA, "XB-AGR");
  }

  @Test
  void whoIsHandedOverAsAChildNeedsAGuardianThereAtOnce() {
    Journey journey = onTheWay();
    assessed(MIRA, journey.here(), DISPUTED);
    untilChild(KALTRINA, journey.there());
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    assertThat(clocks(GENT, journey.there())).contains("DL-GUARD");
  }

  @Test
  void whatIsFoundThereIsTakenInHereAndGoesNoFurther() {
    Journey journey = onTheWay();
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    assertThat(clocks(MIRA, journey.here())).doesNotContain("DL-GUARD");
    assessed(GENT, journey.there(), DISPUTED);
    untilChild(MIRA, journey.here());
    assertThat(clocks(MIRA, journey.here())).contains("DL-GUARD");
    assertThat(clocks(GENT, journey.there())).contains("DL-GUARD");
    UUID overall =
        UUID.fromString(
            as(MIRA)
                .get("/v1/cases/{id}/steps", journey.here())
                .path("tracks.find { it.track == 'overall' }.id"));
    assertThat(noticeOf(SANJA, overall, "alarm")).isNotEmpty();
  }

  @Test
  void whoWantsNoLaterContactIsToldOfToNobody() throws SQLException {
    Journey journey = onTheWay();
    handOver(journey.sent(), journey.received());
    until(journey.received(), KALTRINA, "XB-HND");
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-POST",
                "language",
                "sq",
                "contact",
                Ids.random(),
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/withdrawals", journey.here())
        .then()
        .statusCode(201);
    long before = letters(journey);
    assertThat(before).isPositive();
    assessed(MIRA, journey.here(), DISPUTED);
    journey.sent().seenBy(MIRA).then().body("child", equalTo(true));
    assertThat(letters(journey)).isEqualTo(before);
  }

  private static long letters(Journey journey) throws SQLException {
    return count(
        "platform.outbox o join process.crossborder_request r on r.conversation = o.conversation"
            + " and r.country = o.country where r.id = '%s'",
        journey.sent().id());
  }

  @Test
  void whatRanBeforeDoubtCountedForTheChildIsOfAChildToo() throws SQLException, IOException {
    MainJob job = registered();
    Walk asked = drafted(job);
    Walk over = drafted(job).step(MIRA, "T043", Map.of("stop-reason", "NO_LONGER_NEEDED"));
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      above.setAutoCommit(false);
      sql.execute(
          "update process.case_record set age_state = 'UNKNOWN', age = null where id = '%s'"
              .formatted(job.caseId));
      Migration.again(above, "V2026.11.26.295__looked_up_again.sql");
      String child = "select child from process.crossborder_request where id = '%s'";
      assertThat(first(sql, child, asked.id())).isEqualTo("t");
      assertThat(first(sql, child, over.id())).isEqualTo("f");
      above.rollback();
    }
  }

  private static long count(String from, UUID id) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      return Long.parseLong(first(sql, "select count(*) from " + from, id));
    }
  }

  private static String first(Statement sql, String query, UUID id) throws SQLException {
    try (ResultSet row = sql.executeQuery(query.formatted(id))) {
      row.next();
      return row.getString(1);
    }
  }

  static Journey onTheWay() {
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    riskOfBothSides(sent, there);
    offer(sent, there);
    travel(job, sent, there);
    String theirCase = there.seenBy(KALTRINA).path("caseId");
    return new Journey(job.caseId.toString(), theirCase, sent, there);
  }

  static void assessed(Person who, String caseId, Map<String, Object> found) {
    Map<String, Object> body = new HashMap<>(found);
    body.putAll(Map.of("id", Ids.random(), "deviceTime", MainJob.now()));
    as(who)
        .header("If-Match", revision(as(who).get("/v1/cases/{id}", caseId)))
        .body(body)
        .post("/v1/cases/{id}/assessments", caseId)
        .then()
        .statusCode(201);
  }

  static void guardianSays(MainJob job, String scope, @Nullable Person recipient, String... items) {
    Map<String, Object> word = job.said(scope, "CR-GIVEN", recipient, items);
    word.putAll(Map.of("saidBy", "GUARDIAN", "method", "CM-GUARD"));
    as(DRAGAN).body(word).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  static void untilChild(Person who, String caseId) {
    Awaiting.until(() ->
        "PRESUMED_CHILD".equals(as(who).get("/v1/cases/{id}", caseId).<String>path("ageState")));
  }

  private static List<String> clocks(Person who, String caseId) {
    return as(who)
        .get("/v1/cases/" + caseId + "/steps")
        .jsonPath()
        .getList("tracks.clocks.flatten().clock", String.class);
  }

  record Journey(String here, String there, Walk sent, Walk received) {}
}
