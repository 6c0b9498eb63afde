package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.registration.domain.PossibleMatch;
import org.uputnica.registration.domain.PossibleMatches;
import org.uputnica.testing.Database;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Stack;

/** What an approved erasure reaches beyond the sealed data: requests, places, comparisons. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErasureReachTest {
  @Inject PossibleMatches matches;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");
  private final UUID erasure = Ids.random();

  @BeforeEach
  void sheIsRegistered() {
    her.registered().takenOver(Personas.MIRA);
  }

  @Test
  void whatWasAskedOfServicesEndsAndThePlaceIsFree() throws SQLException {
    Walk accepted = her.agreedForBreza("NAME").accepted();
    Walk draft = her.referTo(MainJob.BREZA, "NAME");
    as(Personas.JELENA).get(accepted.path + "/identity").then().statusCode(200);
    assertThat(held(accepted)).isEqualTo(1);
    erased();
    for (Walk each : new Walk[] {accepted, draft}) {
      each.seenBy(Personas.VERA).then().body("state", equalTo("RF-CAN"));
    }
    accepted.seenBy(Personas.JELENA).then().body("state", equalTo("RF-CAN"));
    as(Personas.JELENA).get(accepted.path + "/identity").then().statusCode(404);
    assertThat(held(accepted)).isZero();
    Map<String, Object> told = noticeOf(Personas.JELENA, accepted.id(), "taken-back");
    assertThat(told).containsEntry("step", "T054");
    answer(Personas.JELENA, told, "SEEN").then().statusCode(200);
    assertThat(lines(Personas.JELENA, draft.id())).as("she never knew of it").isEmpty();
  }

  @Test
  void whoWasShownSomethingIsAskedForItAndAnswers() throws SQLException {
    Walk accepted = her.agreedForBreza("NAME").accepted();
    as(Personas.JELENA).get(accepted.path + "/identity").then().statusCode(200);
    as(Personas.MIRA).get("/v1/cases/{id}/identity", her.caseId).then().statusCode(200);
    erased();
    as(Personas.TAMARA)
        .get("/v1/cases/{id}/recalls", her.caseId)
        .then()
        .statusCode(200)
        .body(
            "recalls.recipient",
            containsInAnyOrder(
                Personas.JELENA.organization().toString(), Personas.MIRA.organization().toString()))
        .body("recalls.answer", everyItem(nullValue()));
    String hers = "recalls.find { it.caseId == '%s' }".formatted(her.caseId);
    Response house = as(Personas.JELENA).get("/v1/recalls");
    house.then().body(hers + ".scope", equalTo("CS-REF-SVC"));
    as(Personas.JELENA)
        .header("If-Match", "\"0\"")
        .body(Map.of("answer", "ERASED"))
        .post("/v1/recalls/{id}/answer", house.<String>path(hers + ".id"))
        .then()
        .statusCode(200)
        .body("answer", equalTo("ERASED"));
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'recall-asked' and case_id = '%s'"))
        .isEqualTo(2);
    assertThat(number("select count(*) from process.disclosed where case_id = '%s'")).isZero();
  }

  @Test
  void nobodyIsAskedToTellHerOfAnException() throws SQLException {
    UUID exception = Ids.random();
    Response recorded = her.excepted(exception, "OV-INCAP", Personas.ANA, "HEALTH");
    String untold = "select count(*) from process.exception_untold where case_id = '%s'";
    assertThat(number(untold)).isEqualTo(1);
    erased();
    assertThat(number(untold)).isZero();
    her.approves(Personas.MARKO, exception, recorded).then().statusCode(200);
    assertThat(number(untold)).as("nor when somebody approves afterwards").isZero();
  }

  @Test
  void aRequestThatCannotEndKeepsNeitherHerNorTheOthers() throws SQLException {
    Walk stuck = her.agreedForBreza("NAME").accepted();
    Walk draft = her.referTo(MainJob.BREZA, "NAME");
    run(
        "create function public.stuck() returns trigger language plpgsql as"
            + " $$ begin raise exception 'stuck'; end $$");
    run(
        "create trigger stuck before update on process.track for each row when (old.id = '%s')"
            + " execute function public.stuck()",
        stuck.id());
    try {
      erased();
    } finally {
      run("drop trigger stuck on process.track");
      run("drop function public.stuck");
    }
    assertThat(
            number(
                "select count(*) from vault.person where erased_at is not null and case_id = '%s'"))
        .isEqualTo(1);
    assertThat(number("select count(*) from vault.person_key where case_id = '%s'")).isZero();
    as(Personas.JELENA).get(stuck.path + "/identity").then().statusCode(404);
    stuck.seenBy(Personas.VERA).then().body("state", equalTo("RF-ACC"));
    draft.seenBy(Personas.VERA).then().body("state", equalTo("RF-CAN"));
  }

  @Test
  void helpThatHasBegunGoesOnWithoutHerName() {
    Walk walk = her.agreedForBreza("NAME").accepted();
    walk.step(Personas.VERA, "T027", Map.of("companion", "STAFF", "vehicle", "SERVICE_CAR"));
    erased();
    walk.seenBy(Personas.JELENA).then().body("state", equalTo("RF-MOVE"));
    as(Personas.JELENA).get(walk.path + "/identity").then().statusCode(404);
    walk.step(
            Personas.JELENA,
            "T028",
            Map.of("arrived-at", MainJob.now(), "person-recognised", "true"))
        .step(Personas.JELENA, "T030", Map.of("service-outcome", "COMPLETED"));
  }

  @Test
  void nobodyIsComparedWithHerAnyMore() throws SQLException {
    UUID other = MainJob.aWomanAtTheCrossing().named("Zora Kalešić").registered().caseId;
    wanted();
    sql(
        "insert into process.possible_match (id, country, asking_organization, asking_case, other_case, criteria,"
            + " found_at, state, revision) select gen_random_uuid(), 'ME', organization, '%1$s', '%2$s', '{NAME}', now(), 'OPEN', 0"
            + " from process.case_record where id = '%1$s'",
        other, her.caseId);
    sql(
        "insert into process.match_probe (id, country, organization, case_id, tokens, asked_at) select gen_random_uuid(),"
            + " 'ME', organization, id, '{}', now() + interval '1 day' from process.case_record where id = '%2$s'",
        other, her.caseId);
    approved();
    assertThat(
            number(
                "select count(*) from process.possible_match where '%s' in (asking_case, other_case)"))
        .isZero();
    assertThat(number("select count(*) from process.match_probe where case_id = '%s'")).isZero();
  }

  @Test
  void aMatchThatIsFoundMeanwhileIsNotKept() {
    erased();
    PossibleMatch late =
        PossibleMatch.found(
            Ids.random(),
            new OrganizationId(Personas.LUKA.organization()),
            null,
            new CaseId(her.caseId),
            Set.of(Criterion.NAME),
            Instant.now());
    assertThat(ask(() -> matches.add(late, new CountryCode("ME")))).isFalse();
    assertThat(ask(() -> matches.find(late.id()))).isEmpty();
  }

  private void erased() {
    wanted();
    approved();
  }

  private void wanted() {
    as(Personas.MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", her.caseId)
        .then()
        .statusCode(201);
  }

  private void approved() {
    asGold(Personas.TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", her.caseId, erasure)
        .then()
        .statusCode(200);
  }

  private static <T> T ask(Supplier<T> work) {
    return Callers.apart(Caller.NODE, work);
  }

  private static long held(Walk walk) throws SQLException {
    return counted(
        "select count(*) from directory.place_hold where state = 'HELD' and referral = '%s'"
            .formatted(walk.id()));
  }

  private static void sql(String change, UUID other, UUID person) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      assertThat(sql.executeUpdate(change.formatted(other, person))).isEqualTo(1);
    }
  }

  private long number(String query) throws SQLException {
    return counted(query.formatted(her.caseId));
  }

  private static long counted(String query) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
