package org.uputnica.registration;

import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Stack;

/** Whoever opens the case sees how often she had to tell it already. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class StoryAskedTest {
  @Test
  void meetingsInWhichSheWasAskedToTellAreCounted() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("storyAsked", equalTo(1));
    job.says(VERA, "CS-INT", "CR-GIVEN", null).then().statusCode(201);
    as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("storyAsked", equalTo(1));
    Map<String, Object> again = job.said("CS-INT", "CR-GIVEN", null);
    again.put("contact", Ids.random());
    as(VERA).body(again).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("storyAsked", equalTo(2));
  }
}
