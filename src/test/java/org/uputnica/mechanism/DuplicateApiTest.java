package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.note;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The same person is there twice (domain 3.7, CL-DUPE): her case goes on in one record. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DuplicateApiTest {
  @Inject MechanismVersionService versions;

  @Test
  void theNumberOfTheClosedOneLeadsToTheOtherAndNothingSealedIsCopied() {
    MainJob first = known();
    MainJob second = metByTheMobileTeam();
    joins(first, second).then().statusCode(200);

    for (Person seesBoth : List.of(MIRA, SANJA)) {
      byCode(seesBoth, code(first))
          .body("entries.id", contains(second.caseId.toString()))
          .body("next", nullValue());
    }
    as(MIRA)
        .get("/v1/cases/{id}", second.caseId)
        .then()
        .body("aliases", contains(code(first)))
        .body("goesOnIn", nullValue());
    as(MIRA)
        .get("/v1/cases/{id}", first.caseId)
        .then()
        .body("goesOnIn", equalTo(second.caseId.toString()));
    as(MIRA).get("/v1/cases/{id}/identity", second.caseId).then().body("items.name", nullValue());
  }

  @Test
  void whoSeesOneOfTheTwoLearnsNothingOfTheOther() {
    MainJob first = known();
    MainJob second = metByTheMobileTeam();
    joins(first, second).then().statusCode(200);

    byCode(VERA, code(first)).body("entries.id", contains(first.caseId.toString()));
    as(VERA).get("/v1/cases/{id}", first.caseId).then().body("goesOnIn", nullValue());
    byCode(LUKA, code(first)).body("entries.id", contains(second.caseId.toString()));
    as(LUKA).get("/v1/cases/{id}", first.caseId).then().statusCode(404);
    for (String code : List.of(code(first), code(second), "0000-0000-0")) {
      byCode(JELENA, code).body("entries", empty());
    }
    as(MIRA)
        .queryParam("code", "0000-0000-1")
        .get("/v1/cases")
        .then()
        .statusCode(400)
        .body("errors.field", contains("code"));
  }

  @Test
  void aClosedDuplicateIsNotOpenedAgain() {
    MainJob first = known();
    joins(first, known()).then().statusCode(200);
    run(MIRA, first, "overall")
        .tries(MIRA, "T047", Map.of("what-happened", note(first)))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("not-a-duplicate"));
  }

  @Test
  void numbersMoveAlong() {
    MainJob first = known();
    MainJob second = known();
    MainJob third = known();
    joins(first, second).then().statusCode(200);
    joins(second, third).then().statusCode(200);
    byCode(MIRA, code(first)).body("entries.id", contains(third.caseId.toString()));
    byCode(MIRA, code(second)).body("entries.id", contains(third.caseId.toString()));
    refused(third, first.caseId, "closed");
    refused(third, second.caseId, "closed");
  }

  @Test
  void theOtherRecordIsOneTheHouseWorksOn() {
    MainJob first = known();
    MainJob policeAlone =
        MainJob.aWomanAtTheCrossing().without("responsibleOrganization").registered();
    refused(first, first.caseId, "same-case");
    Response absent = refused(first, Ids.random(), "unknown");
    Response forbidden = refused(first, policeAlone.caseId, "unknown");
    assertThat(forbidden.<List<?>>path("errors")).isEqualTo(absent.<List<?>>path("errors"));
    assertThat(forbidden.<String>path("detail")).isEqualTo(absent.<String>path("detail"));
    byCode(MIRA, code(VERA, policeAlone)).body("entries", empty());
  }

  @Test
  void oneTheHouseOnlyRegisteredIsAsAbsent() throws SQLException {
    MainJob first = known();
    MainJob policeAnswers =
        MainJob.aWomanAtTheCrossing().without("responsibleOrganization").registered();
    change(
        "update process.case_record set registering_organization = '%s' where id = '%s'"
            .formatted(MIRA.organization(), policeAnswers.caseId));
    refused(first, policeAnswers.caseId, "unknown");
  }

  @Test
  void whoManagesTheCaseThatGoesOnIsTold() {
    MainJob first = known();
    MainJob second = known();
    joins(first, second).then().statusCode(200);
    UUID overall = run(MIRA, second, "overall").id();
    answer(MIRA, noticeOf(MIRA, overall, "record-joined"), "SEEN").then().statusCode(200);
  }

  @Test
  void sheAgreesAndNothingIsUnderWay() {
    MainJob notAsked = MainJob.aWomanAtTheCrossing().registered();
    MainJob other = known();
    joins(notAsked, other)
        .then()
        .statusCode(409)
        .body("type", endsWith("/consent-missing"))
        .body("errors.code", contains("consent-given CS-STO"));
    MainJob first = known();
    run(MIRA, first, "overall")
        .tries(MIRA, "A045", Map.of("other-case", other.caseId.toString()))
        .then()
        .statusCode(400)
        .body("errors.field", contains("inputs.merge-agreed"));
    first.referTo(MainJob.BREZA, "NAME");
    joins(first, other).then().statusCode(409).body("errors.code", contains("no-open-referral"));
  }

  @Test
  void aDuplicateIsClosedByNamingTheOtherRecord() {
    MainJob first = known();
    first.says(MIRA, "CS-POST", "CR-REFUSED", MIRA).then().statusCode(201);
    run(MIRA, first, "overall")
        .tries(MIRA, "T045", Map.of("closure-reason", "CL-DUPE"))
        .then()
        .statusCode(422)
        .body("type", endsWith("/other-case-refused"))
        .body("errors.code", contains("not-named"));
  }

  @Test
  void onAnOlderVersionNothingIsJoinedAndNothingClosed() throws SQLException {
    MainJob first = known();
    OlderVersion.of(
        first,
        versions,
        "base/overall.yaml",
        "does: [join-records, close-access]",
        "does: [close-access]");
    refused(first, known().caseId, "older-version");
  }

  @Test
  void whoSeesNothingOfOneSeesNothingOfTheOther() {
    MainJob first = known().takenOver(MIRA);
    MainJob second = known().takenOver(MIRA);
    bars(first, PETAR);
    bars(second, JELENA);
    joins(first, second).then().statusCode(200);
    for (MainJob each : List.of(first, second)) {
      as(MIRA)
          .get("/v1/cases/{id}/conflicts", each.caseId)
          .then()
          .body(
              "conflicts.organization",
              containsInAnyOrder(
                  PETAR.organization().toString(), JELENA.organization().toString()));
    }
  }

  @Test
  void whatAnotherCountryDemandsOfOneItDemandsOfTheOther() throws SQLException {
    MainJob first = known();
    MainJob second = known();
    bind(second);
    refused(first, second.caseId, "conditions");
    bind(first);
    joins(first, second).then().statusCode(200);
  }

  private static void bind(MainJob job) throws SQLException {
    change(
        "insert into process.case_condition (case_id, country, organization, condition) values"
            + " ('%s', 'ME', '%s', 'NOT_TO_FAMILY')".formatted(job.caseId, MIRA.organization()));
  }

  @Test
  void ofTwoWhoJoinThemCrosswiseOneComesTooLate() throws Exception {
    MainJob first = known();
    MainJob second = known();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> ways =
          List.of(() -> joins(first, second).statusCode(), () -> joins(second, first).statusCode());
      int joined = 0;
      for (var way : both.invokeAll(ways)) {
        joined += way.get() == 200 ? 1 : 0;
      }
      assertThat(joined).isEqualTo(1);
    }
  }

  @Test
  void aChildsCaseGoesOnInNoRecordOfAnAdult() {
    MainJob child = child();
    refused(child, known().caseId, "adult");
    joins(child, child()).then().statusCode(200);
  }

  /** Whose guardian lets the house keep her name. */
  private static MainJob child() {
    MainJob job = MainJob.aWomanAtTheCrossing().with("ageState", "CHILD").with("age", 15);
    Map<String, Object> assent = job.said("CS-INT", "CR-GIVEN", null);
    assent.put("method", "CM-ASSENT");
    job.with("consents", List.of(assent)).registered();
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-01"))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    Map<String, Object> said = job.said("CS-STO", "CR-GIVEN", MIRA, "NAME");
    said.putAll(Map.of("saidBy", "GUARDIAN", "method", "CM-GUARD"));
    as(DRAGAN).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    return job;
  }

  @Test
  void sheIsErasedInBothRecordsOrInNone() {
    MainJob first = known().takenOver(MIRA);
    MainJob second = known().takenOver(MIRA);
    joins(first, second).then().statusCode(200);
    holdsUp(first, asksToErase(second, Ids.random()));
    UUID ofFirst = Ids.random();
    UUID ofSecond = Ids.random();
    asksToErase(first, ofFirst).then().statusCode(201);
    asksToErase(second, ofSecond).then().statusCode(201);
    holdsUp(first, erases(second, ofSecond));
    as(MIRA).get("/v1/cases/{id}/identity", second.caseId).then().statusCode(200);
    erases(first, ofFirst).then().statusCode(200);
    erases(second, ofSecond).then().statusCode(200);
  }

  private static void holdsUp(MainJob closed, Response answer) {
    answer
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("errors.code", contains("joined-record"))
        .body("errors[0].allowed", contains(closed.caseId.toString()));
  }

  private static Response asksToErase(MainJob job, UUID erasure) {
    return as(MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId);
  }

  private static Response erases(MainJob job, UUID erasure) {
    return asGold(TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure);
  }

  /** The same woman, met elsewhere: no name, kept by the same house. */
  private static MainJob metByTheMobileTeam() {
    MainJob job = MainJob.aWomanAtTheCrossing().consent("CS-STO", MIRA, "NAME");
    as(LUKA).body(job.body()).post("/v1/cases").then().statusCode(201);
    return job;
  }

  private static Response joins(MainJob closing, MainJob other) {
    return joins(closing, other.caseId);
  }

  private static Response joins(MainJob closing, UUID other) {
    return run(MIRA, closing, "overall")
        .tries(MIRA, "A045", Map.of("other-case", other.toString(), "merge-agreed", "true"));
  }

  private static Response refused(MainJob closing, UUID other, String because) {
    Response answer = joins(closing, other);
    answer
        .then()
        .statusCode(422)
        .body("type", endsWith("/other-case-refused"))
        .body("errors.field", contains("inputs.other-case"))
        .body("errors.code", hasItem(because));
    as(MIRA)
        .get("/v1/cases/{id}/steps", closing.caseId)
        .then()
        .body("tracks.find { it.track == 'overall' }.state", equalTo("ST-ACTIVE"));
    return answer;
  }

  private static void bars(MainJob job, Person person) {
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(
            Map.of("id", Ids.random(), "organization", person.organization(), "reason", "RELATED"))
        .post("/v1/cases/{id}/conflicts", job.caseId)
        .then()
        .statusCode(201);
  }

  private static void change(String change) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      assertThat(sql.executeUpdate(change)).isEqualTo(1);
    }
  }

  private static ValidatableResponse byCode(Person who, String code) {
    return as(who).queryParam("code", code).get("/v1/cases").then().statusCode(200);
  }

  private static String code(MainJob job) {
    return code(MIRA, job);
  }

  private static String code(Person who, MainJob job) {
    return as(who).get("/v1/cases/{id}", job.caseId).path("code");
  }

  @Test
  void whoWasShownSomethingInTheClosedOneAloneIsAskedBack() {
    MainJob first = known().takenOver(MIRA);
    MainJob second =
        MainJob.aWomanAtTheCrossing()
            .with("nameKind", "NAME")
            .with("name", "Dunja Izmisljena")
            .consent("CS-STO", MIRA, "NAME", "CONTACT")
            .registered();
    for (Person reader : List.of(MIRA, VERA)) {
      as(reader).get("/v1/cases/{id}/identity", first.caseId).then().statusCode(200);
    }
    joins(first, second).then().statusCode(200);
    as(MIRA)
        .get("/v1/cases/{id}/recalls", first.caseId)
        .then()
        .body("recalls.recipient", contains(VERA.organization().toString()))
        .body("recalls[0].items", contains("NAME"))
        .body("recalls[0].scope", equalTo("CS-STO"));
    as(MIRA).get("/v1/cases/{id}/recalls", second.caseId).then().body("recalls", empty());
  }
}
