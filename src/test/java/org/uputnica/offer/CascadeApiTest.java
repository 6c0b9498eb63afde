package org.uputnica.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.offer.Houses.BREZA;
import static org.uputnica.offer.Houses.JASEN;
import static org.uputnica.offer.Houses.KADULJA;
import static org.uputnica.offer.Houses.LAVANDA;
import static org.uputnica.offer.Houses.OF_KADULJA;
import static org.uputnica.offer.Houses.OF_LAVANDA;
import static org.uputnica.offer.Houses.OF_RUZMARIN;
import static org.uputnica.offer.Houses.OWN;
import static org.uputnica.offer.Houses.RUZMARIN;
import static org.uputnica.offer.Houses.again;
import static org.uputnica.offer.Houses.asked;
import static org.uputnica.offer.Houses.at;
import static org.uputnica.offer.Houses.cascade;
import static org.uputnica.offer.Houses.herYesTo;
import static org.uputnica.offer.Houses.number;
import static org.uputnica.offer.Houses.ranOut;
import static org.uputnica.offer.Houses.sent;
import static org.uputnica.offer.Houses.sql;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.registration.MainJob.Walk.SEND;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.offer.domain.Cascades;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Houses that are asked together, or one after the other by the service itself. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CascadeApiTest {
  private static final String NAME = "Kaskada Izmisljena";

  @Inject CascadeJob job;
  @Inject CaseService cases;
  @Inject CaseFileService files;

  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
    MainJob.free(PETAR, JASEN, 3);
  }

  @Test
  void silenceAndANoAreFollowedByTheNextAndTheFirstYesEndsIt() {
    MainJob her = herYesTo(NAME, OF_KADULJA, JELENA);
    cascade(her, Ids.random(), KADULJA, BREZA, JASEN, LAVANDA)
        .then()
        .statusCode(201)
        .body("state", equalTo("RUNNING"))
        .body("candidates.referral", contains(nullValue(), nullValue(), nullValue(), nullValue()));

    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[0].state")));
    Walk first = asked(her, 0);
    assertThat(at(her, "candidates[1].referral")).isEqualTo("null");
    ranOut(first.id());

    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[1].state")));
    assertThat(at(her, "candidates[0].state")).isEqualTo("RF-EXP");
    assertThat(noticeOf(SANJA, first.id(), "alarm")).containsEntry("step", "T055");
    Walk second = asked(her, 1);
    second.seenBy(JELENA).then().statusCode(200).body(not(containsString(NAME)));
    second.step(JELENA, "T022", Map.of());
    decline(second);

    Awaiting.until(() -> "WAITING".equals(at(her, "state")));
    Walk third = asked(her, 2);
    assertThat(noticeOf(VERA, third.id(), "cascade-waits")).isNotEmpty();
    assertThat(noticeOf(MIRA, third.id(), "cascade-waits")).isNotEmpty();
    third.seenBy(PETAR).then().statusCode(404);
    assertThat(lines(PETAR, third.id())).isEmpty();
    her.says(VERA, "CS-REF-SVC", "CR-GIVEN", PETAR, "NAME").then().statusCode(201);

    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[2].state")));
    assertThat(lines(VERA, third.id())).as("what was waited for is there").isEmpty();
    third.seenBy(PETAR).then().statusCode(200).body(not(containsString(NAME)));
    third.step(PETAR, "T022", Map.of()).step(PETAR, "T024", ACCEPT);

    Awaiting.until(() -> "ACCEPTED".equals(at(her, "state")));
    assertThat(at(her, "candidates[3].referral")).isEqualTo("null");
    as(PETAR).get(third.path + "/identity").then().statusCode(200);
    as(JELENA).get(second.path + "/identity").then().statusCode(404);
    as(LUKA).get("/v1/cases/{id}/cascades", her.caseId).then().statusCode(404);
    as(SANJA)
        .get("/v1/cases/{id}/cascades", her.caseId)
        .then()
        .statusCode(200)
        .body("cascades[0].state", equalTo("ACCEPTED"));
  }

  @Test
  void aConditionThatIsNotMetInTimeIsSilence() {
    MainJob her = herYesTo(NAME, JELENA, PETAR);
    cascade(her, Ids.random(), BREZA, JASEN).then().statusCode(201);
    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[0].state")));
    Walk first = asked(her, 0);
    first.seenBy(JELENA);
    first.step(JELENA, "T022", Map.of());
    sql(
        "update process.clock set due_at = now() + interval '1 hour' where stopped_at is null and track_id = ?",
        first.id());
    first.step(JELENA, "T025", Map.of("condition", "ESCORT", "reception-date", "2026-12-24"));
    assertThat(
            number(
                "select count(*) from process.clock where track_id = ? and stopped_at is null and code = 'DL-URG'"
                    + " and due_at > now() + interval '71 hours'",
                first.id()))
        .as("the time of the priority begins anew")
        .isEqualTo(1);
    assertThat(at(her, "candidates[1].referral")).as("it is waited for").isEqualTo("null");
    ranOut(first.id());

    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[1].state")));
    assertThat(at(her, "candidates[0].state")).isEqualTo("RF-EXP");
    assertThat(noticeOf(SANJA, first.id(), "alarm")).containsEntry("step", "T055");
    assertThat(noticeOf(VERA, first.id(), "outcome")).containsEntry("step", "T055");
    assertThat(noticeOf(JELENA, first.id(), "taken-back")).containsEntry("step", "T055");
    first.seenBy(JELENA);
    first
        .tries(JELENA, "T058", Map.of("condition-met-by", "DONE"))
        .then()
        .body("type", endsWith("/step-not-open"));

    Walk second = asked(her, 1);
    second.seenBy(PETAR);
    second
        .step(PETAR, "T022", Map.of())
        .step(PETAR, "T025", Map.of("condition", "ESCORT", "reception-date", "2026-12-24"))
        .step(PETAR, "T058", Map.of("condition-met-by", "DONE"));
    assertThat(
            number(
                "select count(*) from process.clock where track_id = ? and code = 'DL-URG' and stopped_at is null",
                second.id()))
        .as("a condition that is met ends the time for the answer")
        .isZero();
    Awaiting.until(() -> "ACCEPTED".equals(at(her, "state")));
  }

  @Test
  void aCaseThatIsHandedOnEndsItAndBothHousesAreTold() {
    MainJob her = herYesTo(NAME, JELENA, PETAR);
    UUID overall =
        UUID.fromString(
            as(MIRA)
                .get("/v1/cases/{id}/steps", her.caseId)
                .path("tracks.find { it.track == 'overall' }.id"));
    cascade(her, Ids.random(), BREZA, JASEN).then().statusCode(201);
    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[0].state")));
    OrganizationId house = new OrganizationId(LUKA.organization());
    Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  CaseRecord handed = cases.handTo(new CaseId(her.caseId), house);
                  files.transferResponsibility(handed.id(), house);
                  return handed;
                }));
    Awaiting.until(() -> "ENDED".equals(at(her, "state")));
    for (Person told : List.of(MIRA, LUKA, VERA)) {
      assertThat(noticeOf(told, overall, "cascade-put-aside")).isNotEmpty();
    }
    assertThat(lines(JELENA, overall)).as("who is asked learns nothing of it").isEmpty();
    assertThat(at(her, "candidates[0].state")).as("who is asked stays asked").isEqualTo("RF-SENT");
    assertThat(at(her, "candidates[1].referral")).isEqualTo("null");
    answer(MIRA, noticeOf(MIRA, overall, "cascade-put-aside"), "SEEN").then().statusCode(200);
    assertThat(noticeOf(LUKA, overall, "cascade-put-aside")).as("each for itself").isNotEmpty();
  }

  @Test
  void whenNobodyIsLeftTheWorkerIsTold() {
    MainJob her = herYesTo(NAME, JELENA, PETAR);
    cascade(her, Ids.random(), BREZA, JASEN).then().statusCode(201);
    for (int i = 0; i < 2; i++) {
      int nth = i;
      Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[" + nth + "].state")));
      Walk asked = asked(her, i);
      asked.seenBy(i == 0 ? JELENA : PETAR);
      asked.step(i == 0 ? JELENA : PETAR, "T022", Map.of());
      asked.step(
          i == 0 ? JELENA : PETAR,
          "T026",
          Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    }
    Awaiting.until(() -> "EXHAUSTED".equals(at(her, "state")));
    assertThat(noticeOf(VERA, asked(her, 1).id(), "cascade-over")).isNotEmpty();
  }

  @Test
  void aHouseThatCannotBeAskedOrThatSheRefusesIsPassedOver() {
    MainJob her = herYesTo(NAME, OF_LAVANDA, PETAR);
    her.says(VERA, "CS-REF-SVC", "CR-REFUSED", JELENA).then().statusCode(201);
    UUID lavanda = UUID.fromString(LAVANDA);
    sql("update directory.service set active = false where id = ?", lavanda);
    try {
      her.referTo(LAVANDA, "NAME")
          .tries(VERA, "T020", SEND)
          .then()
          .statusCode(409)
          .body("errors.code", contains("receiver-active"));
      cascade(her, Ids.random(), LAVANDA, BREZA, JASEN).then().statusCode(201);
      Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[2].state")));
    } finally {
      sql("update directory.service set active = true where id = ?", lavanda);
    }
    assertThat(at(her, "candidates[0].passedOver")).isEqualTo("CANNOT_BE_ASKED");
    assertThat(at(her, "candidates[1].state")).isEqualTo("RF-CAN");
    asked(her, 1).seenBy(JELENA).then().statusCode(404);
  }

  @Test
  void copiesSideBySideAskEachOnce() throws Exception {
    MainJob her = herYesTo(NAME, JELENA, PETAR);
    UUID id = Ids.random();
    cascade(her, id, BREZA, JASEN).then().statusCode(201);
    Cascades.Due due =
        new Cascades.Due(
            id,
            new CaseId(her.caseId),
            new OrganizationId(MIRA.organization()),
            new CountryCode("ME"));
    Callable<Boolean> copy = () -> job.play(due);
    try (ExecutorService copies = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : copies.invokeAll(Collections.nCopies(8, copy))) {
        one.get();
      }
    }
    assertThat(number("select count(*) from process.referral where case_id = ?", her.caseId))
        .isEqualTo(1);
    assertThat(at(her, "candidates[0].state")).isEqualTo("RF-SENT");
  }

  @Test
  void aListThatMakesNoSenseIsRefused() {
    MainJob her = herYesTo(NAME, JELENA, PETAR);
    String foreign = "a1000000-0000-4000-8000-0000000a0401";
    String wing = "1e000000-0000-4000-8000-0000000a0402";
    for (List<String> wrong :
        List.of(
            List.of(BREZA, OWN),
            List.of(BREZA, foreign),
            List.of(BREZA, wing),
            List.of(BREZA, Ids.random().toString()))) {
      cascade(her, Ids.random(), wrong.get(0), wrong.get(1))
          .then()
          .statusCode(400)
          .body("type", endsWith("/invalid-value"))
          .body("errors.field", hasItem("services"));
    }
    UUID id = Ids.random();
    Response started = cascade(her, id, BREZA, JASEN);
    started.then().statusCode(201);
    cascade(her, Ids.random(), KADULJA, RUZMARIN)
        .then()
        .statusCode(409)
        .body("type", endsWith("/enough-asked"))
        .body("errors.code", contains("cascade"));
    end(her, id, "\"77\"").then().statusCode(412);
    Awaiting.until(() -> "RF-SENT".equals(at(her, "candidates[0].state")));
    String now = "\"" + at(her, "revision") + "\"";
    end(her, id, now).then().statusCode(200).body("state", equalTo("ENDED"));
    end(her, id, "\"" + at(her, "revision") + "\"")
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    assertThat(at(her, "candidates[0].state")).as("who is asked stays asked").isEqualTo("RF-SENT");
    cascade(her, Ids.random(), KADULJA, RUZMARIN).then().statusCode(201);
  }

  private static Response end(MainJob her, UUID id, String revision) {
    return as(VERA)
        .header("If-Match", revision)
        .post("/v1/cases/{id}/cascades/{cascade}/end", her.caseId, id);
  }

  @Test
  void threeAreAskedAtOnceAndTheFirstYesTakesTheOthersBack() {
    MainJob her = herYesTo(NAME, JELENA, PETAR, OF_KADULJA, OF_RUZMARIN);
    Walk breza = sent(her, BREZA);
    her.referTo(BREZA, "NAME")
        .tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("type", endsWith("/enough-asked"))
        .body("errors.code", contains("asked-already"));
    Walk jasen = sent(her, JASEN);
    Walk kadulja = sent(her, KADULJA);
    her.referTo(RUZMARIN, "NAME")
        .tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("errors.code", contains("three"));
    breza.seenBy(JELENA).then().body(not(containsString(NAME)));
    jasen.seenBy(PETAR);
    jasen.step(PETAR, "T022", Map.of()).step(PETAR, "T024", ACCEPT);
    jasen.tries(PETAR, "T024", ACCEPT).then().body("type", endsWith("/step-not-open"));
    jasen.tries(JELENA, "T024", ACCEPT).then().statusCode(404);
    breza.seenBy(JELENA).then().body("state", equalTo("RF-CAN")).body(not(containsString(NAME)));
    kadulja.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    as(JELENA).get(breza.path + "/identity").then().statusCode(404);
    assertThat(noticeOf(JELENA, breza.id(), "taken-back")).isNotEmpty();
    breza.tries(JELENA, "T022", Map.of()).then().body("type", endsWith("/step-not-open"));
  }

  @Test
  void afterANoAnotherServiceIsAskedWithoutRetypingAndWithAYesOfItsOwn() {
    MainJob her = herYesTo(NAME, JELENA);
    Walk declined = sent(her, BREZA);
    again(VERA, declined, JASEN).then().statusCode(409).body("type", endsWith("/step-not-open"));
    declined.seenBy(JELENA);
    declined.step(JELENA, "T022", Map.of());
    decline(declined);
    again(JELENA, declined, JASEN).then().statusCode(403);
    again(LUKA, declined, JASEN).then().statusCode(404);
    again(VERA, declined, OWN).then().statusCode(400).body("errors.field", hasItem("service"));
    Response copy = again(VERA, declined, JASEN);
    copy.then()
        .statusCode(201)
        .body("state", equalTo("RF-DRF"))
        .body("priority", equalTo("URGENT"))
        .body("items", contains("NAME"))
        .body("receiver", equalTo(PETAR.organization().toString()));
    Walk next = Houses.walk("/v1/referrals/" + copy.path("id")).step(VERA, "T019", Map.of());
    next.tries(VERA, "T020", SEND)
        .then()
        .statusCode(409)
        .body("type", endsWith("/consent-missing"));
    her.says(VERA, "CS-REF-SVC", "CR-GIVEN", PETAR, "NAME").then().statusCode(201);
    next.step(VERA, "T020", SEND).seenBy(PETAR).then().statusCode(200);
    declined.seenBy(VERA).then().body("state", equalTo("RF-DEC"));
  }

  private static void decline(Walk asked) {
    asked.step(JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
  }
}
