package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** A first registration, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RegistrationApiTest {
  @Test
  void tenFieldsMakeACaseWithACodeAndSayWhatComesNext() {
    Response answer = MainJob.aWomanAtTheCrossing().register();
    answer
        .then()
        .statusCode(201)
        .body("identificationState", equalTo("ID-PRE"))
        .body("next.step", hasItem("T013"));
    assertThat(CaseCode.isValid(answer.path("code"))).isTrue();
  }

  @Test
  void theSameKeyAndBodyGiveTheFirstAnswerAgain() {
    Map<String, Object> body = MainJob.aWomanAtTheCrossing().body();
    UUID key = Ids.random();
    Response first = as(VERA).header("Idempotency-Key", key).body(body).post("/v1/cases");
    Response again = as(VERA).header("Idempotency-Key", key).body(body).post("/v1/cases");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(revision(again)).isEqualTo(revision(first));
  }

  @Test
  void theSameIdUnderAnotherKeyIsRefused() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    job.register().then().statusCode(409).body("type", endsWith("/already-exists"));
  }

  @Test
  void nobodyIsAskedInFrontOfACompanion() {
    MainJob.aWomanAtTheCrossing()
        .with("privatePlace", false)
        .with("indicators", List.of(Map.of("code", "BRD-01", "source", "TOLD")))
        .register()
        .then()
        .statusCode(422)
        .body("type", endsWith("/private-place-needed"))
        .body("errors.field", hasItems("indicators[0].source", "consents[0].status", "screening"));
  }

  @Test
  void whatIsSeenMayBeNotedWhileSheIsNotAlone() {
    MainJob job = MainJob.aWomanAtTheCrossing();
    Map<String, Object> notAsked = job.said("CS-INT", "CR-NOTASKED", null);
    notAsked.remove("method");
    notAsked.put("reason", "UNSAFE");
    job.with("privatePlace", false)
        .with("screening", "UNDECIDED")
        .without("judgement")
        .with("indicators", List.of(Map.of("code", "BRD-01", "source", "SEEN")))
        .with("consents", List.of(notAsked))
        .register()
        .then()
        .statusCode(201)
        .body("identificationState", equalTo("ID-DET"));
  }

  @Test
  void aNameIsKeptOnlyWhereSheAgreed() {
    MainJob.aWomanAtTheCrossing()
        .with("nameKind", "NAME")
        .with("name", "Lale Izmisljena")
        .register()
        .then()
        .statusCode(409)
        .body("type", endsWith("/consent-missing"))
        .body("errors.code", contains("CS-STO"));
  }

  @Test
  void presumingNeedsSignsOrAGround() {
    MainJob.aWomanAtTheCrossing()
        .without("judgement")
        .register()
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("errors.field", contains("judgement"));
  }

  @Test
  void theCaseManagerAndWhoRegisteredReadTheNameAndNobodyElse() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Mirsada Nepostojeca").registered();
    as(MIRA).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(404);
    job.takenOver(MIRA);
    as(MIRA)
        .get("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("items.name", equalTo("Mirsada Nepostojeca"));
    as(VERA)
        .get("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200)
        .body("opened", contains("NAME"));
    as(MARKO).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(404);
    as(GENT).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(404);
    as(ZORAN).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(403);
    as(SANJA).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(403);
  }

  @Test
  void aForbiddenCaseLooksLikeAnAbsentOne() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    for (var stranger : List.of(ARTA, GENT, JELENA)) {
      Response forbidden = as(stranger).get("/v1/cases/{id}", job.caseId);
      Response absent = as(stranger).get("/v1/cases/{id}", Ids.random());
      assertThat(forbidden.statusCode()).isEqualTo(404);
      assertThat(withoutInstance(forbidden)).isEqualTo(withoutInstance(absent));
    }
  }

  @Test
  void theCoordinatorFollowsTheCaseWithoutAName() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Senka Nepostojeca").registered();
    String seen =
        as(SANJA).get("/v1/cases/{id}", job.caseId).then().statusCode(200).extract().asString();
    assertThat(seen).doesNotContain("Senka");
  }

  @Test
  void aStepThatIsNotOpenSaysWhatIsMissing() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Response steps =
        as(MIRA).header("Accept-Language", "sq").get("/v1/cases/{id}/steps", job.caseId);
    steps
        .then()
        .statusCode(200)
        .body("tracks.track", hasItems("identification", "assistance", "overall"));
    List<String> closed =
        steps.path(
            "tracks.find { it.track == 'overall' }.steps.find { it.step == 'T045' }.reasons.code");
    assertThat(closed).contains("consent-answered");
  }

  @Test
  void aStaleRevisionChangesNothing() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Map<String, Object> risk =
        Map.of(
            "id", Ids.random(), "kind", "RISK", "riskLevel", "HIGH", "deviceTime", MainJob.now());
    as(MIRA)
        .header("If-Match", "\"0\"")
        .body(risk)
        .post("/v1/cases/{id}/assessments", job.caseId)
        .then()
        .statusCode(201);
    as(MIRA)
        .header("If-Match", "\"0\"")
        .body(risk)
        .post("/v1/cases/{id}/assessments", job.caseId)
        .then()
        .statusCode(412)
        .body("type", endsWith("/stale-revision"));
  }

  private static Map<String, Object> withoutInstance(Response problem) {
    Map<String, Object> body = problem.jsonPath().getMap("$");
    body.remove("instance");
    return body;
  }

  @Test
  void whoKeepsIdentityItemsAfterSomebodyElseReadsAgainFirst() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Lale Izmisljena").registered().takenOver(MIRA);
    String path = "/v1/cases/" + job.caseId;
    String read = revision(as(MIRA).get(path));
    Response kept =
        as(MIRA).header("If-Match", read).body(Map.of("alias", "L.")).put(path + "/identity");
    kept.then().statusCode(200);
    assertThat(revision(kept)).isNotEqualTo(read).isEqualTo(revision(as(MIRA).get(path)));
    Refusals.refused(
        () -> as(VERA).header("If-Match", read).body(Map.of("alias", "M.")).put(path + "/identity"),
        ProblemType.STALE_REVISION,
        null);
    as(MIRA).get(path + "/identity").then().statusCode(200).body("items.alias", equalTo("L."));
    as(VERA)
        .header("If-Match", revision(kept))
        .body(Map.of("alias", "M."))
        .put(path + "/identity")
        .then()
        .statusCode(200);
  }
}
