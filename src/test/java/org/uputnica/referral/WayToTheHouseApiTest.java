package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.referral.SilenceApiTest.dies;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.asGold;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** How she comes to the house: who is told, for how long, and that nothing of it is left behind. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WayToTheHouseApiTest {
  private static final String JASEN = "1e000000-0000-4000-8000-0000000a0501";

  @Inject Clock clock;
  @Inject DirectoryService directory;

  @BeforeEach
  void theHouseHasBedsAndAnAddress() {
    MainJob.free(3);
    long seen =
        Overdue.number(
            "select coalesce(max(revision), 0) from directory.house_address where service = '%s'"
                .formatted(MainJob.BREZA));
    as(JELENA)
        .header("If-Match", "\"" + seen + "\"")
        .body(Map.of("address", "Invented street 8"))
        .put("/v1/services/" + MainJob.BREZA + "/address")
        .then()
        .statusCode(200);
  }

  @Test
  void noKeptAnswerSaysHowSheComesAndWhoRepeatsIsToldItAsItIsThen() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Putka Izmisljena").registered();
    Walk referral = job.sentToBreza("NAME").step(JELENA, "T022", Map.of());
    UUID key = Ids.random();
    String seen = revision(referral.seenBy(JELENA));
    Response first = accepts(referral, key, seen);
    first.then().statusCode(200).body("state", equalTo("RF-ACC"));
    String word = first.path("codeWord");
    String place = first.path("meetingPlace");
    assertThat(word).isNotBlank();
    assertThat(place).isNotBlank();
    assertThat(kept(key)).contains("RF-ACC").doesNotContain(word, place, "codeWord", "companion");

    assertThat(accepts(referral, key, seen).asString()).isEqualTo(first.asString());
    referral.seenBy(VERA);
    referral
        .step(
            VERA,
            "A029",
            Map.of("companion", "OFFICER", "meeting-place", "ME-BOZAJ", "meeting-at", tomorrow()))
        .step(VERA, "T027", Map.of("companion", "OFFICER", "vehicle", "OFFICIAL_CAR"));
    accepts(referral, key, seen)
        .then()
        .statusCode(200)
        .body("state", equalTo("RF-ACC"))
        .body("companion", equalTo("OFFICER"))
        .body("meetAt", notNullValue())
        .body("codeWord", equalTo(word));

    referral.step(VERA, "A028", Map.of("handed-over-at", now()));
    referral.step(JELENA, "T028", Map.of("arrived-at", now(), "person-recognised", "true"));
    accepts(referral, key, seen).then().statusCode(200).body("codeWord", nullValue());
    referral.step(JELENA, "T030", Map.of("service-outcome", "COMPLETED"));
    accepts(referral, key, seen)
        .then()
        .statusCode(200)
        .body("meetingPlace", nullValue())
        .body("companion", nullValue());
  }

  @Test
  void itClosesWithHerYesAndOpensWithANewOne() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Putka Izmisljena").registered();
    Walk referral = onTheWay(job);
    String word = referral.seenBy(VERA).path("codeWord");
    said(job, "CR-REFUSED");
    closed(referral);
    said(job, "CR-GIVEN");
    referral
        .seenBy(JELENA)
        .then()
        .body("identityOpen", equalTo(true))
        .body("codeWord", notNullValue());
    assertThat(word).isNotBlank();
    assertThat(address(referral)).isEqualTo(200);
  }

  @Test
  void itClosesWithHerDeath() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Putka Izmisljena").registered();
    Walk referral = onTheWay(job);
    dies(job);
    closed(referral);
  }

  @Test
  void itClosesWhenSheIsErased() {
    MainJob job =
        MainJob.aWomanAtTheCrossing().named("Putka Izmisljena").registered().takenOver(MIRA);
    Walk referral = onTheWay(job);
    UUID erasure = Ids.random();
    as(MIRA)
        .body(Map.of("id", erasure, "reason", "PERSON_ASKED"))
        .post("/v1/cases/{id}/erasures", job.caseId)
        .then()
        .statusCode(201);
    asGold(TAMARA)
        .header("If-Match", "\"0\"")
        .body(Map.of("decision", "APPROVED"))
        .post("/v1/cases/{id}/erasures/{erasure}/decision", job.caseId, erasure)
        .then()
        .statusCode(200);
    closed(referral);
  }

  /** Another case may hold the one and wait for the other: both begin with the same. */
  @Test
  void thePlacesOfOneCaseAreGivenBackInOneOrder() throws SQLException {
    List<String> inOrder =
        Stream.of(MainJob.BREZA, JASEN).map(UUID::fromString).sorted().map(UUID::toString).toList();
    MainJob.free(PETAR, JASEN, 3);
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk first = job.referTo(inOrder.get(0));
    Walk second = job.referTo(inOrder.get(1)); // drafted last, so the first of the list
    holds(inOrder.get(0), first);
    holds(inOrder.get(1), second);
    CompletableFuture<Void> death;
    try (Connection other = Database.connect();
        Statement sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute(places(inOrder.get(0)));
      death = CompletableFuture.runAsync(() -> dies(job));
      Awaiting.until(() -> waits(sql));
      try (ResultSet row = sql.executeQuery(places(inOrder.get(1)) + " nowait")) {
        assertThat(row.next())
            .as("nothing of the second is held while the first is waited for")
            .isTrue();
      }
      other.rollback();
    }
    death.join();
    assertThat(
            Overdue.number(
                "select count(*) from directory.place_hold where state = 'RELEASED' and referral in ('%s', '%s')"
                    .formatted(first.id(), second.id())))
        .isEqualTo(2);
  }

  private void holds(String service, Walk referral) {
    Caller asking = Caller.service(new OrganizationId(MIRA.organization()), new CountryCode("ME"));
    boolean held =
        Callers.as(
            asking,
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() ->
                        directory.hold(
                            new ServiceId(UUID.fromString(service)),
                            new TrackId(referral.id()),
                            WantedPlaces.forPersons(1),
                            Set.of())));
    assertThat(held).isTrue();
  }

  private static String places(String service) {
    return "select 1 from directory.service_capacity where service = '%s' order by id for update"
        .formatted(service);
  }

  private static boolean waits(Statement sql) {
    try (ResultSet row =
        sql.executeQuery(
            "select count(*) > 0 from pg_locks l where not l.granted"
                + " and pg_backend_pid() = any (pg_blocking_pids(l.pid))")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Walk onTheWay(MainJob job) {
    Walk referral =
        job.sentToBreza("NAME")
            .step(JELENA, "T022", Map.of())
            .step(JELENA, "T024", ACCEPT)
            .step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
    assertThat(address(referral)).isEqualTo(200);
    referral.seenBy(VERA).then().body("codeWord", notNullValue());
    return referral;
  }

  private static void closed(Walk referral) {
    assertThat(address(referral)).isEqualTo(404);
    for (Person side : List.of(VERA, JELENA)) {
      referral
          .seenBy(side)
          .then()
          .body("state", equalTo("RF-MOVE"))
          .body("codeWord", nullValue())
          .body("identityOpen", equalTo(false));
    }
  }

  private static int address(Walk referral) {
    return as(VERA).get(referral.path + "/address?driving=true").statusCode();
  }

  /** In another meeting. */
  private void said(MainJob job, String status) {
    Map<String, Object> said = job.said("CS-REF-SVC", status, JELENA, "NAME");
    said.put("contact", Ids.random());
    said.put("deviceTime", clock.instant().toString());
    as(VERA).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  private static Response accepts(Walk referral, UUID key, String seen) {
    return as(JELENA)
        .header("Idempotency-Key", key)
        .header("If-Match", seen)
        .body(Map.of("step", "T024", "inputs", ACCEPT))
        .post(referral.path + "/steps");
  }

  private String kept(UUID key) {
    try (Connection above = Database.connect();
        ResultSet row =
            above
                .createStatement()
                .executeQuery(
                    "select convert_from(body, 'UTF8') from platform.idempotency where key = '%s'"
                        .formatted(key))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String tomorrow() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1) + "T10:00:00Z";
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
