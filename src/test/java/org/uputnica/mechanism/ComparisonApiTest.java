package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.mechanism.Runs.comparison;
import static org.uputnica.mechanism.Runs.opened;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** The ways that were compared are a record which the person can take along. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ComparisonApiTest {
  private final MainJob her = MainJob.aWomanAtTheCrossing().with("language", "sq");

  @Test
  void everyComparisonIsKeptAndTheLatestIsOnPaper() throws Exception {
    her.registered().takenOver(MIRA);
    as(MIRA)
        .get("/v1/cases/{id}/comparisons", her.caseId)
        .then()
        .statusCode(200)
        .body("comparisons", empty());
    Map<String, Object> later = new HashMap<>(comparison());
    later.put("against-return", "DEBTS,SAFETY");
    opened(MIRA, her, "durable-solution", Map.of("person-asks", "true"))
        .step(MIRA, "A071", comparison())
        .step(MIRA, "A071", later);
    as(MIRA)
        .get("/v1/cases/{id}/comparisons", her.caseId)
        .then()
        .statusCode(200)
        .body("comparisons", hasSize(2))
        .body("comparisons[0].ways.way", contains("STAYING", "RETURN", "THIRD_COUNTRY"))
        .body("comparisons[0].ways[0].pro", contains("SAFETY", "SCHOOL"))
        .body("comparisons[0].ways[1].contra", contains("DEBTS", "SAFETY"))
        .body("comparisons[1].ways[1].contra", empty());
    byte[] pdf =
        as(MIRA)
            .get("/v1/cases/{id}/comparisons/document", her.caseId)
            .then()
            .statusCode(200)
            .contentType("application/pdf")
            .extract()
            .asByteArray();
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("sq");
      assertThat(new PDFTextStripper().getText(document))
          .contains("Rrugët tuaja", "Të ktheheni në shtëpi", "borxhet", "Ndihma nuk varet");
    }
    as(TAMARA)
        .queryParam("caseId", her.caseId)
        .get("/v1/journal")
        .then()
        .statusCode(200)
        .body("entries.action", hasItem("comparison-printed"));
  }

  @Test
  void whoHasNoPartInItSeesNone() {
    her.registered().takenOver(MIRA);
    for (String path :
        List.of("/v1/cases/{id}/comparisons", "/v1/cases/{id}/comparisons/document")) {
      Refusals.refused(() -> as(VERA).get(path, her.caseId), ProblemType.FORBIDDEN, null);
      Refusals.refused(() -> as(JELENA).get(path, her.caseId), ProblemType.FORBIDDEN, null);
    }
    as(MIRA).get("/v1/cases/{id}/comparisons/document?paper=A5", her.caseId).then().statusCode(400);
  }
}
