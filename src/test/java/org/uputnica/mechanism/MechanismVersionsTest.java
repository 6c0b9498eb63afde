package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ADMIR;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.definition.MechanismLoader;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * A case runs on the version it started with; moving it to another is looked at before, asked for,
 * and carried out case by case.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MechanismVersionsTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final String MOVES = "/v1/mechanism-versions/moves";

  @Inject Mechanisms mechanisms;
  @Inject MechanismVersionService versions;
  @Inject MechanismSettings settings;
  @Inject Clock clock;

  /** A version in which follow-up needs no consent. */
  private String easier() {
    return kept("base/overall.yaml", "when: [consent-given: CS-POST], ", "");
  }

  /** A version that does not know the clock of a child's guardian. */
  private String withoutGuardianClock() {
    Map<String, String> texts = textsWith("base/overall.yaml", "starts: [DL-GUARD if child], ", "");
    texts.computeIfPresent(
        "base/overall.yaml", (name, text) -> text.replace(" stops: [DL-GUARD],", ""));
    String clocks = texts.getOrDefault("base/clocks.yaml", "");
    int row = clocks.indexOf("  - { code: DL-GUARD,");
    texts.put(
        "base/clocks.yaml",
        clocks.substring(0, row) + clocks.substring(clocks.indexOf("  - {", row + 1)));
    return kept(texts);
  }

  private static Map<String, String> textsWith(String file, String right, String other) {
    Map<String, String> texts = MechanismLoader.ofClasspath().textOf(Procedures.of("ME"));
    String text = texts.getOrDefault(file, "");
    assertThat(text).contains(right);
    texts.put(file, text.replace(right, other));
    return texts;
  }

  private String kept(String file, String right, String other) {
    return kept(textsWith(file, right, other));
  }

  private String kept(Map<String, String> texts) {
    Mechanism changed =
        Objects.requireNonNull(MechanismLoader.ofTexts(texts).countries().get("ME"));
    Callers.as(Caller.NODE, () -> versions.keep(ME, changed.version(), texts));
    return changed.version();
  }

  private String current() {
    return mechanisms.current(ME).version();
  }

  @Test
  void theCoordinatorAndTheOperatorSeeWhichVersionsRun() {
    MainJob.aWomanAtTheCrossing().registered();
    for (var person : List.of(SANJA, ADMIR)) {
      JsonPath list =
          as(person).get("/v1/mechanism-versions").then().statusCode(200).extract().jsonPath();
      assertThat(list.getString("current")).isNotBlank();
      assertThat(list.getList("findings")).isEmpty();
    }
    JsonPath list = as(SANJA).get("/v1/mechanism-versions").jsonPath();
    assertThat(list.getString("current")).isEqualTo(current());
    assertThat(list.getLong("versions.find { it.version == '%s' }.openCases".formatted(current())))
        .isPositive();
    as(MIRA).get("/v1/mechanism-versions").then().statusCode(403);
  }

  @Test
  void aCaseRunsOnItsOwnVersionOnEveryCopyAndAfterARestart() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    String other = easier();
    followUp(job).then().statusCode(409).body("type", endsWith("/problems/consent-missing"));
    move(current(), other);
    assertThat(version(job)).isEqualTo(other);
    assertThat(new Mechanisms(settings, versions, clock).find(ME, other)).isPresent();
    followUp(job).then().statusCode(200);
    MainJob later = MainJob.aWomanAtTheCrossing().registered();
    assertThat(version(later)).isEqualTo(current());
    followUp(later).then().statusCode(409);
  }

  @Test
  void aVersionAskedForBeforeItWasKeptIsFoundOnceItIs() {
    Map<String, String> texts =
        textsWith("base/overall.yaml", "label: found,", "label: seen again,");
    String version =
        Objects.requireNonNull(MechanismLoader.ofTexts(texts).countries().get("ME")).version();
    assertThat(mechanisms.find(ME, version)).isEmpty();
    assertThat(kept(texts)).isEqualTo(version);
    assertThat(mechanisms.of(ME, version).version()).isEqualTo(version);
  }

  @Test
  void whatCannotGoOverStaysAndIsNamed() {
    MainJob woman = MainJob.aWomanAtTheCrossing().registered();
    MainJob child = MainJob.aWomanAtTheCrossing().with("ageState", "CHILD").registered();
    String other = withoutGuardianClock();
    JsonPath preview =
        as(SANJA)
            .get(MOVES + "/preview?from={from}&to={to}", current(), other)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(preview.getBoolean("clocks.find { it.clock == 'DL-GUARD' }.gone")).isTrue();
    JsonPath staying = staying(current(), other, child);
    assertThat(staying.getList("obstacles.what")).containsExactly("CLOCK_GONE");
    assertThat(staying.getList("obstacles.code")).containsExactly("DL-GUARD");

    JsonPath move = move(current(), other);
    assertThat(move.getLong("moved")).isPositive();
    assertThat(move.getLong("stayed")).isPositive();
    assertThat(version(woman)).isEqualTo(other);
    assertThat(version(child)).isEqualTo(current());
    assertThat(journalled(woman, move.getString("id"))).isEqualTo(1);
    assertThat(journalled(child, move.getString("id"))).isZero();
    assertThat(staying(current(), other, child).getList("obstacles.what")).isNotEmpty();
  }

  @Test
  void thePreviewSaysWhichStepsChange() {
    MainJob.aWomanAtTheCrossing().registered();
    as(SANJA)
        .get(MOVES + "/preview?from={from}&to={to}", current(), easier())
        .then()
        .statusCode(200)
        .body("states.find { it.state == 'ST-ACTIVE' }.stepsChanged", hasItem("T074"))
        .body("states.find { it.state == 'ST-ACTIVE' }.stepsChanged", not(hasItem("T045")))
        .body("states.find { it.state == 'ST-ACTIVE' }.gone", equalTo(false));
  }

  @Test
  void whoHasSeenAnotherNumberLooksAgain() {
    MainJob.aWomanAtTheCrossing().registered();
    String other = easier();
    String seen = revision(preview(current(), other));
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    ask(current(), other, seen)
        .then()
        .statusCode(412)
        .body("type", endsWith("/problems/stale-revision"));
    assertThat(version(job)).isEqualTo(current());
  }

  @Test
  void askedTwiceItIsOneMove() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    String other = easier();
    String seen = revision(preview(current(), other));
    UUID key = Ids.random();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          as(SANJA)
              .header("Idempotency-Key", key)
              .header("If-Match", seen)
              .body(body(current(), other))
              .post(MOVES)
              .then()
              .statusCode(201)
              .extract()
              .path("id"));
    }
    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    finished(ids.getFirst());
    assertThat(journalled(job, ids.getFirst())).isEqualTo(1);
  }

  @Test
  void onlyTheCoordinatorMovesAndOnlyInHerCountry() {
    MainJob.aWomanAtTheCrossing().registered();
    String other = easier();
    for (var person : List.of(JELENA, MIRA, ADMIR)) {
      as(person)
          .get(MOVES + "/preview?from={from}&to={to}", current(), other)
          .then()
          .statusCode(403);
      as(person)
          .get(MOVES + "/staying?from={from}&to={to}", current(), other)
          .then()
          .statusCode(403);
      as(person)
          .header("If-Match", "\"0\"")
          .body(body(current(), other))
          .post(MOVES)
          .then()
          .statusCode(403);
    }
    as(ILIR)
        .get(MOVES + "/preview?from={from}&to={to}", current(), other)
        .then()
        .statusCode(404)
        .body("type", endsWith("/problems/not-found"));
    as(ILIR).get(MOVES + "/staying?from={from}&to={to}", current(), other).then().statusCode(404);
    as(ILIR)
        .header("If-Match", "\"0\"")
        .body(body(current(), other))
        .post(MOVES)
        .then()
        .statusCode(404);
    String move = move(current(), other).getString("id");
    as(ILIR).get(MOVES + "/{id}", move).then().statusCode(404);
  }

  @Test
  void aVersionNobodyHasSeenAndTheSameVersionAreRefused() {
    as(SANJA)
        .get(MOVES + "/preview?from={from}&to={to}", current(), "0123456789abcdef")
        .then()
        .statusCode(404);
    as(SANJA)
        .get(MOVES + "/preview?from={from}&to={to}", current(), current())
        .then()
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-value"));
  }

  private static Response preview(String from, String to) {
    return as(SANJA).get(MOVES + "/preview?from={from}&to={to}", from, to);
  }

  private static Map<String, String> body(String from, String to) {
    return Map.of("from", from, "to", to, "reason", "LAW_CHANGED");
  }

  private static Response ask(String from, String to, String seen) {
    return as(SANJA).header("If-Match", seen).body(body(from, to)).post(MOVES);
  }

  private static JsonPath move(String from, String to) {
    String id =
        ask(from, to, revision(preview(from, to))).then().statusCode(201).extract().path("id");
    return finished(id);
  }

  private static JsonPath finished(String id) {
    Awaiting.until(() -> as(SANJA).get(MOVES + "/{id}", id).path("finishedAt") != null);
    return as(SANJA).get(MOVES + "/{id}", id).then().statusCode(200).extract().jsonPath();
  }

  /** The entry of a case among those that stay, on whichever page it is. */
  private JsonPath staying(String from, String to, MainJob job) {
    String code = text("select code from process.case_record where id = ?", job.caseId);
    @Nullable String next = "";
    while (next != null) {
      JsonPath page =
          as(SANJA)
              .queryParam("limit", 100)
              .queryParams(next.isEmpty() ? Map.of() : Map.of("cursor", next))
              .get(MOVES + "/staying?from={from}&to={to}", from, to)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      if (page.get("entries.find { it.caseCode == '%s' }".formatted(code)) != null) {
        return page.setRootPath("entries.find { it.caseCode == '%s' }".formatted(code));
      }
      next = page.getString("next");
    }
    throw new AssertionError("the case does not stay");
  }

  private static Response followUp(MainJob job) {
    JsonPath steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId).jsonPath();
    String overall = "tracks.find { it.track == 'overall' }.";
    return as(MIRA)
        .header("If-Match", "\"" + steps.getLong(overall + "revision") + "\"")
        .body(Map.of("step", "T074", "inputs", Map.of()))
        .post("/v1/cases/{id}/tracks/{track}/steps", job.caseId, steps.getString(overall + "id"));
  }

  private static String version(MainJob job) {
    String own = text("select mechanism_version from process.case_record where id = ?", job.caseId);
    assertThat(
            text(
                "select string_agg(distinct mechanism_version, ' ') from process.track where case_id = ?",
                job.caseId))
        .isEqualTo(own);
    return own;
  }

  private static long journalled(MainJob job, String move) {
    return Long.parseLong(
        text(
            "select count(*)::text from audit.entry where action = 'case-moved-to-version' and subject = '%s' and case_id = ?"
                .formatted(move),
            job.caseId));
  }

  private static String text(String sql, UUID id) {
    try (Connection above = Database.connect();
        PreparedStatement select = above.prepareStatement(sql)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
