package org.uputnica.testing;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;

import java.util.Map;
import java.util.UUID;

/** What Mira, who answers for a case, writes down when the person has died. */
public final class Deceased {
  private static final String OVERALL = "tracks.find { it.track == 'overall' }";

  private Deceased() {}

  public static void on(UUID caseId) {
    var steps = as(MIRA).get("/v1/cases/{id}/steps", caseId);
    as(MIRA)
        .header("If-Match", "\"%d\"".formatted(steps.<Integer>path(OVERALL + ".revision")))
        .body(
            Map.of(
                "step",
                "T048",
                "inputs",
                Map.of("date-of-death", "2026-03-02", "death-source", "DOCTOR")))
        .post("/v1/cases/{id}/tracks/{track}/steps", caseId, steps.path(OVERALL + ".id"))
        .then()
        .statusCode(200);
  }
}
