package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.received;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.crossborder.CrossborderApiTest.until;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.domain.AgreementEnds;
import org.uputnica.directory.DirectoryService;
import org.uputnica.mechanism.MechanismVersionService;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.OlderVersion;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** A country leaves an agreement while requests run (domain 2.5, scenario 20). */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(AgreementApiTest.OwnFiles.class)
class AgreementApiTest {
  @Inject MechanismVersionService versions;
  @Inject Mechanisms mechanisms;
  @Inject DirectoryService directory;
  @Inject AgreementEnds ends;

  private static final Path FILES = Path.of("target/agreement-files/countries");
  private static final Path SHIPPED = Path.of("src/main/resources/mechanisms/countries");
  private static final String SAID = "partner: AL, year: 2014, state: IN_FORCE";
  private static final String GROUND = "partner: AL, ground: CONSENT";
  private static final String ALBANIA = "contactPoints.find { it.country == 'AL' }";
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @AfterEach
  void restore() {
    write(SAID);
  }

  @Test
  void openRequestsGoOnOrStopAndNothingNewIsSent() throws SQLException {
    untilStanding("IN_FORCE");
    as(NIKOLA)
        .get("/v1/contact-points")
        .then()
        .statusCode(200)
        .body(ALBANIA + ".agreement.standing", equalTo("IN_FORCE"))
        .body(ALBANIA + ".agreement.since", equalTo("2014"))
        .body(ALBANIA + ".agreement.scope", hasItem("referral"))
        .body(ALBANIA + ".dataGround", equalTo("CONSENT"))
        .body(ALBANIA + ".hours", equalTo("MO,TU,WE,TH,FR 08:00-16:00"))
        .body(ALBANIA + ".languages", contains("sq", "en"))
        .body(ALBANIA + ".phone", equalTo("+355 00 000007"))
        .body("contactPoints.country", hasItem("AL"));
    Walk over = drafted(registered());
    monitored(over);
    MainJob job = registered();
    Walk sent = receivedAbroad(job);
    sent.seenBy(MIRA)
        .then()
        .body("risks", empty())
        .body("contactPoint.organization", equalTo(KALTRINA.organization().toString()));
    MainJob later = registered();
    Walk waits = drafted(later);
    later.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);

    endsOn(TODAY.plusDays(30));
    as(MIRA)
        .header("Accept-Language", "cnr")
        .get(waits.path)
        .then()
        .body("risks.code", contains("AGREEMENT_ENDS"))
        .body("risks[0].sentence", containsString(TODAY.plusDays(30).toString()));

    endsOn(TODAY.minusDays(1));
    draft(registered())
        .then()
        .statusCode(409)
        .body("type", endsWith("/agreement-ended"))
        .body("errors.code", contains("agreement-ended"))
        .body("errors[0].allowed", contains(TODAY.minusDays(1).toString()));
    waits.seenBy(NIKOLA).then().body("risks.code", contains("AGREEMENT_ENDED"));
    waits
        .tries(NIKOLA, "T036", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/agreement-ended"))
        .body("errors.detail", hasItem(containsString("agreement-not-ended")));
    waits.seenBy(NIKOLA).then().body("state", equalTo("XB-REQ"));

    Walk there = received(sent.seenBy(NIKOLA).path("pseudonym"));
    told(SANJA, sent);
    told(SANJA, waits);
    told(ILIR, there);
    assertThat(lines(SANJA, over.id()).stream().filter(AgreementApiTest::isNotice)).isEmpty();
    answer(SANJA, noticeOf(SANJA, sent.id(), "agreement-ended"), "ACTED").then().statusCode(200);
    there.seenBy(KALTRINA);
    there.step(
        KALTRINA, "T037", Map.of("risk-level", "LOW", "risk-sources", "PERSON,SERVICES_HERE"));
    until(sent, MIRA, "XB-RISK");
    sent.step(MIRA, "T043", Map.of("stop-reason", "AGREEMENT_ENDED"));
    until(there, KALTRINA, "XB-STOP");
    assertThat(lines(SANJA, sent.id()).stream().filter(AgreementApiTest::isNotice)).isEmpty();
  }

