package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Stay, courts, the future, and what can happen beside the way, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TracksApiTest {
  private static final String DAY = "2026-11-20";
  private static final Map<String, Object> RECOVERY =
      Map.of(
          "recovery-from",
          DAY,
          "recovery-ground",
          "LAW_ON_FOREIGNERS",
          "recovery-explained",
          "true");

  private static MainJob known() {
    return MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
  }

  private static Response opens(Person who, MainJob job, String track, Map<String, Object> inputs) {
    return as(who)
        .body(Map.of("id", Ids.random(), "track", track, "inputs", inputs))
        .post("/v1/cases/{id}/tracks", job.caseId);
  }

  private static Walk opened(Person who, MainJob job, String track, Map<String, Object> inputs) {
    Response begun = opens(who, job, track, inputs);
    begun.then().statusCode(201);
    return new Walk(path(job, begun.path("id")), revision(begun));
  }

  /** One of the tracks the case has from the beginning. */
  private static Walk run(Person who, MainJob job, String track) {
    Response steps = as(who).get("/v1/cases/{id}/steps", job.caseId);
    String found = "tracks.find { it.track == '" + track + "' }.";
    return new Walk(
        path(job, steps.path(found + "id")), "\"" + steps.path(found + "revision") + "\"");
  }

  private static String path(MainJob job, String track) {
    return "/v1/cases/" + job.caseId + "/tracks/" + track;
  }

  private static UUID idOf(Walk walk) {
    return UUID.fromString(walk.path.substring(walk.path.lastIndexOf('/') + 1));
  }

  private static String note(MainJob job) {
    UUID id = Ids.random();
    as(MIRA)
        .body(Map.of("id", id, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", job.caseId)
        .then()
        .statusCode(201);
    return id.toString();
  }

  @Test
  void theTimeToRecoverStartsAndEndsByADecision() {
    MainJob job = known();
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .statusCode(200)
        .body("openings.track", hasItems("legal-status", "justice", "durable-solution"))
        .body("openings.track", not(hasItem("overall")));
    opens(JELENA, job, "legal-status", Map.of()).then().statusCode(404);
    opens(SANJA, job, "legal-status", Map.of()).then().statusCode(403);
    opens(MIRA, job, "fortune", Map.of())
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"));
    opens(MIRA, job, "referral", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    Walk stay = opened(VERA, job, "legal-status", Map.of());
    opens(MIRA, job, "legal-status", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    stay.tries(VERA, "T031", RECOVERY)
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
    stay.tries(MIRA, "T031", Map.of("recovery-from", DAY, "recovery-ground", "GOOD_WILL"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("inputs.recovery-ground", "inputs.recovery-explained"));
    stay.tries(MIRA, "T032", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    Response started = stay.tries(MIRA, "T031", RECOVERY);
    started
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-REFL"))
        .body("clocks.clock", containsInAnyOrder("DL-REFL-MIN", "DL-REFL-MAX"));
    Walk running = new Walk(stay.path, revision(started));
    running
        .tries(MIRA, "T032", Map.of("recovery-end", "PERSON_DECIDED", "nobody-removed", "true"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.next-step"));
    running
        .tries(
            MIRA,
            "T032",
            Map.of(
                "recovery-end",
                "PERSON_DECIDED",
                "next-step",
                "STAY_PERMIT",
                "nobody-removed",
                "true"))
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-END"))
        .body("clocks.size()", equalTo(0));
  }

  @Test
  void recoveryWaitsForThePresumptionAndNoLonger() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .named("Dunja Izmisljena")
            .with("screening", "UNDECIDED")
            .registered();
    opened(MIRA, job, "legal-status", Map.of())
        .tries(MIRA, "T031", RECOVERY)
        .then()
        .statusCode(409)
        .body("type", endsWith("/guard-not-met"))
        .body("errors.code", hasItem("reflection-may-start"));
  }

  @Test
  void whoAsksForProtectionIsNotSpokenOfAbroad() {
    MainJob job = known();
    UUID draft = Ids.random();
    as(MIRA)
        .body(Map.of("id", draft, "toCountry", "AL", "purpose", "RETURN", "items", List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", job.caseId)
        .then()
        .statusCode(201);
    Walk stay = opened(MIRA, job, "legal-status", Map.of()).step(MIRA, "T031", RECOVERY);
    Walk solution = opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"));
    solution.step(MIRA, "A071", comparison());
    Map<String, Object> claim = Map.of("claim-date", DAY, "no-contact-with-home", "true");
    stay.tries(MIRA, "T061", claim).then().statusCode(409).body("type", endsWith("/not-your-turn"));
    Response claimed = stay.triesAs("PERSON", MIRA, "T061", claim);
    claimed
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-ASY"))
        .body("clocks.clock", containsInAnyOrder("DL-REFL-MIN", "DL-REFL-MAX"));
    as(MIRA)
        .get("/v1/crossborder-requests/{id}", draft)
        .then()
        .statusCode(200)
        .body("state", equalTo("XB-STOP"));
    solution
        .tries(MIRA, "T071", Map.of("return-country", "AL", "person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("no-asylum-pending"));
    new Walk(stay.path, revision(claimed))
        .tries(MIRA, "A061", Map.of("claim-end", "TAKEN_BACK"))
        .then()
        .statusCode(200)
        .body("state", equalTo("LG-REFL"));
  }

  @Test
  void aProceedingIsNotedAndNothingWaitsForIt() {
    MainJob job = known();
    opens(MIRA, job, "justice", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.no-link-with-help"));
    Walk court = opened(MIRA, job, "justice", Map.of("no-link-with-help", "true"));
    opened(MIRA, job, "justice", Map.of("no-link-with-help", "true"));
    Map<String, Object> file = Map.of("court-reference", note(job));
    court.tries(MIRA, "T034", file).then().statusCode(409).body("errors.code", hasItem("any-of"));
    as(ZORAN).get("/v1/cases/{id}/steps", job.caseId).then().statusCode(403);
    job.says(MIRA, "CS-POL", "CR-GIVEN", ZORAN).then().statusCode(201);
    court.step(MIRA, "T034", file);
    court
        .tries(MIRA, "T063", Map.of("measures-asked", "VIDEO", "person-asks", "true"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/not-your-turn"));
    court
        .triesAs("PERSON", MIRA, "T035", Map.of("claim-before", "HEAVEN"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.claim-before"));
    Response claimed = court.triesAs("PERSON", MIRA, "T035", Map.of("claim-before", "STATE_FUND"));
    claimed.then().statusCode(200).body("state", equalTo("JU-COM"));
    new Walk(court.path, revision(claimed))
        .tries(
            MIRA,
            "T066",
            Map.of("compensation-outcome", "PAID", "amount", "4000", "outcome-told", "true"))
        .then()
        .statusCode(200)
        .body("state", equalTo("JU-END"));
  }

  @Test
  void aChoiceRestsOnAComparisonAndOpensAgainWhenTheJourneyFallsAway() {
    MainJob job = known();
    opens(MIRA, job, "durable-solution", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.person-asks"));
    Walk solution = opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"));
    Map<String, Object> home = Map.of("return-country", "AL", "person-chose", "true");
    solution
        .tries(MIRA, "T071", home)
        .then()
        .statusCode(409)
        .body("errors.code", contains("options-compared"));
    solution
        .tries(MIRA, "A071", Map.of("for-staying", "SAFETY"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("inputs.for-return", "inputs.compared-aloud"));
    solution.step(MIRA, "A071", comparison()).step(MIRA, "T071", home);
    Response requests = as(MIRA).get("/v1/crossborder-requests?limit=100");
    String draft =
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'cross-border' }.id");
    requests.then().body("entries.id", hasItem(draft));
    Walk request = new Walk("/v1/crossborder-requests/" + draft, "\"0\"");
    request
        .seenBy(MIRA)
        .then()
        .statusCode(200)
        .body("state", equalTo("XB-REQ"))
        .body("purpose", equalTo("RETURN"))
        .body("otherCountry", equalTo("AL"));
    request.step(MIRA, "T043", Map.of("stop-reason", "PERSON_DECIDED"));
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'durable-solution' }.state", equalTo("DS-DET"));
    assertThat(noticeOf(MIRA, UUID.fromString(draft), "reconsider-solution"))
        .containsEntry("step", "T043");
    run(MIRA, job, "durable-solution")
        .tries(MIRA, "T044", Map.of("person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("options-compared"));
    run(MIRA, job, "durable-solution")
        .step(MIRA, "A071", comparison())
        .step(MIRA, "T044", Map.of("person-chose", "true"))
        .step(MIRA, "T073", Map.of("what-changed", note(job)));
    as(JELENA).get("/v1/cases/{id}/steps", job.caseId).then().statusCode(404);
  }

  @Test
  void besideTheWay() {
    MainJob job = known();
    run(VERA, job, "overall")
        .step(VERA, "A011", Map.of("interpreter", "REMOTE"))
        .tries(VERA, "A011", Map.of("interpreter", "REMOTE", "reason", "x"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.reason"));
    Walk overall = run(MIRA, job, "overall");
    overall
        .tries(MIRA, "A012", Map.of("held-since", DAY, "held-ground", "OTHER"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.lawyer-called"));
    overall.step(
        MIRA, "A012", Map.of("held-since", DAY, "held-ground", "OTHER", "lawyer-called", "true"));
    assertThat(noticeOf(SANJA, idOf(overall), "alarm")).containsEntry("step", "A012");
    Map<String, Object> no = new HashMap<>(Map.of("refusal-date", DAY, "language", "prs"));
    no.put("refusal-explained", "true");
    no.put("leaflet-given", "true");
    Walk identification = run(MIRA, job, "identification");
    identification
        .tries(MIRA, "A005", no)
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("consent-answered CS-NRM"));
    job.says(MIRA, "CS-NRM", "CR-REFUSED", IVANA).then().statusCode(201);
    identification.step(MIRA, "A005", no);
    job.says(MIRA, "CS-NRM", "CR-GIVEN", IVANA)
        .then()
        .statusCode(409)
        .body("type", endsWith("/asked-already"));
    identification
        .tries(MIRA, "A003", Map.of("told-on", DAY))
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("children-only"));
    overall
        .tries(MIRA, "A045", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("inputs.other-case"));
    overall.step(MIRA, "A013", Map.of("released-on", DAY));
    overall.step(MIRA, "A045", Map.of("other-case", Ids.random().toString()));
    as(MIRA)
        .get("/v1/cases/{id}/steps", job.caseId)
        .then()
        .body("tracks.find { it.track == 'overall' }.state", equalTo("ST-CLOSED"));
  }

  @Test
  void aChildHasAGuardianAndIsHeardBeforeAnythingIsChosen() {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("ageState", "PRESUMED_CHILD")
            .with("consents", List.of(assent()))
            .registered();
    Walk identification = run(MIRA, job, "identification");
    identification.step(MIRA, "A003", Map.of("told-on", DAY));
    Walk overall = run(MIRA, job, "overall");
    Map<String, Object> met = Map.of("met-on", DAY, "person-informed", "true");
    overall
        .tries(MIRA, "A014", met)
        .then()
        .statusCode(409)
        .body("errors.code", contains("guardian-named"));
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", DAY))
        .put("/v1/cases/{id}/guardian", job.caseId)
        .then()
        .statusCode(200);
    overall
        .tries(DRAGAN, "A014", met)
        .then()
        .statusCode(200)
        .body("clocks.clock", not(hasItem("DL-GUARD")));
    Walk solution =
        opened(MIRA, job, "durable-solution", Map.of("person-asks", "true"))
            .step(MIRA, "A071", comparison());
    solution
        .tries(MIRA, "T044", Map.of("person-chose", "true"))
        .then()
        .statusCode(409)
        .body("errors.code", contains("best-interests-determined"));
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(
            Map.of(
                "id",
                Ids.random(),
                "kind",
                "BEST_INTERESTS",
                "favourable",
                true,
                "childHeard",
                true,
                "deviceTime",
                MainJob.now()))
        .post("/v1/cases/{id}/assessments", job.caseId)
        .then()
        .statusCode(201);
    solution.step(
        DRAGAN,
        "A044",
        Map.of(
            "child-view",
            Ids.random().toString(),
            "reasons",
            Ids.random().toString(),
            "child-heard",
            "true"));
    solution.step(MIRA, "T044", Map.of("person-chose", "true"));
  }

  private static Map<String, Object> assent() {
    Map<String, Object> said =
        new HashMap<>(MainJob.aWomanAtTheCrossing().said("CS-INT", "CR-GIVEN", null));
    said.put("method", "CM-ASSENT");
    return said;
  }

  private static Map<String, Object> comparison() {
    return Map.of(
        "for-staying",
        "SAFETY,SCHOOL",
        "for-return",
        "FAMILY",
        "for-third-country",
        "NOTHING",
        "compared-aloud",
        "true");
  }
}
