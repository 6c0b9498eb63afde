package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.comparison;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.opened;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** What can happen beside the way, and what is owed to a child, through the real stack. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BesideTheWayApiTest {
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
    assertThat(noticeOf(SANJA, overall.id(), "alarm")).containsEntry("step", "A012");
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
    overall.step(
        MIRA, "A045", Map.of("other-case", known().caseId.toString(), "merge-agreed", "true"));
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
}
