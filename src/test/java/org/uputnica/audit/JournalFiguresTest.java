package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** A broken seal and a journal that does not fit are seen by whoever watches over the node. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JournalFiguresTest {
  private static final String BROKEN = "uputnica_alarms{kind=\"seal-broken\"}";

  private final URI address =
      URI.create(TestHTTPResourceManager.getManagementUri()).resolve("/q/metrics");

  @Inject AuditTrail audit;
  @Inject CheckpointJob checkpoints;
  @Inject VerificationJob verification;
  @Inject MeterRegistry meters;

  @Test
  void aBrokenSealIsCounted() {
    Awaiting.until("FigureJob", () -> !Double.isNaN(number(BROKEN)));
    double before = number(BROKEN);
    Entries.append(
        audit,
        Entries.user(Ids.random().toString()),
        AuditEvent.of("seal-broken", new CaseId(Ids.random()), null, "part", "sealed-item"));
    Awaiting.until("FigureJob", () -> number(BROKEN) > before);
  }

  @Test
  void aChangedEntryIsFound() throws SQLException {
    Entries.append(
        audit,
        Entries.user(Ids.random().toString()),
        AuditEvent.of("identity-read", new CaseId(Ids.random()), null));
    Entries.link(checkpoints);
    verification.verify();
    assertThat(intact()).isEqualTo(1);
    String last = " where id = (select max(id) from audit.entry)";
    try (Tampering _ =
        Tampering.with("audit.entry", last, "update audit.entry set actor = 'x'" + last)) {
      verification.verify();
      assertThat(intact()).isZero();
    }
    verification.verify();
    assertThat(intact()).isEqualTo(1);
  }

  private double intact() {
    return meters.get("uputnica.journal.intact").gauge().value();
  }

  private double number(String name) {
    return RestAssured.given()
        .get(address)
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
