package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** Many people at one place: one event, one short line each, everybody asked alone later. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class GroupEventTest {
  private static final int PEOPLE = 93;
  private static final String ALIAS = "Plavi sal";

  @Test
  void ninetyThreePeopleInOneGo() {
    UUID event = opened(null);
    List<Map<String, Object>> lines = people(PEOPLE);
    Response answer = register(VERA, event, lines);
    answer.then().statusCode(201).body("lines", hasSize(PEOPLE));
    assertThat(answer.jsonPath().getList("lines.id", UUID.class))
        .isEqualTo(lines.stream().map(it -> it.get("id")).toList());
    List<String> codes = answer.path("lines.code");
    assertThat(new HashSet<>(codes)).hasSize(PEOPLE).allMatch(CaseCode::isValid);
    assertThat(answer.<List<Integer>>path("lines.number"))
        .isEqualTo(IntStream.rangeClosed(1, PEOPLE).boxed().toList());

    for (Person watcher : List.of(VERA, MIRA, SANJA)) {
      as(watcher)
          .get("/v1/events/{id}", event)
          .then()
          .statusCode(200)
          .body("counted", equalTo(PEOPLE))
          .body("registered", equalTo(PEOPLE))
          .body("interpretersNeeded.language", equalTo(List.of("prs", "tr")))
          .body("interpretersNeeded.persons", equalTo(List.of(47, 23)));
      assertThat(codesSeen(watcher, event)).isEqualTo(codes);
    }
    Object first = lines.getFirst().get("id");
    as(MIRA)
        .get("/v1/cases/{id}", first)
        .then()
        .statusCode(200)
        .body("event", equalTo(event.toString()))
        .body("nameKind", equalTo("ALIAS"))
        .body("tracks.find { it.track == 'identification' }.state", equalTo("ID-DET"));
    for (Object each : List.of(first, lines.getLast().get("id"))) {
      as(MIRA)
          .get("/v1/cases/{id}/consents", each)
          .then()
          .statusCode(200)
          .body("statements", hasSize(0));
    }
    as(VERA)
        .body(Map.of("name", "Lale Izmisljena"))
        .header("If-Match", "\"0\"")
        .put("/v1/cases/{id}/identity", first)
        .then()
        .statusCode(409);
  }

  @Test
  void theListNamesNobodyAndIsShownToWhomTheCasesAre() {
    UUID event = opened(LUKA);
    register(VERA, event, people(5)).then().statusCode(201);
    String seen = as(SANJA).get("/v1/events/{id}/cases", event).asString();
    assertThat(seen).doesNotContain(ALIAS).contains("urgentNeeds");
    as(LUKA).get("/v1/events/{id}", event).then().statusCode(200).body("registered", equalTo(5));
    as(LUKA).get("/v1/events/{id}/cases", event).then().statusCode(200).body("entries", hasSize(0));
    as(MARKO).get("/v1/events/{id}/cases", event).then().body("entries", hasSize(5));
    assertThat(as(SANJA).get("/v1/events").asString()).contains(event.toString());
    assertThat(as(MIRA).get("/v1/events").asString()).contains(event.toString());
    for (Person stranger : List.of(ARTA, ILIR)) {
      assertThat(as(stranger).get("/v1/events").asString()).doesNotContain(event.toString());
      for (String path : List.of("/v1/events/{id}", "/v1/events/{id}/cases")) {
        String forbidden =
            Refusals.refused(() -> as(stranger).get(path, event), ProblemType.NOT_FOUND, null);
        String absent =
            Refusals.refused(
                () -> as(stranger).get(path, Ids.random()), ProblemType.NOT_FOUND, null);
        assertThat(forbidden).isEqualTo(absent);
      }
    }
    Refusals.refused(() -> register(ARTA, event, people(1)), ProblemType.NOT_FOUND, null);
    UUID ofVera = opened(null);
    Refusals.refused(() -> register(LUKA, ofVera, people(1)), ProblemType.NOT_FOUND, null);
  }

  @Test
  void aBadLineIsNamedAndNobodyIsRegistered() {
    UUID event = opened(null);
    bad(event, people(3), 2, "language", "xx", ProblemType.INVALID_VALUE);
    bad(event, people(3), 1, "ageState", "OLD", ProblemType.INVALID_VALUE);
    bad(event, people(3), 1, "alias", "a bell \u0007", ProblemType.INVALID_VALUE);
    List<Map<String, Object>> twice = people(3);
    bad(event, twice, 2, "id", twice.getFirst().get("id"), ProblemType.INVALID_VALUE);
    MainJob elsewhere = MainJob.aWomanAtTheCrossing().registered();
    bad(event, people(3), 1, "id", elsewhere.caseId, ProblemType.ALREADY_EXISTS);
    Refusals.refused(() -> register(VERA, event, people(101)), ProblemType.INVALID_VALUE, "lines");
    as(VERA).get("/v1/events/{id}", event).then().body("registered", equalTo(0));
  }

  @Test
  void sentAgainItIsAnsweredAgainAndALineIsRegisteredOnce() {
    UUID event = opened(null);
    List<Map<String, Object>> lines = people(4);
    UUID key = Ids.random();
    Map<String, Object> body = body(lines);
    Response first = send(VERA, event, key, body);
    Response again = send(VERA, event, key, body);
    assertThat(again.asString()).isEqualTo(first.asString());

    List<Map<String, Object>> more = new ArrayList<>(lines);
    more.addAll(people(2));
    long cases = cases();
    Response grown = register(VERA, event, more);
    grown
        .then()
        .statusCode(201)
        .body("lines.known", equalTo(List.of(true, true, true, true, false, false)))
        .body("lines.number", equalTo(List.of(1, 2, 3, 4, 5, 6)));
    assertThat(grown.<List<String>>path("lines.code").subList(0, 4))
        .isEqualTo(first.path("lines.code"));
    assertThat(cases()).isEqualTo(cases + 2);
    Refusals.refused(
        () -> register(MARKO, event, lines), ProblemType.ALREADY_EXISTS, "lines[0].id");
    UUID another = opened(null);
    Refusals.refused(
        () -> register(VERA, another, lines), ProblemType.ALREADY_EXISTS, "lines[3].id");
  }

  @Test
  void anEventIsOpenedOnceInItsCountryAndNotInTheFuture() {
    Map<String, Object> body = event(null);
    as(VERA).body(body).post("/v1/events").then().statusCode(201);
    Refusals.refused(
        () -> as(VERA).body(body).post("/v1/events"), ProblemType.ALREADY_EXISTS, "id");
    Refusals.refused(
        () -> as(VERA).body(event(ARTA)).post("/v1/events"),
        ProblemType.INVALID_VALUE,
        "leadOrganization");
    Map<String, Object> later = event(null);
    later.put("happenedAt", "2100-01-01T00:00:00Z");
    Refusals.refused(
        () -> as(VERA).body(later).post("/v1/events"), ProblemType.INVALID_VALUE, "happenedAt");
    as(MIRA).body(event(null)).post("/v1/events").then().statusCode(403);
    as(SANJA).body(event(null)).post("/v1/events").then().statusCode(201);
  }

  private static void bad(
      UUID event,
      List<Map<String, Object>> lines,
      int line,
      String field,
      @Nullable Object value,
      ProblemType type) {
    lines.get(line).put(field, value);
    Refusals.refused(() -> register(VERA, event, lines), type, "lines[" + line + "]." + field);
  }

  private static UUID opened(@Nullable Person lead) {
    Map<String, Object> body = event(lead);
    Response answer = as(VERA).body(body).post("/v1/events");
    answer.then().statusCode(201);
    assertThat(answer.<String>path("code")).startsWith("E-");
    return UUID.fromString(answer.path("id"));
  }

  private static Map<String, Object> event(@Nullable Person lead) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "id",
                Ids.random(),
                "kind",
                "VEHICLE",
                "place",
                "ME-BOZAJ",
                "happenedAt",
                MainJob.now(),
                "counted",
                PEOPLE));
    if (lead != null) {
      body.put("leadOrganization", lead.organization());
    }
    return body;
  }

  /** Every fourth speaks Bosnian and needs nobody, every fourth Turkish, the others Dari. */
  private static List<Map<String, Object>> people(int count) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> line =
          new HashMap<>(
              Map.of(
                  "id",
                  Ids.random(),
                  "ageState",
                  i % 5 == 0 ? "PRESUMED_CHILD" : "ADULT",
                  "placementSex",
                  i % 2 == 0 ? "WOMAN" : "MAN",
                  "language",
                  List.of("prs", "bs", "tr", "prs").get(i % 4),
                  "urgentNeeds",
                  Map.of(
                      "medical",
                      i % 7 == 0 ? "YES" : "NO",
                      "safety",
                      "UNKNOWN",
                      "pregnancy",
                      "UNKNOWN",
                      "childrenWithThePerson",
                      "NO",
                      "disability",
                      "UNKNOWN")));
      if (i % 4 == 1) {
        line.put("interpreterNeeded", "NO");
      }
      if (i == 0) {
        line.put("alias", ALIAS);
      }
      lines.add(line);
    }
    return lines;
  }

  private static Map<String, Object> body(List<Map<String, Object>> lines) {
    return Map.of(
        "deviceTime",
        MainJob.now(),
        "responsibleOrganization",
        MIRA.organization(),
        "lines",
        lines);
  }

  private static Response register(Person who, UUID event, List<Map<String, Object>> lines) {
    return send(who, event, Ids.random(), body(lines));
  }

  private static Response send(Person who, UUID event, UUID key, Map<String, Object> body) {
    return as(who)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/events/{id}/registrations", event);
  }

  private static List<String> codesSeen(Person who, UUID event) {
    List<String> codes = new ArrayList<>();
    String cursor = null;
    do {
      var request = as(who).queryParam("limit", 40);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      Response page = request.get("/v1/events/{id}/cases", event);
      page.then().statusCode(200);
      codes.addAll(page.path("entries.code"));
      cursor = page.path("next");
    } while (cursor != null);
    return codes;
  }

  private static long cases() {
    return Database.rows().getOrDefault("process.case_record", 0L);
  }
}
