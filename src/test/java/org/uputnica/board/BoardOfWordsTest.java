package org.uputnica.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETRIT;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.As;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What is about a person's word is before the coordinator and the data protection officer. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BoardOfWordsTest {
  private static final String NAME = "Izmisljena Zvjezdana";

  private final MainJob job = MainJob.aWomanAtTheCrossing().named(NAME);

  @BeforeEach
  void sheIsRegistered() {
    job.registered().takenOver(MIRA);
  }

  @Test
  void theOfficerHasTheListsAboutWhatPersonsSaidAndNoOther() {
    as(TAMARA)
        .get("/v1/board")
        .then()
        .statusCode(200)
        .body("lists.code", containsInAnyOrder("EXCEPTIONS", "EXPIRING", "RECALLS", "UNTOLD"));
    as(SANJA).get("/v1/board").then().body("lists.code", hasItem("UNMANAGED"));
    as(TAMARA)
        .get("/v1/board/lines?list=UNMANAGED")
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"))
        .body("errors[0].allowed", not(hasItem("UNMANAGED")));
  }

  @Test
  void whatIsAskedBackIsListedUntilItIsAnswered() {
    as(MIRA).get("/v1/cases/{id}/identity", job.caseId).then().statusCode(200);
    assertThat(of(SANJA, "RECALLS")).isEmpty();
    Map<String, Object> back = job.said("CS-STO", "", MIRA);
    back.keySet()
        .retainAll(Set.of("id", "scope", "recipient", "language", "contact", "deviceTime"));
    as(MIRA).body(back).post("/v1/cases/{id}/withdrawals", job.caseId).then().statusCode(201);
    for (Person reader : List.of(SANJA, TAMARA)) {
      assertThat(of(reader, "RECALLS"))
          .singleElement()
          .satisfies(line ->
              assertThat(line)
                  .containsEntry("scope", "CS-STO")
                  .containsEntry("recipient", MIRA.organization().toString())
                  .containsEntry("statementId", String.valueOf(back.get("id")))
                  .containsKey("at"));
    }
    for (Person abroad : List.of(ILIR, PETRIT)) {
      assertThat(of(abroad, "RECALLS")).isEmpty();
    }
    String recall = as(MIRA).get("/v1/cases/{id}/recalls", job.caseId).path("recalls[0].id");
    as(MIRA)
        .header("If-Match", "\"0\"")
        .body(Map.of("answer", "ERASED"))
        .post("/v1/recalls/{id}/answer", recall)
        .then()
        .statusCode(200);
    assertThat(of(SANJA, "RECALLS")).isEmpty();
  }

  @Test
  void whoWasNotToldOfAnExceptionIsListedUntilSheIs() {
    UUID exception = Ids.random();
    Response recorded = job.excepted(exception, "OV-INCAP", ANA, "HEALTH");
    assertThat(of(TAMARA, "UNTOLD"))
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .containsEntry("statementId", exception.toString())
                .containsEntry("recipient", ANA.organization().toString()));
    Response tried =
        tell(
            recorded,
            exception,
            Map.of("id", Ids.random(), "told", false, "reason", "OUT_OF_REACH"));
    assertThat(of(SANJA, "UNTOLD")).hasSize(1);
    tell(
        tried,
        exception,
        Map.of("id", Ids.random(), "told", true, "language", "prs", "contact", Ids.random()));
    assertThat(of(TAMARA, "UNTOLD")).isEmpty();
  }

  private Response tell(Response known, UUID exception, Map<String, Object> what) {
    Map<String, Object> body = new HashMap<>(what);
    body.put("deviceTime", Instant.now().toString());
    Response told =
        as(VERA)
            .header("If-Match", As.revision(known))
            .body(body)
            .post("/v1/cases/{id}/exceptions/{exception}/telling", job.caseId, exception);
    told.then().statusCode(200);
    return told;
  }

  private List<Map<String, Object>> of(Person who, String list) {
    List<Map<String, Object>> found = new ArrayList<>();
    @Nullable String next = null;
    do {
      Response page =
          as(who)
              .get(
                  "/v1/board/lines?limit=100&list="
                      + list
                      + (next == null ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      assertThat(page.asString()).doesNotContain(NAME);
      found.addAll(page.path("entries"));
      next = page.path("next");
    } while (next != null);
    return found.stream().filter(it -> job.caseId.toString().equals(it.get("caseId"))).toList();
  }
}
