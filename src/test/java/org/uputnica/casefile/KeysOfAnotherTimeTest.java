package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.Database.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.KeyRotation;
import org.uputnica.casefile.domain.KeyRotations.Open;
import org.uputnica.consent.Grants;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.platform.keys.KeySettings;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Ear;
import org.uputnica.testing.Stack;

/** A custody that is away, or of another time than the database that was put back. */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class KeysOfAnotherTimeTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final byte[] DATA_KEY = new byte[32];
  private static final byte[] CONTEXT = {1};

  private static final String GIVEN_UP =
      "insert into vault.key_rotation (id, organization, from_version, to_version, total, asked_at, finished_at,"
          + " destroyed_at) values ('%s', '%s', 1, 77, 0, now() - interval '1 hour', now(), now())";
  private static final String ASKED =
      "insert into vault.key_rotation (id, organization, from_version, total, asked_at)"
          + " values ('%s', '%s', %d, 0, now())";

  private static final String WRAPPED_UNDER =
      "update vault.person_key set wrapped_key = '\\x01'::bytea || decode(lpad(to_hex(%d::bigint), 8, '0'), 'hex')"
          + " || substring(wrapped_key from 6) where organization = '%s'";

  @Inject CaseFileService files;
  @Inject KeyRotationService rotations;
  @Inject KeyCustody custody;
  @Inject KeySettings settings;

  private final OrganizationId house = new OrganizationId(Ids.random());
  private final OrganizationId other = new OrganizationId(Ids.random());

  @Test
  void whereTheCustodyHasGoneOnEverythingIsWrappedUnderItsVersion() throws SQLException {
    CaseId before = registered(house);
    UUID id = rotated(house);
    long known = custody.current(house);
    long current = custody.rotate(house, known);
    try (Ear ear = Ear.of(KeyRotationService.class)) {
      CaseId after = registered(house);
      Awaiting.until(() -> wrappedUnder(current) == 2);
      assertThat(ear.alarmed(house)).isTrue();
      assertThat(read(before).alias()).isEqualTo("Zora");
      assertThat(read(after).alias()).isEqualTo("Zora");
    }

    run(
        "update vault.key_rotation set finished_at = null, to_version = %d where id = '%s'",
        known, id);
    Awaiting.until(() -> rotation(id).finishedAt() != null);
    rotated(house);
    assertThat(wrappedUnder(custody.current(house))).isEqualTo(2);
  }

  @Test
  void nothingIsWrappedUnderAnotherVersionThanWasAskedFor() {
    registered(house);
    long from = custody.current(house);
    assertThatIllegalStateException()
        .isThrownBy(() -> ask(() -> rotations.rewrap(house, from + 1, 5)));
    assertThat(wrappedUnder(from)).isEqualTo(1);
  }

  @Test
  void aCustodyFromBeforeAnEarlierRotationIsNotTakenForALaterOne()
      throws SQLException, IOException {
    CaseId her = registered(house);
    Path before = copied(house);
    UUID earlier = rotated(house);
    long from = custody.current(house);
    Path right = exchanged(house, before);
    UUID waits = Ids.random();
    run(ASKED, waits, house, from);
    assertWaits(() -> rotations.begin(new Open(earlier, house, 0, from)));
    assertWaits(() -> rotations.begin(new Open(waits, house, from, null)));
    assertWaits(() -> rotations.rotate(house));
    broughtBack(house, right);
    Awaiting.until(() -> rotation(waits).finishedAt() != null);
    assertThat(read(her).alias()).isEqualTo("Zora");
    assertThat(broken()).isZero();
  }

  @Test
  void aVersionThatARotationHasPassedIsOfAnotherTimeToo() throws SQLException, IOException {
    registered(house);
    UUID id = rotated(house);
    long passed = custody.current(house);
    Path before = copied(house);
    long current = custody.rotate(house, passed);
    registered(house);
    Awaiting.until(() -> wrappedUnder(current) == 2);
    Path right = exchanged(house, before);
    registered(house);
    assertWaits(() -> rotations.begin(new Open(id, house, 0, current)));
    broughtBack(house, right);
    Awaiting.until(() -> wrappedUnder(current) == 3);
    assertThat(broken()).isZero();
    ask(() -> rotations.destroyOld(id));
    assertThatThrownBy(() -> run(WRAPPED_UNDER, passed, house))
        .hasMessageContaining("wrapped under a version that was destroyed");
  }

  @Test
  void whoIsBehindLeavesAFinishedRotationAsItIs() throws SQLException {
    registered(house);
    long from = custody.current(house);
    UUID finished = rotated(house);
    long to = custody.current(house);
    rotated(house);
    try (Ear ear = Ear.of(KeyRotationService.class)) {
      assertThat(ask(() -> rotations.begin(new Open(finished, house, from, to))))
          .isEqualTo(custody.current(house));
      assertThat(ear.alarmed(house)).isFalse();
    }
    assertThat(number("select to_version from vault.key_rotation where id = '%s'", finished))
        .isEqualTo(to);
  }

  @Test
  void oneWhoseKeyIsAwayDoesNotKeepTheOthers() throws SQLException, IOException {
    registered(house);
    registered(other);
    UUID waits = Ids.random();
    long from = custody.current(house);
    Path away = takenAway(house);
    run(ASKED, waits, house, from);
    rotated(other);
    assertThat(rotation(waits).finishedAt()).isNull();
    broughtBack(house, away);
    Awaiting.until(() -> rotation(waits).finishedAt() != null);
  }

  @Test
  void oldVersionsWaitForACustodyThatIsAway() throws IOException {
    registered(house);
    byte[] old = custody.wrap(house, DATA_KEY, CONTEXT);
    UUID id = rotated(house);
    Path away = takenAway(house);
    ask(() -> rotations.destroyOld(id));
    Awaiting.until(this::destructionFails);
    assertThat(rotation(id).destroyedAt()).isNull();
    broughtBack(house, away);
    Awaiting.until(() -> rotation(id).destroyedAt() != null);
    assertThatThrownBy(() -> custody.unwrap(house, old, CONTEXT)).isNotNull();
  }

  @Test
  void oldVersionsWaitForTheRightKeys() throws IOException {
    registered(house);
    byte[] old = custody.wrap(house, DATA_KEY, CONTEXT);
    Path before = copied(house);
    UUID id = rotated(house);
    Path right = exchanged(house, before);
    ask(() -> rotations.destroyOld(id));
    Awaiting.until(this::destructionFails);
    assertThat(rotation(id).destroyedAt()).isNull();
    broughtBack(house, right);
    Awaiting.until(() -> rotation(id).destroyedAt() != null);
    assertThatThrownBy(() -> custody.unwrap(house, old, CONTEXT)).isNotNull();
  }

  @Test
  void aDestructionOfAnotherTimeDestroysNothingAndHoldsNothingUp() throws SQLException {
    registered(house);
    byte[] wrapped = custody.wrap(house, DATA_KEY, CONTEXT);
    UUID id = Ids.random();
    try (Ear ear = Ear.of(KeyRotationService.class)) {
      run(GIVEN_UP, id, house);
      Awaiting.until(() -> rotation(id).destroyedAt() != null);
      assertThat(ear.alarmed(house)).isTrue();
    }
    rotated(house);
    assertThat(custody.unwrap(house, wrapped, CONTEXT)).isEqualTo(DATA_KEY);
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'old-keys-destroyed' and subject = '%s'",
                house))
        .isZero();
  }

  private boolean destructionFails() {
    try {
      ask(() -> {
        rotations.destroyGivenUp();
        return true;
      });
      return false;
    } catch (RuntimeException away) {
      return Unavailable.is(away);
    }
  }

  private static void assertWaits(Supplier<?> work) {
    assertThatThrownBy(() -> ask(work)).matches(Unavailable::is, "waits");
  }

  private Path takenAway(OrganizationId organization) throws IOException {
    Path away = settings.directory().resolve("away-" + organization);
    return Files.move(keys(organization), away);
  }

  private void broughtBack(OrganizationId organization, Path away) throws IOException {
    Files.move(away, keys(organization), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The keys as they are now, for another time. */
  private Path copied(OrganizationId organization) throws IOException {
    return Files.copy(keys(organization), settings.directory().resolve("before-" + organization));
  }

  /** Puts keys in the place of the right ones, which are kept. */
  private Path exchanged(OrganizationId organization, Path before) throws IOException {
    Path right = takenAway(organization);
    Files.move(before, keys(organization));
    return right;
  }

  private Path keys(OrganizationId organization) {
    return settings.directory().resolve("organization-" + organization);
  }

  /** Asked for and finished. */
  private UUID rotated(OrganizationId organization) {
    UUID id = ask(() -> rotations.rotate(organization)).getFirst().id();
    Awaiting.until(() -> rotation(id).finishedAt() != null);
    return id;
  }

  private KeyRotation rotation(UUID id) {
    List<KeyRotation> all = ask(rotations::list);
    return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private CaseId registered(OrganizationId organization) {
    CaseId id = new CaseId(Ids.random());
    return Callers.as(
        worker(organization),
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  files.open(
                      id, organization, ME, IdentityItems.of(Map.of(IdentityField.ALIAS, "Zora")));
                  return id;
                }));
  }

  private IdentityItems read(CaseId id) {
    return Callers.as(
        worker(house),
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> files.read(Grants.of(id, house, ItemCategory.NAME))));
  }

  private static Caller worker(OrganizationId organization) {
    return Caller.person("worker", organization, ME, Set.of(Roles.CASE));
  }

  private long wrappedUnder(long version) {
    return number(
        "select count(*) from vault.person_key where organization = '%s' and wrapping_version = %d",
        house, version);
  }

  private long broken() {
    return number(
        "select count(*) from vault.person_key where organization = '%s' and broken_at is not null",
        house);
  }

  private static <T> T ask(Supplier<T> work) {
    return Callers.apart(Caller.NODE, work);
  }

  private static long number(String query, Object... values) {
    try (var connection = Database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query.formatted(values))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
