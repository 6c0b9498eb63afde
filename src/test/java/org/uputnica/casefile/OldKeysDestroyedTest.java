package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.KeyRotation;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.keys.WrongKeyException;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Old keys are destroyed once the database has given them up for good, and no earlier. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class OldKeysDestroyedTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final byte[] DATA_KEY = new byte[32];
  private static final byte[] CONTEXT = {1};

  @Inject CaseFileService files;
  @Inject KeyRotationService rotations;
  @Inject KeyCustody custody;

  private final OrganizationId house = new OrganizationId(Ids.random());

  @Test
  void aDestructionThatDoesNotStandDestroysNothing() throws SQLException {
    registered();
    byte[] old = custody.wrap(house, DATA_KEY, CONTEXT);
    UUID id = ask(() -> rotations.rotate(house)).getFirst().id();
    awaitTrue(() -> rotation(id).finishedAt() != null);
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ask(() -> {
              rotations.destroyOld(id);
              throw new IllegalStateException("the commit fails");
            }));
    ask(() -> {
      rotations.destroyGivenUp();
      return true;
    });
    assertThat(custody.unwrap(house, old, CONTEXT)).isEqualTo(DATA_KEY);

    ask(() -> rotations.destroyOld(id));
    awaitTrue(() -> rotation(id).destroyedAt() != null);
    assertThatThrownBy(() -> custody.unwrap(house, old, CONTEXT))
        .isInstanceOf(WrongKeyException.class);
    ask(() -> rotations.destroyOld(id));
    assertThat(entries("old-keys-given-up", id)).isEqualTo(1);
    assertThat(entries("old-keys-destroyed", house)).isEqualTo(1);
  }

  @Test
  void aLaterRotationBeginsWhenTheOldKeysAreGone() throws SQLException {
    String later = Ids.random().toString();
    try (var node = Database.connect();
        var sql = node.createStatement()) {
      node.setAutoCommit(false);
      sql.execute("select set_config('uputnica.reach', 'node', true)");
      sql.executeUpdate(
          "insert into vault.key_rotation (id, organization, from_version, to_version, total, asked_at, finished_at,"
              + " destroyed_at) values (gen_random_uuid(), '%s', 1, 2, 0, now() - interval '1 hour', now(), now())"
                  .formatted(house));
      sql.executeUpdate(
          "insert into vault.key_rotation (id, organization, from_version, total, asked_at)"
              + " values ('%s', '%s', 2, 0, now())".formatted(later, house));
      String open = "select count(*) from vault.open_rotations() where id = '%s'".formatted(later);
      try (var row = sql.executeQuery(open)) {
        row.next();
        assertThat(row.getLong(1)).isZero();
      }
      sql.execute("select vault.note_gone('%s', now())".formatted(house));
      try (var row = sql.executeQuery(open)) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(1);
      }
      node.rollback();
    }
  }

  private static long entries(String action, Object subject) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "select count(*) from audit.entry where action = '%s' and subject = '%s'"
                    .formatted(action, subject))) {
      row.next();
      return row.getLong(1);
    }
  }

  private void registered() {
    CaseId id = new CaseId(Ids.random());
    Callers.as(
        Caller.person("worker", house, ME, Set.of(Roles.CASE)),
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  files.open(id, house, ME, IdentityItems.of(Map.of(IdentityField.ALIAS, "Zora")));
                  return id;
                }));
  }

  private KeyRotation rotation(UUID id) {
    List<KeyRotation> all = ask(rotations::list);
    return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static <T> T ask(Supplier<T> work) {
    return Callers.apart(Caller.NODE, work);
  }
}
