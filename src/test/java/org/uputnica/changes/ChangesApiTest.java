package org.uputnica.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Awaiting.until;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NADA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.As;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What a device is told that was away. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ChangesApiTest {
  @Inject DataSource dataSource;
  @Inject ChangeSettings settings;

  private static long revision(Person who, UUID caseId) {
    return Long.parseLong(As.revision(as(who).get("/v1/cases/{id}", caseId)).replace("\"", ""));
  }

  private static UUID run(MainJob job, String track) {
    return UUID.fromString(
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == '%s' }.id".formatted(track)));
  }

  @Test
  void theFirstAnswerGivesACursorAndNothingElse() {
    as(MIRA)
        .get("/v1/changes")
        .then()
        .statusCode(200)
        .body("changed", empty())
        .body("gone", empty())
        .body("more", equalTo(false));
  }

  @Test
  void aNewCaseIsToldToWhomItShowsAndToNobodyElse() {
    ChangeReader mira = new ChangeReader(MIRA);
    ChangeReader sanja = new ChangeReader(SANJA);
    ChangeReader tamara = new ChangeReader(TAMARA);
    List<ChangeReader> strangers =
        List.of(new ChangeReader(JELENA), new ChangeReader(ILIR), new ChangeReader(IVANA));
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    UUID overall = run(job, "overall");
    until(() -> mira.read().knows("CASE", job.caseId));
    assertThat(mira.revision("CASE", job.caseId)).isEqualTo(revision(MIRA, job.caseId));
    assertThat(mira.knows("TRACK", overall)).isTrue();
    assertThat(mira.knows("WORK", overall)).isTrue();
    until(() -> sanja.read().knows("CASE", job.caseId));
    tamara.read();
    assertThat(tamara.heardOf(job.caseId)).isFalse();
    strangers.forEach(it -> {
      assertThat(it.read().heardOf(job.caseId)).isFalse();
      assertThat(it.heardOf(overall)).isFalse();
    });
  }

  @Test
  void aReferralIsToldToTheHouseOnceItIsSentAndItsLineGoesWhenItIsDeclined() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    ChangeReader jelena = new ChangeReader(JELENA);
    ChangeReader vera = new ChangeReader(VERA);
    ChangeReader ana = new ChangeReader(ANA);
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    until(() -> vera.read().knows("REFERRAL", referral.id()));
    assertThat(jelena.read().heardOf(referral.id())).isFalse();
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    until(() -> jelena.read().knows("REFERRAL", referral.id()));
    assertThat(jelena.knows("WORK", referral.id())).isTrue();
    assertThat(jelena.revision("REFERRAL", referral.id())).isEqualTo(2L);
    assertThat(jelena.heardOf(job.caseId)).isFalse();
    referral.step(JELENA, "T022", Map.of());
    referral.step(
        JELENA, "T026", Map.of("decline-reason", "DC-FULL", "no-alternative-known", "true"));
    until(() -> jelena.read().lost("WORK", referral.id()));
    assertThat(jelena.revision("REFERRAL", referral.id())).isEqualTo(4L);
    assertThat(ana.read().heardOf(referral.id())).isFalse();
  }

  @Test
  void aHouseThatAcceptsIsToldOfTheCaseAndOfItsRuns() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    UUID overall = run(job, "overall");
    ChangeReader jelena = new ChangeReader(JELENA);
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.accepted();
    until(() -> jelena.read().knows("CASE", job.caseId));
    assertThat(jelena.knows("TRACK", overall)).isTrue();
  }

  @Test
  void whatAConflictHidesIsGoneForHerAndForNobodyElse() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered().takenOver(MIRA);
    UUID overall = run(job, "overall");
    ChangeReader nada = new ChangeReader(NADA);
    ChangeReader mira = new ChangeReader(MIRA);
    ChangeReader jelena = new ChangeReader(JELENA);
    String account = as(NADA).get("/v1/me").path("account");
    Response closed =
        as(MIRA)
            .header("If-Match", As.revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
            .body(Map.of("id", Ids.random(), "account", account, "reason", "RELATED"))
            .post("/v1/cases/{id}/conflicts", job.caseId);
    closed.then().statusCode(201);
    until(() -> nada.read().lost("CASE", job.caseId));
    assertThat(nada.lost("TRACK", overall)).isTrue();
    assertThat(nada.lost("WORK", overall)).isTrue();
    mira.read();
    assertThat(mira.lost("CASE", job.caseId)).isFalse();
    assertThat(jelena.read().heardOf(job.caseId)).isFalse();
    as(MIRA)
        .header("If-Match", As.revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .post("/v1/cases/{id}/conflicts/{conflict}/end", job.caseId, closed.<String>path("id"))
        .then()
        .statusCode(200);
    until(() -> nada.read().knows("CASE", job.caseId));
    assertThat(nada.knows("TRACK", overall)).isTrue();
  }

  @Test
  void aCursorOfSomebodyElseOrOfAnotherTimeBeginsAnew() {
    String cursor = new ChangeReader(MIRA).cursor();
    anew(VERA, cursor);
    anew(NADA, cursor);
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
    anew(MIRA, with(parts, 2, "00000FFF"));
    anew(MIRA, with(parts, 3, Instant.now().minus(Duration.ofDays(31)).toString()));
    anew(MIRA, with(parts, 4, "9000000000000000000"));
    as(MIRA)
        .get("/v1/changes?since=" + with(parts, 3, "yesterday"))
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    as(MIRA)
        .get("/v1/changes?since=xyz")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    as(ZORAN).get("/v1/changes").then().statusCode(403);
  }

  private static String with(String[] parts, int at, String value) {
    String[] other = parts.clone();
    other[at] = value;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("\n", other).getBytes(StandardCharsets.UTF_8));
  }

  private static void anew(Person who, String cursor) {
    as(who)
        .get("/v1/changes?since=" + cursor)
        .then()
        .statusCode(410)
        .body("type", equalTo("/problems/begin-anew"));
  }

  @Test
  void oldChangesAreForgottenADayAfterTheirCursorsEnd() throws SQLException {
    Instant now = Instant.parse("2031-05-01T00:00:00Z");
    UUID old = Ids.random();
    UUID young = Ids.random();
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute(
          "insert into process.change (reader, kind, id, country, changed_at) values"
              + " ('@test', 'CASE', '%s', 'ME', '2031-03-30'), ('@test', 'CASE', '%s', 'ME', '2031-03-31 12:00Z')"
                  .formatted(old, young));
      new ChangeForgettingJob(dataSource, settings, Clock.fixed(now, ZoneOffset.UTC)).forget();
      try (ResultSet left =
          sql.executeQuery("select id from process.change where reader = '@test'")) {
        assertThat(left.next()).isTrue();
        assertThat(left.getObject(1, UUID.class)).isEqualTo(young);
        assertThat(left.next()).isFalse();
      }
      sql.execute("delete from process.change where reader = '@test'");
    }
  }
}
