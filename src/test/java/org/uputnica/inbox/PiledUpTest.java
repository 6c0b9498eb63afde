package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Awaiting.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Stack;

/** Many things come while a receiver is down; that something waits is said once. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PiledUpTest {
  @Inject DispatchJob dispatch;
  @Inject DeliveryJob delivery;

  @Test
  void whatPiledUpWhileAReceiverWasDownIsToldWithOneCall() throws Exception {
    TellingTest.nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      hook.answers(503);
      TellingTest.hook(hook, id).then().statusCode(201);
      for (int i = 0; i < 3; i++) {
        int before = hook.calls().size();
        MainJob job = MainJob.aWomanAtTheCrossing().registered();
        until(() -> {
          dispatch.dispatch();
          return TellingTest.isBehindTheMark(job);
        });
        until(() -> hook.calls().size() > before);
      }
      String open =
          "select count(*) from platform.delivery where webhook = '%s' and outcome is null";
      assertThat(TellingTest.number(open, id)).isGreaterThan(1);
      hook.answers(204);
      int before = hook.calls().size();
      Instant later = ClientKey.now().plus(Duration.ofHours(5));
      TellingTest.deliver(
          delivery, later, Duration.ofMinutes(1), () -> TellingTest.number(open, id) == 0);
      assertThat(hook.calls()).hasSize(before + 1);
      TellingTest.end(id);
    }
  }
}