  @Test
  void whatWasDraftedBeforeIsNotSentOnAnOlderVersionEither() throws SQLException {
    untilStanding("IN_FORCE");
    MainJob job = registered();
    Walk waits = drafted(job);
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    OlderVersion.of(
        job,
        versions,
        "base/cross-border.yaml",
        ", any-of: [agreement-not-ended, clock-started: DL-XBR-ACK]",
        "");
    endsOn(TODAY.minusDays(1));
    waits
        .tries(NIKOLA, "T036", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("/agreement-ended"))
        .body("errors[0].allowed", contains(TODAY.minusDays(1).toString()));
    waits.seenBy(NIKOLA).then().body("state", equalTo("XB-REQ"));
  }

  @Test
  void theLastDayEndsAtMidnightOfTheCountry() {
    LocalDate last = TODAY.plusDays(9);
    endsOn(last);
    assertThat(hasEndedAt(last + "T21:30:00Z")).isFalse();
    assertThat(hasEndedAt(last + "T23:30:00Z")).isTrue();
  }

  private boolean hasEndedAt(String instant) {
    Clock then = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    return new Agreements(mechanisms, directory, ends, then)
        .between(new CountryCode("ME"), new CountryCode("AL"))
        .hasEnded();
  }

  private static void monitored(Walk request) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  "update process.track set state = 'XB-MON' where id = '%s'"
                      .formatted(request.id())))
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsMissingIsToldAndStopsNothing() {
    write("partner: HR, year: 2014, state: IN_FORCE", "partner: AL, ground: not looked up");
    untilStanding("NONE");
    MainJob job = registered();
    Walk sent = drafted(job);
    as(NIKOLA)
        .header("Accept-Language", "sq")
        .get(sent.path)
        .then()
        .body("risks.code", contains("NO_AGREEMENT", "NO_DATA_GROUND"))
        .body("risks[0].sentence", containsString("nuk ka marrëveshje"));
    job.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    sent.step(NIKOLA, "T036", Map.of());
    until(sent, NIKOLA, "XB-RCV");
  }

  private static void told(Person coordinator, Walk request) {
    Awaiting.until(
        () -> lines(coordinator, request.id()).stream().anyMatch(AgreementApiTest::isNotice));
  }

  private static boolean isNotice(Map<String, Object> line) {
    return line.get("notice") instanceof Map<?, ?> notice
        && "agreement-ended".equals(notice.get("about"));
  }

  private static Response draft(MainJob job) {
    return as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "toCountry",
                "AL",
                "purpose",
                "RETURN",
                "items",
                List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", job.caseId);
  }

  private static void endsOn(LocalDate day) {
    write("partner: AL, year: 2014, until: " + day + ", state: IN_FORCE");
    Awaiting.until(() ->
        day.toString()
            .equals(as(NIKOLA).get("/v1/contact-points").path(ALBANIA + ".agreement.until")));
  }

  private static void untilStanding(String standing) {
    Awaiting.until(() ->
        standing.equals(
            as(NIKOLA).get("/v1/contact-points").path(ALBANIA + ".agreement.standing")));
  }

  private static void write(String said) {
    write(said, GROUND);
  }

  private static void write(String said, String ground) {
    change("me.yaml", Map.of(SAID, said, GROUND, ground));
  }

  private static void change(String file, Map<String, String> others) {
    try {
      Files.createDirectories(FILES);
      String text = Files.readString(SHIPPED.resolve(file));
      for (var other : others.entrySet()) {
        assertThat(text).contains(other.getKey());
        text = text.replace(other.getKey(), other.getValue());
      }
      Files.writeString(FILES.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operator's own files, looked at every second; only one of the two names the agreement. */
  public static final class OwnFiles implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      write(SAID);
      change("al.yaml", Map.of("partner: ME, year: 2014", "partner: HR, year: 2014"));
      return Map.of(
          "uputnica.mechanism.directory", "target/agreement-files",
          "uputnica.mechanism.look-every", "1s");
    }
  }
}
