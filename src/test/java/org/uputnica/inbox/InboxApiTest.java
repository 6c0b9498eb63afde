package org.uputnica.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.BOJAN;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The inbox of an account, what it chooses, and the webhooks of its house. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class InboxApiTest {
  private static final String INBOX = "/v1/inbox";
  private static final String CHOICES = "/v1/inbox/choices";
  private static final String WEBHOOKS = "/v1/webhooks";

  private static UUID overall(MainJob job) {
    return UUID.fromString(
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'overall' }.id"));
  }

  private static Map<String, Object> choices() {
    return new HashMap<>(
        Map.of(
            "kinds",
            List.of("NOTICE", "WORK"),
            "byMail",
            false,
            "everyMinutes",
            30,
            "timeZone",
            "Europe/Podgorica",
            "urgentAlways",
            false,
            "language",
            "cnr"));
  }

  private static Response choose(Person who, Map<String, Object> choices) {
    return as(who).header("If-Match", revision(as(who).get(CHOICES))).body(choices).put(CHOICES);
  }

  @Test
  void whatCameStandsOnTopAndIsSeenOnceItIsMarked() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    UUID overall = overall(job);
    String entry = "entries.find { it.id == '%s' }".formatted(overall);
    Response page = as(NADA).get(INBOX);
    page.then().statusCode(200).body(entry + ".kind", equalTo("WORK"));
    as(NADA).get(INBOX).then().body(entry + ".seen", equalTo(false));
    String upTo = page.path(entry + ".upTo");
    as(NADA).body(Map.of("upTo", upTo)).post(INBOX + "/seen").then().statusCode(200);
    until(() ->
        as(NADA).get(INBOX).<Boolean>path(entry + ".seen")
            || as(NADA)
                    .body(Map.of("upTo", as(NADA).get(INBOX).<String>path(entry + ".upTo")))
                    .post(INBOX + "/seen")
                    .statusCode()
                != 200);
    // her colleague's is her own; another house has nothing of it
    as(JELENA)
        .get(INBOX)
        .then()
        .statusCode(200)
        .body("entries.id", not(hasItem(overall.toString())));
    as(ILIR).get(INBOX).then().statusCode(200).body("entries.id", not(hasItem(overall.toString())));
    MainJob later = MainJob.aWomanAtTheCrossing().registered();
    as(NADA)
        .get(INBOX)
        .then()
        .body("entries[0].id", notNullValue())
        .body("entries.find { it.id == '%s' }.seen".formatted(overall(later)), equalTo(false));
  }

  @Test
  void aPageGoesOnWhereItEndedAndShowsNothingTwice() {
    for (int i = 0; i < 3; i++) {
      MainJob.aWomanAtTheCrossing().registered();
    }
    Response first = as(MIRA).get(INBOX + "?limit=2");
    first.then().statusCode(200).body("entries.size()", equalTo(2)).body("next", notNullValue());
    Response second = as(MIRA).get(INBOX + "?limit=2&cursor=" + first.path("next"));
    second.then().statusCode(200);
    assertThat(second.<List<String>>path("entries.id"))
        .doesNotContainAnyElementsOf(first.<List<String>>path("entries.id"));
    as(MIRA)
        .get(INBOX + "?cursor=" + as(MIRA).get("/v1/changes").<String>path("cursor"))
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    as(MIRA)
        .body(Map.of("upTo", "xyz"))
        .post(INBOX + "/seen")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    as(ZORAN).get(INBOX).then().statusCode(403);
  }

  @Test
  void whatSheChoosesIsHersAndItsAddressIsShownToNobody() throws SQLException {
    String address = "dragan@centre.example";
    Map<String, Object> wanted = choices();
    wanted.put("byMail", true);
    wanted.put("mail", address);
    wanted.put("quietFrom", "22:00");
    wanted.put("quietTo", "06:00");
    Response chosen = choose(DRAGAN, wanted);
    chosen
        .then()
        .statusCode(200)
        .body("byMail", equalTo(true))
        .body("mailKept", equalTo(true))
        .body("quietFrom", equalTo("22:00"))
        .body("quietTo", equalTo("06:00"));
    assertThat(chosen.asString()).doesNotContain(address);
    assertThat(kept("select mail from platform.inbox_reader where mail is not null"))
        .doesNotContain(address)
        .contains(".");
    assertThat(kept("select convert_from(body, 'UTF8') from platform.idempotency"))
        .doesNotContain(address);
    as(DRAGAN)
        .header("If-Match", "\"0\"")
        .body(wanted)
        .put(CHOICES)
        .then()
        .statusCode(412)
        .body("type", equalTo("/problems/stale-revision"));
    // the one that is kept stays until no letters are wanted any more
    wanted.remove("mail");
    choose(DRAGAN, wanted).then().statusCode(200).body("mailKept", equalTo(true));
    wanted.put("byMail", false);
    choose(DRAGAN, wanted).then().statusCode(200).body("mailKept", equalTo(false));
    wanted.put("byMail", true);
    choose(DRAGAN, wanted)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/missing-field"))
        .body("errors[0].field", equalTo("mail"));
    as(NADA).get(CHOICES).then().statusCode(200).body("everyMinutes", not(equalTo(30)));
  }

  @Test
  void choicesThatMeanNothingAreRefused() {
    refused("quietFrom", "22:00", "/problems/missing-field");
    refused("timeZone", "Europe/Atlantis", "/problems/invalid-value");
    refused("language", "ar", "/problems/invalid-value");
    refused("everyMinutes", 5, "/problems/invalid-value");
    refused("mail", "no address", "/problems/invalid-value");
    refused("quietFrom", "25:00", "/problems/invalid-value");
  }

  private static void refused(String field, Object value, String problem) {
    Map<String, Object> wanted = choices();
    wanted.put(field, value);
    choose(PETAR, wanted).then().statusCode(400).body("type", equalTo(problem));
  }

  @Test
  void aWebhookShowsItsSecretOnceAndEndsForGood() throws SQLException {
    UUID id = Ids.random();
    UUID key = Ids.random();
    Map<String, Object> wanted =
        Map.of("id", id, "url", "https://1.1.1.1/hook", "kinds", List.of("WORK"));
    as(SANJA)
        .body(wanted)
        .post(WEBHOOKS)
        .then()
        .statusCode(401)
        .body("type", equalTo("/problems/step-up-needed"));
    Response added = asGold(SANJA).header("Idempotency-Key", key).body(wanted).post(WEBHOOKS);
    added
        .then()
        .statusCode(201)
        .body("secret", startsWith("whsec_"))
        .body("state", equalTo("ACTIVE"));
    asGold(SANJA)
        .header("Idempotency-Key", key)
        .body(wanted)
        .post(WEBHOOKS)
        .then()
        .statusCode(201)
        .body("secret", nullValue());
    String secret = added.<String>path("secret").substring("whsec_".length());
    assertThat(kept("select secret from platform.webhook where secret is not null"))
        .doesNotContain(secret);
    assertThat(kept("select convert_from(body, 'UTF8') from platform.idempotency"))
        .doesNotContain(secret);
    asGold(SANJA)
        .body(wanted)
        .post(WEBHOOKS)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/already-exists"));
    as(SANJA)
        .get(WEBHOOKS)
        .then()
        .statusCode(200)
        .body("entries.find { it.id == '%s' }.secret".formatted(id), nullValue());
    as(MIRA).get(WEBHOOKS).then().statusCode(200).body("entries.id", not(hasItem(id.toString())));
    as(MIRA).header("If-Match", "\"1\"").post(WEBHOOKS + "/{id}/end", id).then().statusCode(404);
    as(SANJA).header("If-Match", "\"7\"").post(WEBHOOKS + "/{id}/end", id).then().statusCode(412);
    Response ended = as(SANJA).header("If-Match", "\"1\"").post(WEBHOOKS + "/{id}/end", id);
    ended.then().statusCode(200).body("state", equalTo("ENDED"));
    as(SANJA)
        .header("If-Match", revision(ended))
        .post(WEBHOOKS + "/{id}/end", id)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/step-not-open"));
    as(TAMARA).get(WEBHOOKS).then().statusCode(403);
  }

  /** Whoever has an inbox in a house may have the house's own system called. */
  @Test
  void theFrontLineAndLegalAidAddOneForTheirOwnDesks() {
    for (Person who : List.of(VERA, BOJAN)) {
      UUID id = Ids.random();
      Response added =
          asGold(who)
              .body(Map.of("id", id, "url", "https://1.1.1.1/hook", "kinds", List.of("WORK")))
              .post(WEBHOOKS);
      added.then().statusCode(201).body("secret", startsWith("whsec_"));
      as(who)
          .header("If-Match", revision(added))
          .post(WEBHOOKS + "/{id}/end", id)
          .then()
          .statusCode(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://desk.example/hook",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest",
        "https://[::1]/hook",
        "https://localhost/hook",
        "https://2130706433/hook",
        "https://user@1.1.1.1/hook",
        "https://nowhere.invalid/hook",
        "no address at all"
      })
  void aWebhookLeadsToThePublicInternetOrNowhere(String url) {
    asGold(SANJA)
        .body(Map.of("id", Ids.random(), "url", url, "kinds", List.of("WORK")))
        .post(WEBHOOKS)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/target-refused"));
  }

  @Test
  void aHouseHasFiveWebhooksAndNoMore() {
    List<UUID> ids = java.util.stream.Stream.generate(Ids::random).limit(6).toList();
    try {
      for (UUID id : ids.subList(0, 5)) {
        webhook(PETAR, id).then().statusCode(201);
      }
      webhook(PETAR, ids.getLast())
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/rule-broken"));
    } finally {
      ids.forEach(id -> as(PETAR).header("If-Match", "\"1\"").post(WEBHOOKS + "/{id}/end", id));
    }
    webhook(PETAR, ids.getLast()).then().statusCode(201);
    as(PETAR).header("If-Match", "\"1\"").post(WEBHOOKS + "/{id}/end", ids.getLast());
  }

  private static Response webhook(Person who, UUID id) {
    return asGold(who)
        .body(Map.of("id", id, "url", "https://1.1.1.1/hook", "kinds", List.of("WEBHOOK")))
        .post(WEBHOOKS);
  }

  /** Everything a query finds, from above. */
  private static String kept(String query) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection above = Database.connect();
        Statement sql = above.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        all.append(row.getString(1)).append('\n');
      }
    }
    return all.toString();
  }
}
