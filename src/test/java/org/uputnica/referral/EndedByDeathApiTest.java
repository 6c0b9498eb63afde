package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.referral.SilenceApiTest.clock;
import static org.uputnica.referral.SilenceApiTest.dies;
import static org.uputnica.referral.SilenceApiTest.lostOnTheWay;
import static org.uputnica.referral.SilenceApiTest.overall;
import static org.uputnica.referral.SilenceApiTest.sent;
import static org.uputnica.referral.SilenceApiTest.sql;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.MechanismVersionService;
import org.uputnica.mechanism.OlderVersion;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Migration;
import org.uputnica.testing.Stack;

/** What becomes of what was asked for somebody who has died, or did not arrive. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndedByDeathApiTest {
  @Inject MechanismVersionService versions;
  @Inject LeftByDeath left;

  @BeforeEach
  void freeBeds() {
    new SilenceApiTest().freeBeds();
  }

  @Test
  void aDeathTakesBackWhatWasAskedAndNothingMoreIsOpened() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = sent(job).step(JELENA, "T022", Map.of());
    dies(job);
    referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    assertThat(noticeOf(JELENA, referral.id(), "taken-back")).containsEntry("step", "T054");
    referral.seenBy(JELENA);
    referral.tries(JELENA, "T024", ACCEPT).then().body("type", endsWith("/step-not-open"));

    OlderVersion.of(
        job,
        versions,
        "base/referral.yaml",
        "may-give: [contact], when: [case-open, criteria-met",
        "may-give: [contact], when: [criteria-met");
    sql("update process.track set state = 'RF-ACK' where id = ?", referral.id());
    referral
        .tries(JELENA, "T024", ACCEPT)
        .then()
        .statusCode(409)
        .body("errors.code", contains("case-open"));
  }

  @Test
  void whatADeathOfBeforeHasLeftIsTakenBack() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = sent(job).step(JELENA, "T022", Map.of());
    dies(job);
    sql("update process.track set state = 'RF-ACK' where id = ?", referral.id());
    left.look();
    referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
  }

  @Test
  void ofADeathOfBeforeTheHouseIsToldOnce() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = onTheWay(job);
    dies(job);
    sql("delete from process.waiting where track_id = ?", referral.id());
    sql("delete from process.notice where track_id = ?", referral.id());
    left.look();
    Map<String, Object> told = noticeOf(JELENA, referral.id(), "taken-back");
    assertThat(told).containsEntry("step", "T054");
    answer(JELENA, told, "SEEN").then().statusCode(200);
    left.look();
    assertThat(lines(JELENA, referral.id())).as("what was seen is not told again").isEmpty();
  }

  @Test
  void afterADeathOfBeforeNoClockAsksForHerOnTheWay() throws SQLException, IOException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk onTheWay = onTheWay(job);
    MainJob other = MainJob.aWomanAtTheCrossing().registered();
    Walk asked = sent(other);
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      above.setAutoCommit(false);
      for (MainJob dead : List.of(job, other)) {
        sql.execute(
            "update process.track set state = 'ST-DEAD' where id = '%s'".formatted(overall(dead)));
      }
      Migration.again(above, "V2026.11.26.295__looked_up_again.sql");
      String asks =
          "select (select count(*) from process.clock where stopped_at is null and track_id = r.id)"
              + " + (select count(*) from process.waiting where notice is null and track_id = r.id)"
              + " from process.referral r where id = '%s'";
      assertThat(number(sql, asks.formatted(onTheWay.id()))).isZero();
      assertThat(number(sql, asks.formatted(asked.id()))).as("until taken back").isPositive();
      above.rollback();
    }
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Walk onTheWay(MainJob job) {
    return sent(job)
        .step(JELENA, "T022", Map.of())
        .step(JELENA, "T024", ACCEPT)
        .step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
  }

  @Test
  void aDeathOnTheWayIsToldToTheHouseThatWaits() {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    Walk referral = onTheWay(job);
    dies(job);
    assertThat(noticeOf(JELENA, referral.id(), "taken-back")).containsEntry("step", "T054");
    assertThat(lines(JELENA, referral.id())).hasSize(1);
    assertThat(clock(referral.id(), "true")).as("no clock asks for her").isFalse();
    referral.seenBy(JELENA).then().body("state", equalTo("RF-MOVE"));
    referral.step(JELENA, "T029", Map.of("last-contact", MainJob.now()));
  }

  @Test
  void whereTheCountryHasNoTimeForItTheQuestionIsPutAllTheSame() throws SQLException {
    MainJob job = MainJob.aWomanAtTheCrossing().registered();
    OlderVersion.of(
        job,
        versions,
        "base/clocks.yaml",
        "label: decided whether contact is lost, length: PT24H,",
        "label: decided whether contact is lost, length: none,");
    lostOnTheWay(job);
    assertThat(clock(overall(job), "code = 'DL-MISS'")).isFalse();
    Map<String, Object> question = noticeOf(MIRA, overall(job), "consider-missing");
    answer(MIRA, question, "IN_CONTACT").then().statusCode(200);
  }
}
