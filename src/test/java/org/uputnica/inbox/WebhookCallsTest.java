package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.uputnica.inbox.domain.WebhookSecret;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Stack;

/**
 * The calls to another system: again and again until it takes them, once in effect, and no more
 * when it stays away.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WebhookCallsTest {
  @Inject DispatchJob dispatch;
  @Inject DeliveryJob delivery;

  @Test
  void aReceiverThatIsDownForHoursIsCalledAgainWithTheSameIdUntilItTakesIt() throws Exception {
    TellingTest.nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      hook.answers(503);
      Response added = TellingTest.hook(hook, id);
      added.then().statusCode(201);
      MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
      until(() -> !hook.calls().isEmpty());
      Instant now = ClientKey.now();
      Duration hour = Duration.ofHours(1);
      TellingTest.deliver(delivery, now.plus(hour), hour, () -> hook.calls().size() >= 5);
      hook.answers(204);
      TellingTest.deliver(delivery, now.plus(Duration.ofHours(12)), hour, () -> isTaken(id));
      int taken = hook.calls().size();
      delivery.deliver(now.plus(Duration.ofHours(48)));
      assertThat(hook.calls()).hasSize(taken).hasSizeGreaterThanOrEqualTo(6);
      assertThat(hook.calls().stream().map(Hook.Call::id).distinct()).hasSize(1);
      WebhookSecret secret =
          new WebhookSecret(
              Base64.getDecoder()
                  .decode(added.<String>path("secret").substring("whsec_".length())));
      for (Hook.Call call : hook.calls()) {
        assertThat(call.path()).isEqualTo("/in?x=1");
        assertThat(call.body()).isEqualTo("{\"id\":\"" + call.id() + "\"}");
        assertThat(call.signature())
            .isEqualTo(
                secret.sign(
                    call.id(),
                    Instant.ofEpochSecond(Long.parseLong(call.timestamp())),
                    call.body()));
        assertThat(call.all().toLowerCase(Locale.ROOT))
            .doesNotContain(job.caseId.toString(), "izmisljena", "uputnica", "work", "notice");
      }
      TellingTest.end(id);
      MainJob after = MainJob.aWomanAtTheCrossing().registered();
      TellingTest.dispatched(dispatch, after);
      delivery.deliver(now.plus(Duration.ofHours(48)));
      assertThat(hook.calls()).hasSize(taken);
    }
  }

  /** As several copies of the service do: each works off what is there, at the same moment. */
  @Test
  void whatSeveralCopiesCouldDeliverIsDeliveredOnce() throws Exception {
    TellingTest.nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      TellingTest.hook(hook, id).then().statusCode(201);
      MainJob job = MainJob.aWomanAtTheCrossing().registered();
      Instant now = ClientKey.now();
      try (ExecutorService copies = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int copy = 0; copy < 6; copy++) {
          copies.execute(() -> {
            TellingTest.dispatched(dispatch, job);
            delivery.deliver(now.plus(Duration.ofMinutes(1)));
          });
        }
      }
      until(() -> !hook.calls().isEmpty());
      assertThat(hook.calls().stream().map(Hook.Call::id)).doesNotHaveDuplicates();
      assertThat(
              TellingTest.number(
                  "select count(*) from platform.delivery where webhook = '%s' and (outcome is null or outcome = 'GIVEN_UP')",
                  id))
          .isZero();
      assertThat(
              TellingTest.number(
                  "select sum(tries) from platform.delivery where webhook = '%s'", id))
          .isEqualTo(hook.calls().size());
      TellingTest.end(id);
    }
  }

  @Test
  void aReceiverThatStaysDownIsGivenUpAndItsDesksAreToldAndNobodyElse() throws Exception {
    TellingTest.nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      hook.answers(302);
      TellingTest.hook(hook, id).then().statusCode(201);
      MainJob job = MainJob.aWomanAtTheCrossing().registered();
      TellingTest.dispatched(dispatch, job);
      Instant now = ClientKey.now();
      String entry = "entries.find { it.id == '%s' }".formatted(id);
      TellingTest.deliver(
          delivery,
          now.plus(Duration.ofDays(4)),
          Duration.ofHours(1),
          () -> "GIVEN_UP".equals(as(MIRA).get("/v1/webhooks").path(entry + ".state")));
      assertThat(hook.calls()).allMatch(it -> it.path().equals("/in?x=1"));
      until(() -> "WEBHOOK".equals(as(NADA).get("/v1/inbox").path(entry + ".kind")));
      as(JELENA).get("/v1/inbox").then().body("entries.id", not(hasItem(id.toString())));
      int calls = hook.calls().size();
      MainJob after = MainJob.aWomanAtTheCrossing().registered();
      TellingTest.dispatched(dispatch, after);
      delivery.deliver(now.plus(Duration.ofDays(5)));
      assertThat(hook.calls()).hasSize(calls);
      TellingTest.end(id);
      as(NADA).get("/v1/inbox").then().body(entry, nullValue());
    }
  }

  @Test
  void aReceiverThatSaysItIsGoneIsGivenUpAtOnce() throws Exception {
    TellingTest.nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      hook.answers(410);
      TellingTest.hook(hook, id).then().statusCode(201);
      MainJob.aWomanAtTheCrossing().registered();
      until(() ->
          "GIVEN_UP"
              .equals(
                  as(MIRA)
                      .get("/v1/webhooks")
                      .path("entries.find { it.id == '%s' }.state".formatted(id))));
      assertThat(hook.calls()).hasSize(1);
      TellingTest.end(id);
    }
  }

  private static boolean isTaken(UUID webhook) {
    return TellingTest.number(
            "select count(*) from platform.delivery where webhook = '%s' and outcome = 'DELIVERED'",
            webhook)
        > 0;
  }
}
