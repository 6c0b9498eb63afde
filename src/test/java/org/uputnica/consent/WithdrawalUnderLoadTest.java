package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** She takes it back while the house is reading, and while it is accepting. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WithdrawalUnderLoadTest {
  private static final int READERS = 16;
  private static final int AFTERWARDS = 3;

  /** A machine that has more to do than it can answers so, and shows nothing either. */
  private static final int BUSY = 503;

  private EndedConsent woman;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void sheWasMet() {
    woman = new EndedConsent();
  }

  @Test
  void afterTheAcknowledgementNotOneMoreReadSucceeds() throws Exception {
    CountDownLatch everybodyReads = new CountDownLatch(READERS);
    AtomicBoolean acknowledged = new AtomicBoolean();
    List<Read> reads = new ArrayList<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<List<Read>>> running = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        running.add(readers.submit(() -> read(everybodyReads, acknowledged)));
      }
      everybodyReads.await();
      long begun = System.nanoTime();
      woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
      long ended = System.nanoTime();
      acknowledged.set(true);
      Log.infof(
          "withdrawal acknowledged after %d ms while %d read",
          TimeUnit.NANOSECONDS.toMillis(ended - begun), READERS);
      for (Future<List<Read>> each : running) {
        reads.addAll(each.get());
      }
    }
    assertThat(reads).filteredOn(it -> it.status() == 200).hasSizeGreaterThanOrEqualTo(READERS);
    assertThat(reads)
        .filteredOn(Read::begunAfterwards)
        .hasSizeGreaterThanOrEqualTo(READERS * AFTERWARDS)
        .allSatisfy(it -> assertThat(it.status()).isIn(404, BUSY));
    assertThat(reads).allSatisfy(it -> assertThat(it.status()).isIn(200, 404, 409, BUSY));

    // What was under way when she said it was decided before, or not at all.
    List<String> journal = woman.journal();
    int taken = journal.indexOf("consent-withdrawn");
    assertThat(journal.subList(0, taken))
        .filteredOn("disclosure-permitted"::equals)
        .hasSizeGreaterThanOrEqualTo(READERS);
    assertThat(journal.subList(taken, journal.size())).doesNotContain("disclosure-permitted");
    woman
        .recalls(MIRA)
        .body("recalls.size()", equalTo(1))
        .body("recalls[0].items", equalTo(List.of("NAME")));
  }

  @RepeatedTest(4)
  void aWithdrawalThatRacesWithAnAcceptanceWinsInTheEnd() throws Exception {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    Walk referral =
        job.referTo(MainJob.BREZA, "NAME")
            .step(VERA, "T020", Walk.SEND)
            .step(JELENA, "T022", Map.of());
    int withdrawn;
    Response accepted;
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      CountDownLatch start = new CountDownLatch(1);
      Future<Integer> taking = both.submit(at(start, () -> withdrawal(job).statusCode()));
      Future<Response> accepting =
          both.submit(at(start, () -> referral.tries(JELENA, "T024", Walk.ACCEPT)));
      start.countDown();
      withdrawn = taking.get();
      accepted = accepting.get();
    }
    assertThat(withdrawn).isEqualTo(201);
    if (accepted.statusCode() != 200) {
      String type = accepted.path("type");
      assertThat(Set.of("step-not-open", "guard-not-met", "consent-missing", "stale-revision"))
          .contains(type.substring(type.lastIndexOf('/') + 1));
    }
    referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    as(JELENA).get(referral.path + "/identity").then().statusCode(404);
  }

  private static Response withdrawal(MainJob job) {
    var back = job.said("CS-REF-SVC", "", JELENA);
    back.keySet().retainAll(Set.of("id", "scope", "recipient", "language", "contact"));
    back.put("deviceTime", Instant.now().toString());
    return as(VERA).body(back).post("/v1/cases/{id}/withdrawals", job.caseId);
  }

  private static <T> Callable<T> at(CountDownLatch start, Callable<T> work) {
    return () -> {
      start.await();
      return work.call();
    };
  }

  private List<Read> read(CountDownLatch everybodyReads, AtomicBoolean acknowledged)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + RestAssured.port + woman.referral.path + "/identity"))
            .header("Authorization", "Bearer " + Tokens.of(JELENA.username()))
            .build();
    List<Read> reads = new ArrayList<>();
    int afterwards = 0;
    while (afterwards < AFTERWARDS) {
      boolean after = acknowledged.get();
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (reads.isEmpty()) {
        everybodyReads.countDown();
      }
      reads.add(new Read(after, status));
      afterwards += after ? 1 : 0;
    }
    return reads;
  }

  /**
   * One read.
   *
   * @param begunAfterwards the withdrawal had been acknowledged before it was sent
   */
  private record Read(boolean begunAfterwards, int status) {}
}
