package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Overdue;
import org.uputnica.testing.Person;
import org.uputnica.testing.WorkList;

/**
 * Nobody has confirmed that she arrived when the time runs out, and the service is killed before
 * that moment and started after it, as two copies: one alarm, to both sides and the coordinator.
 */
@Tag("endurance")
@Timeout(420)
class DownAtTheDueTimeIT {
  private static final OwnStack STACK = OwnStack.get();

  @Test
  void theAlarmIsToldOnceByWhoComesBack() {
    UUID id;
    try (Copy before = Copy.start(STACK, "before", Map.of()).awaitReady(true)) {
      RestAssured.port = before.port();
      Walk referral = MainJob.aWomanAtTheCrossing().registered().agreedForBreza().accepted();
      id =
          referral.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR")).id();
      assertThat(Overdue.told(id, "DL-HAND", "PASSED")).isZero();
      before.kill();
    }
    Overdue.since(id, "DL-HAND", "3 days");
    List<Copy> after =
        List.of(Copy.start(STACK, "after-one", Map.of()), Copy.start(STACK, "after-two", Map.of()));
    try {
      after.forEach(it -> it.awaitAlive().awaitReady(true));
      RestAssured.port = after.getFirst().port();
      Copy.await(() -> Overdue.told(id, "DL-HAND", "ESCALATED") > 0);
      // What comes due later is told as well: both copies have had their rounds since.
      Walk later = MainJob.aWomanAtTheCrossing().registered().agreedForBreza().accepted();
      Overdue.since(later.id(), "DL-HAND", "1 minute");
      Copy.await(() -> Overdue.told(later.id(), "DL-HAND", "PASSED") > 0);
      assertThat(Overdue.told(id, "DL-HAND", "PASSED")).isEqualTo(1);
      assertThat(Overdue.told(id, "DL-HAND", "ESCALATED")).isEqualTo(1);
      for (Person who : List.of(VERA, MIRA, JELENA, SANJA)) {
        assertThat(WorkList.lines(who, id)).as(who.username()).hasSize(1);
      }
      for (Person who : List.of(PETAR, LUKA, ILIR)) {
        assertThat(WorkList.lines(who, id)).as(who.username()).isEmpty();
      }
    } finally {
      after.forEach(Copy::close);
    }
  }
}
