package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.As.without;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.CaseFileService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** A person's data end when two people of two sides say so, and never otherwise. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErasureApiTest {
  @Inject CaseService cases;
  @Inject CaseFileService files;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");
  private final UUID erasure = Ids.random();

  @BeforeEach
  void sheIsRegistered() {
    her.registered().takenOver(Personas.MIRA);
  }

  @Test
  void theCaseManagerAsksAndTheDataProtectionOfficerDecides() throws SQLException {
    identity(Personas.MIRA).then().statusCode(200);
    request(Personas.MIRA, "PERSON_ASKED")
        .then()
        .statusCode(201)
        .body("state", equalTo("REQUESTED"))
        .body("askedAs", equalTo("R-CASE"));
    decide(Personas.TAMARA, "APPROVED").then().statusCode(200).body("state", equalTo("APPROVED"));

    for (Person each : new Person[] {Personas.MIRA, Personas.VERA}) {
      Refusals.refused(() -> identity(each), ProblemType.NOT_FOUND, null);
    }
    assertThat(number("select count(*) from vault.person_key where case_id = '%s'")).isZero();
    assertThat(number("select count(*) from vault.sealed_item where case_id = '%s'")).isZero();
    as(Personas.MIRA).get("/v1/cases/{id}", her.caseId).then().statusCode(200);
    assertThat(number("select count(*) from audit.entry where case_id = '%s'")).isGreaterThan(5);
    as(Personas.TAMARA)
        .get("/v1/journal/verification")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
    as(Personas.MIRA)
        .get("/v1/cases/{id}/erasures", her.caseId)
        .then()
        .statusCode(200)
        .body("erasures[0].state", equalTo("APPROVED"));
    Refusals.refused(() -> request(Personas.MIRA, "PERSON_ASKED"), ProblemType.NOT_FOUND, null);
  }

  @Test
  void nobodyDecidesAlone() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> decide(Personas.MIRA, "APPROVED"), ProblemType.APPROVER_IS_ASKER, null);
    Refusals.refused(
        () -> request(Personas.TAMARA, "PERSON_ASKED"), ProblemType.STEP_NOT_OPEN, null);
    identity(Personas.MIRA).then().statusCode(200);
  }

  @Test
  void whoDoesNotWorkOnTheCaseFindsNothingToAskOrDecide() {
    Refusals.refused(() -> request(Personas.NADA, "PERSON_ASKED"), ProblemType.NOT_FOUND, null);
    request(Personas.TAMARA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> decide(Personas.NADA, "APPROVED"), ProblemType.NOT_FOUND, null);
    Refusals.refused(() -> list(Personas.NADA), ProblemType.NOT_FOUND, null);
  }

  @Test
  void whatTheOfficerAsksTheManagerDecidesAndNoColleague() {
    team(Personas.NADA);
    request(Personas.TAMARA, "PERSON_ASKED")
        .then()
        .statusCode(201)
        .body("askedAs", equalTo("R-DPO"));
    Refusals.refused(() -> decide(Personas.NADA, "APPROVED"), ProblemType.NOT_YOUR_TURN, null);
    decide(Personas.MIRA, "APPROVED").then().statusCode(200);
    identity(Personas.MIRA).then().statusCode(404);
  }

  @Test
  void whereNobodyManagesTheCaseTheCoordinatorStandsIn() {
    MainJob waiting = MainJob.aWomanAtTheCrossing().named("Zora Kalešić").registered();
    request(waiting, Personas.TAMARA).then().statusCode(201);
    as(Personas.SANJA)
        .get("/v1/cases/{id}/erasures", waiting.caseId)
        .then()
        .statusCode(200)
        .body("erasures[0].state", equalTo("REQUESTED"));
    Refusals.refused(() -> decide(waiting, as(Personas.SANJA)), ProblemType.STEP_UP_NEEDED, null);
    Refusals.refused(
        () -> decide(waiting, asGold(Personas.TAMARA)), ProblemType.APPROVER_IS_ASKER, null);
    Refusals.refused(() -> decide(waiting, asGold(Personas.ILIR)), ProblemType.NOT_FOUND, null);
    decide(waiting, asGold(Personas.SANJA)).then().statusCode(200);
    as(Personas.VERA).get("/v1/cases/{id}/identity", waiting.caseId).then().statusCode(404);
  }

  @Test
  void theCoordinatorNeitherAsksNorDecidesWhatTheManagerCan() {
    Refusals.refused(() -> request(Personas.SANJA, "PERSON_ASKED"), ProblemType.FORBIDDEN, null);
    request(Personas.TAMARA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> decide(Personas.SANJA, "APPROVED"), ProblemType.NOT_YOUR_TURN, null);
  }

  @Test
  void whoAskedTakesItBackAndAnotherOneIsAsked() {
    request(Personas.TAMARA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> takeBack(Personas.MIRA, "\"0\""), ProblemType.NOT_YOUR_TURN, null);
    Refusals.refused(() -> takeBack(Personas.NADA, "\"0\""), ProblemType.NOT_FOUND, null);
    Refusals.refused(() -> takeBack(Personas.TAMARA, "\"7\""), ProblemType.STALE_REVISION, null);
    takeBack(Personas.TAMARA, "\"0\"").then().statusCode(200).body("state", equalTo("TAKEN_BACK"));
    Refusals.refused(() -> takeBack(Personas.TAMARA, "\"1\""), ProblemType.STEP_NOT_OPEN, null);
    Refusals.refused(
        () -> decide(Personas.MIRA, "APPROVED", "\"1\""), ProblemType.STEP_NOT_OPEN, null);
    as(Personas.MIRA)
        .body(Map.of("id", Ids.random(), "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", her.caseId)
        .then()
        .statusCode(201);
  }

  @Test
  void whatAColleagueAsksTheHouseDoesNotDecide() {
    team(Personas.NADA);
    request(Personas.NADA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> decide(Personas.MIRA, "APPROVED"), ProblemType.NOT_YOUR_TURN, null);
    decide(Personas.TAMARA, "APPROVED").then().statusCode(200);
  }

  @Test
  void whoDecidesShowsTheSecondFactor() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(
        () -> decide(as(Personas.TAMARA), "APPROVED", "\"0\""), ProblemType.STEP_UP_NEEDED, null);
    identity(Personas.MIRA).then().statusCode(200);
  }

  @Test
  void aWaitingRequestGoesWithTheCase() throws SQLException {
    MainJob handed =
        MainJob.aWomanAtTheCrossing().with("responsibleOrganization", Personas.LUKA.organization());
    as(Personas.LUKA).body(handed.body()).post("/v1/cases").then().statusCode(201);
    request(handed, Personas.TAMARA).then().statusCode(201);
    assertThat(seenBy(Personas.LUKA, handed)).isEqualTo(1);
    assertThat(seenBy(Personas.MIRA, handed)).isZero();
    handOver(handed, Personas.MIRA);
    handed.takenOver(Personas.MIRA);
    assertThat(seenBy(Personas.LUKA, handed)).as("who answered for the case before").isZero();
    as(Personas.MIRA)
        .get("/v1/cases/{id}/erasures", handed.caseId)
        .then()
        .statusCode(200)
        .body("erasures[0].state", equalTo("REQUESTED"));
    asGold(Personas.MIRA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "REFUSED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", handed.caseId, erasure)
        .then()
        .statusCode(200)
        .body("state", equalTo("REFUSED"));
    as(Personas.MIRA)
        .body(Map.of("id", Ids.random(), "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", handed.caseId)
        .then()
        .statusCode(201);
  }

  @Test
  void onlyTheTwoSidesKnowOfIt() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(() -> decide(Personas.GENT, "APPROVED"), ProblemType.NOT_FOUND, null);
    Refusals.refused(() -> decide(Personas.VERA, "APPROVED"), ProblemType.FORBIDDEN, null);
    Refusals.refused(() -> decide(Personas.ADMIR, "APPROVED"), ProblemType.FORBIDDEN, null);
    Refusals.refused(
        () -> as(Personas.GENT).get("/v1/cases/{id}/erasures", her.caseId),
        ProblemType.NOT_FOUND,
        null);
  }

  @Test
  void whatArrivesMeanwhileHoldsItUp() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    as(Personas.MIRA)
        .body(Map.of("id", Ids.random(), "text", "She called and asks us to wait."))
        .post("/v1/cases/{id}/notes", her.caseId)
        .then()
        .statusCode(201);
    Refusals.refused(() -> decide(Personas.TAMARA, "APPROVED"), ProblemType.GUARD_NOT_MET, null);
    decide(Personas.TAMARA, "REFUSED").then().statusCode(200).body("state", equalTo("REFUSED"));
    Refusals.refused(
        () -> decide(Personas.TAMARA, "REFUSED", "\"1\""), ProblemType.STEP_NOT_OPEN, null);
    identity(Personas.MIRA).then().statusCode(200);
  }

  @Test
  void theRetentionClockAsksAndTwoPeopleDecide() throws SQLException {
    Refusals.refused(
        () -> request(Personas.MIRA, "RETENTION_ENDED"), ProblemType.RULE_BROKEN, null);
    closedLongAgo();
    Refusals.refused(
        () -> request(Personas.TAMARA, "RETENTION_ENDED"), ProblemType.NOT_YOUR_TURN, null);
    request(Personas.MIRA, "RETENTION_ENDED")
        .then()
        .statusCode(201)
        .body("askedAs", equalTo("R-CASE"));
    identity(Personas.MIRA).then().statusCode(200);
    decide(Personas.TAMARA, "APPROVED").then().statusCode(200);
    identity(Personas.MIRA).then().statusCode(404);
  }

  @Test
  void aDecisionNeedsTheRevisionThatWasRead() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    Refusals.refused(
        () -> decide(Personas.TAMARA, "APPROVED", "\"7\""), ProblemType.STALE_REVISION, null);
    Refusals.refused(
        () ->
            without("If-Match", asGold(Personas.TAMARA).body(Map.of("decision", "APPROVED")))
                .post("/v1/cases/{id}/erasures/{erasure}/decision", her.caseId, erasure),
        ProblemType.PRECONDITION_REQUIRED,
        null);
    Refusals.refused(
        () ->
            asGold(Personas.TAMARA)
                .header("If-Match", "\"0\"")
                .body(Map.of("decision", "APPROVED"))
                .post("/v1/cases/{id}/erasures/{erasure}/decision", her.caseId, Ids.random()),
        ProblemType.NOT_FOUND,
        null);
  }

  private Response request(Person by, String reason) {
    return as(by)
        .body(Map.of("id", erasure, "reason", reason))
        .post("/v1/cases/{id}/erasures", her.caseId);
  }

  private Response decide(Person by, String decision) {
    return decide(by, decision, "\"0\"");
  }

  private Response decide(Person by, String decision, String revision) {
    return decide(asGold(by), decision, revision);
  }

  private Response decide(RequestSpecification by, String decision, String revision) {
    return by.header("If-Match", revision)
        .body(Map.of("decision", decision))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", her.caseId, erasure);
  }

  private Response decide(MainJob job, RequestSpecification by) {
    return by.header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure);
  }

  private Response takeBack(Person by, String revision) {
    return as(by)
        .header("If-Match", revision)
        .post("/v1/cases/{id}/erasures/{erasure}/taking-back", her.caseId, erasure);
  }

  private Response request(MainJob job, Person by) {
    return as(by)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId);
  }

  private Response list(Person by) {
    return as(by).get("/v1/cases/{id}/erasures", her.caseId);
  }

  /** Asked and approved. */
  private void erased() {
    request(Personas.MIRA, "PERSON_ASKED").then().statusCode(201);
    decide(Personas.TAMARA, "APPROVED").then().statusCode(200);
  }

  private void team(Person colleague) {
    String account = as(colleague).get("/v1/me").path("account");
    as(Personas.MIRA)
        .header("If-Match", revision(as(Personas.MIRA).get("/v1/cases/{id}", her.caseId)))
        .body(Map.of("colleagues", List.of(account)))
        .put("/v1/cases/{id}/team", her.caseId)
        .then()
        .statusCode(200);
  }

  /** As it follows from a handover that both countries have signed. */
  private void handOver(MainJob job, Person to) {
    OrganizationId house = new OrganizationId(to.organization());
    CaseId id = new CaseId(job.caseId);
    ask(() -> {
      cases.handTo(id, house);
      files.transferResponsibility(id, house);
      return true;
    });
  }

  private static <T> T ask(Supplier<T> work) {
    return Callers.apart(Caller.NODE, work);
  }

  /** What the service's own user sees for this organisation, past every filter of the service. */
  private static long seenBy(Person house, MainJob job) throws SQLException {
    try (var service = Database.connectAsService()) {
      service.setAutoCommit(false);
      try (var sql = service.createStatement()) {
        sql.execute(
            "select set_config('uputnica.country', 'ME', true), set_config('uputnica.reach', 'organization', true),"
                + " set_config('uputnica.organization', '%s', true)"
                    .formatted(house.organization()));
        try (var row =
            sql.executeQuery(
                "select count(*) from process.erasure where case_id = '%s'"
                    .formatted(job.caseId))) {
          row.next();
          return row.getLong(1);
        }
      }
    }
  }

  private Response identity(Person by) {
    return as(by).get("/v1/cases/{id}/identity", her.caseId);
  }

  /** As if the clock of the closed case had been started ten years ago, and told. */
  private void closedLongAgo() throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  """
                  insert into process.clock (id, track_id, case_id, country, organization, code, started_at, due_at, told_at, next_level)
                    select gen_random_uuid(), id, case_id, country, organization, 'DL-RET', now() - interval '3651 days', now() - interval '1 day', now(), 2
                    from process.track where case_id = '%s' and track = 'overall'
                  """
                      .formatted(her.caseId)))
          .isEqualTo(1);
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
