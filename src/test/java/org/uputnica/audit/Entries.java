package org.uputnica.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Entries as the service itself writes them, each in a transaction of its own. */
final class Entries {
  static final OrganizationId HOUSE =
      new OrganizationId(UUID.fromString("1e000000-0000-4000-8000-000000000004"));
  static final CountryCode ME = new CountryCode("ME");

  private Entries() {}

  static Caller user(String pseudonym) {
    return Caller.person(pseudonym, HOUSE, ME, Set.of(Roles.SHELTER));
  }

  static void append(AuditTrail audit, Caller caller, AuditEvent... events) {
    Callers.as(
        caller,
        () -> {
          QuarkusTransaction.requiringNew()
              .run(() -> {
                for (AuditEvent event : events) {
                  audit.append(event);
                }
              });
          return caller;
        });
  }

  /** Until every entry written so far stands in a checkpoint, whoever puts it there. */
  static void link(CheckpointJob checkpoints) {
    for (int tries = 0; tries < 1_000; tries++) {
      checkpoints.linkAll();
      try (Connection connection = Tampering.connect("postgres");
          Statement sql = connection.createStatement();
          ResultSet row = sql.executeQuery("select exists (select from audit.pending)")) {
        row.next();
        if (!row.getBoolean(1)) {
          return;
        }
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
    throw new IllegalStateException("entries go on waiting");
  }
}
