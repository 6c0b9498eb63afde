package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.inbox.TellingTest.choices;
import static org.uputnica.inbox.TellingTest.choose;
import static org.uputnica.inbox.TellingTest.isBehindTheMark;
import static org.uputnica.inbox.TellingTest.nothingOnItsWay;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.NADA;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * A copy of the service died after the other side had taken what it delivered, and before that was
 * kept: it comes once more, under the same id.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CrashedDeliveryTest {
  @Inject DispatchJob dispatch;
  @Inject DeliveryJob delivery;

  @ConfigProperty(name = "quarkus.mailer.port")
  int port;

  @Test
  void theLetterThatComesTwiceIsOneToAMailSystem() throws Exception {
    nothingOnItsWay();
    GreenMail post = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    post.start();
    try {
      choose(NADA, choices());
      onItsWay();
      Instant now = ClientKey.now();
      AtomicInteger hours = new AtomicInteger();
      // A mail server that is slow at first is asked again.
      until(() -> {
        delivery.deliver(now.plus(Duration.ofHours(hours.getAndIncrement())));
        return post.getReceivedMessages().length > 0;
      });
      nothingWasKept();
      until(() -> {
        delivery.deliver(now.plus(Duration.ofHours(hours.getAndIncrement())));
        return post.getReceivedMessages().length > 1;
      });
      Set<String> ids =
          Arrays.stream(post.getReceivedMessages())
              .map(CrashedDeliveryTest::id)
              .collect(Collectors.toSet());
      assertThat(ids).singleElement().asString().matches("<[0-9a-f-]{36}@node\\.example>");
    } finally {
      choose(NADA, choices("byMail", false));
      post.stop();
    }
  }

  @Test
  void theCallThatComesTwiceHasTheSameId() throws Exception {
    nothingOnItsWay();
    UUID id = Ids.random();
    try (Hook hook = new Hook()) {
      TellingTest.hook(hook, id).then().statusCode(201);
      onItsWay();
      Instant now = ClientKey.now();
      delivery.deliver(now);
      until(() -> !hook.calls().isEmpty());
      nothingWasKept();
      delivery.deliver(now);
      until(() -> hook.calls().size() > 1);
      assertThat(hook.calls().stream().map(Hook.Call::id).distinct()).hasSize(1);
      TellingTest.end(id);
    }
  }

  private void onItsWay() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    until(() -> {
      dispatch.dispatch();
      return isBehindTheMark(job);
    });
  }

  /** As the database is left by who died: the try is noted, its end is not, and it is due again. */
  private static void nothingWasKept() {
    until(() ->
        change(
                "update platform.delivery set due_at = now() - interval '1 hour', outcome = null,"
                    + " ended_at = null where outcome = 'DELIVERED'")
            > 0);
    change("update platform.inbox_reader set mailed_at = null");
  }

  private static int change(String statement) {
    try (Connection above = Database.connect();
        var sql = above.createStatement()) {
      return sql.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String id(MimeMessage letter) {
    try {
      return letter.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
