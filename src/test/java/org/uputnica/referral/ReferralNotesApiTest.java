package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** What two desks write to each other is read by the two of them, and says no more than is open. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReferralNotesApiTest {
  private static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";
  private static final String QUESTION = "Can she climb stairs?";
  private static final String ANSWER = "She can, and she has a small child.";

  private final MainJob job =
      MainJob.aWomanAtTheCrossing()
          .with("nameKind", "NAME")
          .with("name", "Grlica Izmisljena")
          .consent("CS-STO", MIRA, "NAME", "NARRATIVE")
          .consent("CS-STO", VERA, "NAME");

  @BeforeEach
  void thereIsRoom() {
    job.registered();
    MainJob.free(3);
    MainJob.free(PETAR, JASEN, 3);
  }

  @Test
  void aQuestionAndItsAnswerAreReadByBothAndByNobodyElse() {
    Walk asked = received();
    String question = asked.writes(JELENA, QUESTION);
    notes(JELENA, asked)
        .then()
        .statusCode(200)
        .body("entries", hasSize(1))
        .body("entries[0].step", nullValue());
    notes(VERA, asked).then().statusCode(200).body("entries", empty());
    asked.step(JELENA, "T023", Map.of("question", question));
    notes(VERA, asked)
        .then()
        .body("entries[0].text", equalTo(QUESTION))
        .body("entries[0].side", equalTo("RECEIVER"))
        .body("entries[0].step", equalTo("T023"));
    asked.step(VERA, "T057", Map.of("answer", asked.writes(VERA, ANSWER)));
    for (Person side : List.of(VERA, JELENA)) {
      assertThat(notes(side, asked).<List<String>>path("entries.text"))
          .containsExactly(QUESTION, ANSWER);
    }
    notes(PETAR, asked).then().statusCode(404);
    notes(SANJA, asked).then().statusCode(403);
    as(TAMARA)
        .queryParam("caseId", job.caseId)
        .get("/v1/journal")
        .then()
        .body("entries.action", hasItem("note-read"))
        .body(not(containsString("stairs")));
  }

  @Test
  void whoAsksSaysNotWhoSheIs() {
    Walk asked = received();
    asked.step(JELENA, "T023", Map.of("question", asked.writes(JELENA, QUESTION)));
    String said =
        Refusals.refused(
            () -> keeps(VERA, asked, "Грлица can."), ProblemType.INVALID_VALUE, "text");
    assertThat(said)
        .doesNotContain("NAME")
        .doesNotContainIgnoringCase("grlica")
        .doesNotContain("Грлица");
    asked
        .step(VERA, "T057", Map.of("answer", asked.writes(VERA, ANSWER)))
        .step(JELENA, "T024", ACCEPT);
    Refusals.refused(
        () -> keeps(VERA, asked, "Grlica waits at the side door."),
        ProblemType.INVALID_VALUE,
        "text");
    String way = asked.writes(VERA, "She waits at the side door.");
    asked.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR", "route", way));
    notes(JELENA, asked).then().body("entries.text", hasItem(containsString("side door")));
  }

  @Test
  void wordsBeforeSendingAfterTheEndAndOfOthersAreRefused() {
    Walk draft = job.referTo(MainJob.BREZA, "NAME");
    Refusals.refused(() -> keeps(VERA, draft, ANSWER), ProblemType.STEP_NOT_OPEN, null);
    Walk asked = received();
    Refusals.refused(() -> keeps(PETAR, asked, QUESTION), ProblemType.NOT_FOUND, null);
    Refusals.refused(
        () -> keeps(JELENA, asked, "a bell \u0007"), ProblemType.INVALID_VALUE, "text");
    String question = asked.writes(JELENA, QUESTION);
    String other = asked.writes(VERA, ANSWER);
    for (String none : List.of(Ids.random().toString(), other)) {
      Refusals.refused(
          () -> asked.tries(JELENA, "T023", Map.of("question", none)),
          ProblemType.INVALID_VALUE,
          "inputs.question");
    }
    asked
        .step(JELENA, "T023", Map.of("question", question))
        .step(VERA, "T057", Map.of("answer", other));
    Refusals.refused(
        () -> asked.tries(JELENA, "T023", Map.of("question", question)),
        ProblemType.INVALID_VALUE,
        "inputs.question");
    asked.step(JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    Refusals.refused(() -> keeps(VERA, asked, ANSWER), ProblemType.STEP_NOT_OPEN, null);
    notes(JELENA, asked).then().statusCode(404);
    notes(VERA, asked).then().statusCode(200).body("entries", hasSize(2));
  }

  @Test
  void theCopySheTakesHomeHasThemAsDataAndNotOnPaper() throws Exception {
    Walk asked = received();
    asked.step(JELENA, "T023", Map.of("question", asked.writes(JELENA, QUESTION)));
    job.takenOver(MIRA);
    asGold(MIRA)
        .get("/v1/cases/{id}/copy", job.caseId)
        .then()
        .statusCode(200)
        .body("notes.find { it.text == '%s' }.betweenDesks".formatted(QUESTION), equalTo(true));
    byte[] paper =
        asGold(MIRA)
            .header("Accept-Language", "en")
            .get("/v1/cases/{id}/copy/document", job.caseId)
            .asByteArray();
    try (var document = Loader.loadPDF(paper)) {
      assertThat(new PDFTextStripper().getText(document))
          .doesNotContain("stairs")
          .contains("two offices");
    }
  }

  private Walk received() {
    return job.sentToBreza("NAME").step(JELENA, "T022", Map.of());
  }

  private static Response keeps(Person by, Walk asked, String text) {
    return as(by).body(Map.of("id", Ids.random(), "text", text)).post(asked.path + "/notes");
  }

  private static Response notes(Person by, Walk asked) {
    return as(by).get(asked.path + "/notes");
  }
}
