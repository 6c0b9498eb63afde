package org.uputnica.statistics;

import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.statistics.MonthlyFiguresApiTest.change;
import static org.uputnica.statistics.MonthlyFiguresApiTest.number;
import static org.uputnica.statistics.MonthlyFiguresApiTest.of;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Stack;

/** How a yes that was noted down from the telephone is counted. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class NotedYesFiguresApiTest {
  @Inject FigureCountService counting;

  private UUID bed = Ids.random();

  @BeforeEach
  void womenAndMenAskForABed() throws SQLException {
    UUID her = MainJob.aWomanAtTheCrossing().registered().caseId;
    change(MonthlyFiguresApiTest.PERSON.formatted("WOMAN", 18, her));
    change(MonthlyFiguresApiTest.PERSON.formatted("MAN", 12, her));
    bed = MonthlyFiguresApiTest.aRequestFor("ACC-EMG");
  }

  @AfterEach
  void forget() throws SQLException {
    MonthlyFiguresApiTest.forgetTheMonth();
  }

  @Test
  void aYesThatTheHouseContestsWasNone() throws SQLException {
    String no = "{\"decline-reason\": \"DC-OTHER\"}";
    step("T000", "RF-CNS", "RF-SENT", "{}", "2024-05-03T12:00:00Z", "WOMAN", 18);
    step("A026", "RF-SENT", "RF-ACC", "{}", "2024-05-03T13:30:00Z", "WOMAN", 18);
    step("A027", "RF-MOVE", "RF-DEC", no, "2024-05-03T15:30:00Z", "WOMAN", 18);
    step("T000", "RF-ACK", "RF-ACC", "{}", "2024-05-05T12:00:00Z", "MAN", 12);
    count();
    of(SANJA, "referrals")
        .body(number("ANSWER", "ACCEPTED"), equalTo(15))
        .body(number("ANSWER", "UNMET"), equalTo(20))
        .body(number("TO_ANSWER", "MEDIAN"), equalTo(4))
        .body(number("TO_BED", "MEDIAN"), equalTo(48));
  }

  @Test
  void toConfirmAYesOrArrangeTheWayIsNoBedAnew() throws SQLException {
    String no = "{\"decline-reason\": \"DC-FULL\"}";
    step("T000", "RF-CNS", "RF-SENT", "{}", "2024-05-03T12:00:00Z", "WOMAN", 18);
    step("A026", "RF-SENT", "RF-ACC", "{}", "2024-05-03T13:30:00Z", "WOMAN", 18);
    step("A032", "RF-ACC", "RF-ACC", "{}", "2024-05-05T12:00:00Z", "WOMAN", 18);
    step("A029", "RF-ACC", "RF-ACC", "{}", "2024-05-06T12:00:00Z", "WOMAN", 18);
    step("T000", "RF-ACK", "RF-DEC", no, "2024-05-05T12:00:00Z", "MAN", 12);
    count();
    of(SANJA, "referrals")
        .body(number("ANSWER", "ACCEPTED"), equalTo(20))
        .body(number("ANSWER", "UNMET"), equalTo(15))
        .body(number("TO_BED", "MEDIAN"), equalTo(2));
  }

  private void step(
      String code, String from, String to, String inputs, String at, String gender, int many)
      throws SQLException {
    change(MonthlyFiguresApiTest.STEP.formatted(code, from, to, inputs, at, gender, 0, many, bed));
  }

  private void count() {
    Callers.as(
        Caller.NODE,
        () -> {
          counting.count(YearMonth.parse(MonthlyFiguresApiTest.MONTH));
          return true;
        });
  }
}
