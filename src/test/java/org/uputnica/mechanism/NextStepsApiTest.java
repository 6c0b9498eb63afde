package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Stack;

/** What to do next in one case, in one call. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class NextStepsApiTest {
  private static final String IDENTIFICATION = "tracks.find { it.track == 'identification' }.";
  private static final String FILE = IDENTIFICATION + "closed.find { it.step == 'T005' }.";

  @Inject EntityManagerFactory factory;

  private static MainJob known() {
    return MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
  }

  private static Response next(MainJob job, String query) {
    Response answer = as(VERA).get("/v1/cases/{id}/next" + query, job.caseId);
    answer.then().statusCode(200);
    return answer;
  }

  @Test
  void oneCallSaysWhatIsOpenWhatIsNotAndWhoCanChangeIt() {
    MainJob job = known();
    next(job, "")
        .then()
        .body("tracks.track", containsInAnyOrder("assistance", "identification", "overall"))
        .body("place.done", hasItem("N03"))
        .body("place.ahead", hasItem("N08"))
        .body("tracks.open.flatten().findAll { it != null }.label", everyItem(notNullValue()))
        .body(FILE + "reasons.code", hasItem("consent-given"))
        .body(
            FILE + "reasons.find { it.code == 'consent-given' }.who",
            contains("R-FRONT@owner", "R-CASE@owner"));
    String step = IDENTIFICATION + "steps.find { it.step == 'T005' }.";
    as(VERA)
        .get("/v1/cases/{id}/steps?schemas=true", job.caseId)
        .then()
        .statusCode(200)
        .body(
            step + "reasons.find { it.code == 'consent-given' }.remedies.operation",
            contains("recordConsent"))
        .body(step + "schema.additionalProperties", equalTo(false));
    as(JELENA).get("/v1/cases/{id}/next", job.caseId).then().statusCode(404);
  }

  @Test
  void withoutLabelsItIsSmall() {
    MainJob job = known();
    Response bare = next(job, "?labels=false");
    bare.then()
        .body("tracks.label", everyItem(nullValue()))
        .body(
            "tracks.closed.flatten().findAll { it != null }.reasons.flatten().text",
            everyItem(nullValue()));
    int plain = bare.asByteArray().length;
    assertThat(plain).isLessThan(8_000).isLessThan(next(job, "").asByteArray().length);
  }

  @Test
  void moreRunsTakeNoMoreStatements() {
    MainJob job = known();
    job.referTo(MainJob.BREZA, "NAME");
    long one = statements(job);
    for (int i = 0; i < 4; i++) {
      job.referTo(MainJob.BREZA, "NAME");
    }
    next(job, "").then().body("tracks.findAll { it.track == 'referral' }.size()", equalTo(5));
    assertThat(one).isPositive();
    assertThat(statements(job)).isEqualTo(one);
  }

  /** The case, its runs, what the step writes, and its line on the work list. */
  @Test
  void aStepReadsNothingTwiceHoweverManyRunsThereAre() {
    MainJob job = known();
    assertThat(statementsOfAStep(job)).isEqualTo(6);
    job.referTo(MainJob.BREZA, "NAME");
    job.referTo(MainJob.BREZA, "NAME");
    assertThat(statementsOfAStep(job)).isEqualTo(6);
  }

  /** The least of some, here and below: a clock may be told of meanwhile. */
  private long statementsOfAStep(MainJob job) {
    Map<String, Object> held =
        Map.of("held-since", DAY, "held-ground", "OTHER", "lawyer-called", "true");
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      Runs.run(MIRA, job, "overall").step(MIRA, "A012", held);
      MainJob.Walk released = Runs.run(MIRA, job, "overall");
      least =
          Math.min(least, counted(() -> released.step(MIRA, "A013", Map.of("released-on", DAY))));
    }
    return least;
  }

  /** Statements of the mapper for one call; what goes past it takes sets by its signature. */
  private long statements(MainJob job) {
    next(job, "");
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      least = Math.min(least, counted(() -> next(job, "")));
    }
    return least;
  }

  private long counted(Runnable call) {
    Statistics counted = factory.unwrap(SessionFactory.class).getStatistics();
    counted.setStatisticsEnabled(true);
    try {
      counted.clear();
      call.run();
      return counted.getPrepareStatementCount();
    } finally {
      counted.setStatisticsEnabled(false);
    }
  }

  @Test
  void aNoIsShownAsANo() {
    MainJob job = known();
    job.says(VERA, "CS-NRM", "CR-REFUSED", null).then().statusCode(201);
    next(job, "")
        .then()
        .body(FILE + "reasons.code", hasItem("consent-refused"))
        .body(FILE + "reasons.code", not(hasItem("consent-given")));
  }

  @Test
  void theTimeOfADeviceIsRefusedWithWhatIsWrong() {
    MainJob job = known();
    Response steps = next(job, "?labels=false");
    String track = steps.path(IDENTIFICATION + "id");
    Integer revision = steps.path(IDENTIFICATION + "revision");
    Instant now = Instant.now();
    refusesStep(job, track, revision, now.plus(Duration.ofHours(2)), "device-time-ahead");
    refusesStep(job, track, revision, now.minus(Duration.ofDays(3)), "device-time-before-the-case");
    MainJob.aWomanAtTheCrossing()
        .with("deviceTime", now.minus(Duration.ofDays(4000)).toString())
        .register()
        .then()
        .statusCode(400)
        .body("errors.code", contains("device-time-too-late"));
  }

  private static void refusesStep(
      MainJob job, String track, Integer revision, Instant claimed, String code) {
    as(MIRA)
        .header("If-Match", "\"" + revision + "\"")
        .body(Map.of("step", "T005", "deviceTime", claimed.toString()))
        .post("/v1/cases/{id}/tracks/{track}/steps", job.caseId, track)
        .then()
        .statusCode(400)
        .body("type", endsWith("/invalid-value"))
        .body("errors.code", contains(code))
        .body("errors[0].allowed.size()", equalTo(2));
  }
}
