package org.uputnica.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.LUKA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Database;
import org.uputnica.testing.Phone;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** The register knows a device for a year after its end, and not for ever. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DeviceForgettingTest {
  private static final String LOCKED = "share = null, locked_at = now() - interval '%d days'";
  private static final String SEEN = "seen_at = now() - interval '%d days'";

  @Inject DeviceService devices;
  @Inject DeviceSettings settings;

  @Test
  void theyAreKeptForAYear() {
    assertThat(settings.keptFor()).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void whatWasLockedOrSeenLastLongAgoGoesAndTheRestStays() throws SQLException {
    Phone unused = Phone.registered(LUKA);
    Phone locked = Phone.registered(LUKA);
    Phone used = Phone.registered(LUKA);
    Phone lockedLate = Phone.registered(LUKA);
    change(unused, SEEN.formatted(366));
    change(locked, LOCKED.formatted(366));
    change(used, SEEN.formatted(364));
    change(lockedLate, SEEN.formatted(900) + ", " + LOCKED.formatted(364));
    at(Instant.now()).forget();
    for (Phone gone : new Phone[] {unused, locked}) {
      as(LUKA).get("/v1/devices/{id}", gone.id).then().statusCode(404);
      assertThat(journalled(gone)).isEqualTo(1);
    }
    for (Phone kept : new Phone[] {used, lockedLate}) {
      as(LUKA).get("/v1/devices/{id}", kept.id).then().statusCode(200);
      assertThat(journalled(kept)).isZero();
    }
    at(Instant.now()).forget();
    assertThat(journalled(unused)).isEqualTo(1);
  }

  @Test
  void whateverTheServiceAsksNothingYoungerThanThirtyDaysGoes() throws SQLException {
    Phone young = Phone.registered(LUKA);
    Phone old = Phone.registered(LUKA);
    change(young, LOCKED.formatted(29));
    change(old, LOCKED.formatted(31));
    at(Instant.now().plus(Duration.ofDays(4000))).forget();
    as(LUKA).get("/v1/devices/{id}", young.id).then().statusCode(200);
    as(LUKA).get("/v1/devices/{id}", old.id).then().statusCode(404);
  }

  @Test
  void whileAnotherCopyForgetsThisOneLeavesThemAlone() throws SQLException {
    Phone unused = Phone.registered(LUKA);
    change(unused, SEEN.formatted(366));
    try (Connection other = Database.connect()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select pg_advisory_xact_lock(hashtextextended('platform.device', 0))");
      at(Instant.now()).forget();
      as(LUKA).get("/v1/devices/{id}", unused.id).then().statusCode(200);
      other.rollback();
    }
    at(Instant.now()).forget();
    as(LUKA).get("/v1/devices/{id}", unused.id).then().statusCode(404);
  }

  @Test
  void theServiceItselfMayNotDeleteADevice() {
    assertThatThrownBy(
            () -> {
              try (Connection own = Database.connectAsService()) {
                own.createStatement().execute("delete from platform.device");
              }
            })
        .isInstanceOf(SQLException.class)
        .extracting(it -> ((SQLException) it).getSQLState())
        .isEqualTo("42501");
  }

  private DeviceForgettingJob at(Instant now) {
    return new DeviceForgettingJob(devices, settings, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static void change(Phone phone, String how) throws SQLException {
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  "update platform.device set %s where id = '%s'".formatted(how, phone.id)))
          .isEqualTo(1);
    }
  }

  private static long journalled(Phone phone) throws SQLException {
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select count(*) from audit.entry where action = 'device-forgotten' and actor = 'service' and country = 'ME'"
                    + " and organization = '%s' and subject = '%s' and details = array['account', '%s']"
                        .formatted(LUKA.organization(), phone.id, Tokens.subject("luka")))) {
      row.next();
      return row.getLong(1);
    }
  }
}
