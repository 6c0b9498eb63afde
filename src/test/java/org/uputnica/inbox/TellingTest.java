package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.text.Texts;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.ClientKey;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * What leaves the service, seen by a real mail server and a real receiver: that something waits,
 * once, to whom it concerns, and never of what.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TellingTest {
  private static final String CHOICES = "/v1/inbox/choices";
  private static final String ADDRESS = "nada@centre.example";

  @Inject DispatchJob dispatch;
  @Inject DeliveryJob delivery;

  @ConfigProperty(name = "quarkus.mailer.port")
  int port;

  private GreenMail post;

  @BeforeEach
  void open() {
    post = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    post.start();
  }

  @AfterEach
  void close() {
    choose(NADA, choices("byMail", false));
    post.stop();
  }

  static Map<String, Object> choices(Object... more) {
    Map<String, Object> wanted =
        new HashMap<>(
            Map.of(
                "kinds",
                List.of("NOTICE", "WORK", "WEBHOOK"),
                "byMail",
                true,
                "everyMinutes",
                15,
                "timeZone",
                "Etc/UTC",
                "urgentAlways",
                false,
                "language",
                "mk"));
    for (int i = 0; i < more.length; i += 2) {
      wanted.put((String) more[i], more[i + 1]);
    }
    if (Boolean.TRUE.equals(wanted.get("byMail"))) {
      wanted.put("mail", ADDRESS);
    }
    return wanted;
  }

  static void choose(Person who, Map<String, Object> choices) {
    as(who)
        .header("If-Match", revision(as(who).get(CHOICES)))
        .body(choices)
        .put(CHOICES)
        .then()
        .statusCode(200);
  }

  /** All that came is certain and on its way. */
  private void dispatched(MainJob job) {
    dispatched(dispatch, job);
  }

  static void dispatched(DispatchJob dispatch, MainJob job) {
    until(() -> {
      dispatch.dispatch();
      return isBehindTheMark(job);
    });
  }

  static boolean isBehindTheMark(MainJob job) {
    return number(
            "select count(*) from process.change c, platform.told_until t where c.kind = 'CASE'"
                + " and c.id = '%s' and c.transaction < t.transaction",
            job.caseId)
        > 0;
  }

  static long number(String query, UUID id) {
    return Long.parseLong(Database.read(query, id));
  }

  private void deliveredFrom(Instant due, int letters) {
    deliver(delivery, due, Duration.ofMinutes(1), () -> letters() >= letters);
    assertThat(letters()).isEqualTo(letters);
  }

  /**
   * Delivers by a clock that goes on with each round until it is so: what the service's own round
   * holds at that moment is left out of ours, and comes with a later one.
   */
  static void deliver(DeliveryJob delivery, Instant from, Duration step, BooleanSupplier reached) {
    AtomicReference<Instant> now = new AtomicReference<>(from);
    until(() -> {
      delivery.deliver(now.getAndUpdate(it -> it.plus(step)));
      return reached.getAsBoolean();
    });
  }

  private int letters() {
    return post.getReceivedMessages().length;
  }

  /** Nothing an earlier test has left is on its way, and no letter was ever sent. */
  static void nothingOnItsWay() throws SQLException {
    Database.run("delete from platform.delivery");
    Database.run("update platform.inbox_reader set mailed_at = null");
  }

  @Test
  void aLetterSaysThatSomethingWaitsAndNotOfWhat() throws Exception {
    nothingOnItsWay();
    choose(NADA, choices());
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    until(() -> letters() > 0);
    MimeMessage letter = post.getReceivedMessages()[0];
    Texts texts = new Texts();
    Locale language = Locale.forLanguageTag("mk");
    assertThat(letter.getSubject()).isEqualTo(texts.text("inbox", language, "letter.subject"));
    assertThat(letter.getContent().toString().strip())
        .isEqualToNormalizingNewlines(texts.text("inbox", language, "letter.body"));
    assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly(ADDRESS);
    assertThat(letter.getFrom()).extracting(Object::toString).containsExactly("desk@node.example");
    String whole = GreenMailUtil.getWholeMessage(letter).toLowerCase(Locale.ROOT);
    assertThat(whole)
        .doesNotContain(job.caseId.toString(), "izmisljena", "uputnica", "referral", "case");
    // the next one waits for the quarter of an hour
    MainJob next = MainJob.aWomanAtTheCrossing().registered();
    dispatched(next);
    Instant now = ClientKey.now();
    delivery.deliver(now);
    assertThat(letters()).isEqualTo(1);
    deliveredFrom(now.plus(Duration.ofMinutes(16)), 2);
    delivery.deliver(now.plus(Duration.ofHours(5)));
    assertThat(letters()).isEqualTo(2);
  }

  @Test
  void nothingIsSentInTheQuietHoursNorOfWhatWasSeenMeanwhile() throws Exception {
    nothingOnItsWay();
    Instant now = ClientKey.now();
    choose(NADA, quiet(now));
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    dispatched(job);
    delivery.deliver(now);
    assertThat(letters()).isZero();
    deliveredFrom(now.plus(Duration.ofHours(3)), 1);
    nothingOnItsWay();
    MainJob seen = MainJob.aWomanAtTheCrossing().registered();
    dispatched(seen);
    until(() -> {
      String upTo = as(NADA).get("/v1/inbox").path("entries[0].upTo");
      as(NADA).body(Map.of("upTo", upTo)).post("/v1/inbox/seen").then().statusCode(200);
      return as(NADA).get("/v1/inbox").<Boolean>path("entries[0].seen");
    });
    delivery.deliver(now.plus(Duration.ofHours(3)));
    assertThat(letters()).isEqualTo(1);
  }

  private static Map<String, Object> quiet(Instant now) {
    LocalTime time = now.atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    return choices(
        "quietFrom", time.minusHours(1).toString(), "quietTo", time.plusHours(2).toString());
  }

  @Test
  void sheIsNotToldOfACaseThatIsClosedToHer() throws Exception {
    nothingOnItsWay();
    Instant now = ClientKey.now();
    choose(NADA, quiet(now));
    MainJob job = MainJob.aWomanAtTheCrossing().registered().takenOver(MIRA);
    dispatched(job);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(
            Map.of(
                "id", Ids.random(),
                "account", as(NADA).get("/v1/me").path("account"),
                "reason", "RELATED"))
        .post("/v1/cases/{id}/conflicts", job.caseId)
        .then()
        .statusCode(201);
    delivery.deliver(now.plus(Duration.ofHours(3)));
    assertThat(letters()).isZero();
  }

  @Test
  void aMailServerThatIsAwayIsTriedAgainAndTheLetterComesOnce() throws Exception {
    nothingOnItsWay();
    post.stop();
    choose(NADA, choices());
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    dispatched(job);
    Instant now = ClientKey.now();
    delivery.deliver(now);
    open();
    deliveredFrom(now.plus(Duration.ofHours(2)), 1);
    delivery.deliver(now.plus(Duration.ofHours(4)));
    assertThat(letters()).isEqualTo(1);
  }

  static Response hook(Hook hook, UUID id) {
    return asGold(MIRA)
        .body(Map.of("id", id, "url", hook.url("/in?x=1"), "kinds", List.of("NOTICE", "WORK")))
        .post("/v1/webhooks");
  }

  static void end(UUID id) {
    as(MIRA)
        .header(
            "If-Match",
            "\""
                + as(MIRA)
                    .get("/v1/webhooks")
                    .<Integer>path("entries.find { it.id == '%s' }.revision".formatted(id))
                + "\"")
        .post("/v1/webhooks/{id}/end", id)
        .then()
        .statusCode(200);
  }
}
