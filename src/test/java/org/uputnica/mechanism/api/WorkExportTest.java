package org.uputnica.mechanism.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** The work list as a sheet, through the real stack: its lines, nobody else's, and a trace. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WorkExportTest {
  private static final String PATH = "/v1/worklist/export";

  @Test
  void theSheetHasTheLinesOfTheListInItsOrderAndNoName() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Ljuba Sretenska").registered().takenOver(MIRA);
    String code = as(MIRA).get("/v1/cases/{id}", job.caseId).path("code");
    for (Person who : List.of(MIRA, SANJA)) {
      Response answer = asGold(who).header("Accept-Language", "mk").get(PATH);
      answer
          .then()
          .statusCode(200)
          .contentType("text/csv;charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"worklist.csv\"")
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-store")
          .body(startsWith("\uFEFF\"Шифра на случајот\","));
      assertThat(codes(answer)).as(who.username()).isEqualTo(listed(who));
      assertThat(answer.asString()).doesNotContain("Ljuba", "Sretenska", job.caseId.toString());
    }
    assertThat(listed(MIRA)).contains(code);
  }

  @Test
  void whoIsKeptOutOfTheCaseHasNoLineOfIt() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Neda Kosta").registered().takenOver(MIRA);
    Response seen = as(MIRA).get("/v1/cases/{id}", job.caseId);
    String code = seen.path("code");
    assertThat(codes(asGold(NADA).get(PATH))).contains(code);
    String account = as(NADA).get("/v1/me").path("account");
    as(MIRA)
        .header("If-Match", revision(seen))
        .body(Map.of("id", Ids.random(), "account", account, "reason", "RELATED"))
        .post("/v1/cases/{id}/conflicts", job.caseId)
        .then()
        .statusCode(201);
    assertThat(codes(asGold(NADA).get(PATH))).isEqualTo(listed(NADA)).doesNotContain(code);
  }

  @Test
  void itIsJournalledAsAnExportWithTheNumberOfItsLines() {
    int lines = codes(asGold(SANJA).get(PATH)).size();
    as(TAMARA)
        .get("/v1/journal?kind=EXPORT&limit=1")
        .then()
        .statusCode(200)
        .body("entries[0].action", equalTo("worklist-exported"))
        .body("entries[0].details.lines", equalTo(Integer.toString(lines)));
  }

  @Test
  void whoHasNoWorkListTakesNoneAlong() {
    Refusals.refused(() -> asGold(ADMIR).get(PATH), ProblemType.FORBIDDEN, null);
  }

  @Test
  void nothingIsTakenAlongWithoutTheSecondFactorShownNow() {
    Refusals.refused(() -> as(SANJA).get(PATH), ProblemType.STEP_UP_NEEDED, null);
  }

  /** First cells below the headings. */
  private static List<String> codes(Response sheet) {
    String text = new String(sheet.asByteArray(), StandardCharsets.UTF_8);
    return text.lines().skip(1).map(line -> line.substring(1, line.indexOf("\","))).toList();
  }

  private static List<String> listed(Person who) {
    List<String> codes = new ArrayList<>();
    @Nullable String next = null;
    do {
      Response page =
          as(who).get("/v1/worklist?limit=100" + (next == null ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      page.<List<@Nullable String>>path("entries.caseCode")
          .forEach(code -> codes.add(code == null ? "" : code));
      next = page.path("next");
    } while (next != null);
    return codes;
  }
}
