package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.casefile.domain.Shredded;
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
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.Database;
import org.uputnica.testing.Ear;
import org.uputnica.testing.Stack;

/** Who was erased stays erased, whatever database comes back. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ShredListTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final OrganizationId HOUSE = new OrganizationId(Ids.random());
  private static final Caller WORKER = Caller.person("worker", HOUSE, ME, Set.of(Roles.CASE));
  private static final Caller NODE =
      Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  @TempDir Path home;

  @Inject KeyCustody custody;
  @Inject CaseFileService files;
  @Inject FileErasureService erasures;
  @Inject ShredSettings settings;

  @Test
  void whatIsAddedIsReadAgainInOrder() {
    Shredded first = shredded();
    Shredded second = shredded();
    list().add(first);
    list().add(second);
    assertThat(list().read()).containsExactly(first, second);
  }

  @Test
  void nothingButIdsIsOnTheList() throws IOException {
    Shredded one = shredded();
    list().add(one);
    String payload =
        new String(
            java.util.Base64.getUrlDecoder().decode(Files.readString(file()).split("\\.", -1)[1]),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(payload)
        .matches(
            "\\{\"iss\":\"ME\",\"case\":\"%s\",\"at\":\"%s\",\"before\":\"[A-Za-z0-9_-]{43}\"}"
                .formatted(one.caseId(), MONDAY));
  }

  @Test
  void aListThatWasTamperedWithIsRefusedWithItsPlace() throws IOException {
    for (int i = 0; i < 4; i++) {
      list().add(shredded());
    }
    List<String> whole = Files.readAllLines(file());
    List<String> without = new ArrayList<>(whole);
    without.remove(1);
    damaged(without, 2);
    List<String> swapped = new ArrayList<>(whole);
    Collections.swap(swapped, 2, 3);
    damaged(swapped, 3);
    List<String> changed = new ArrayList<>(whole);
    changed.set(0, whole.getFirst().replace("eyJ", "eyI"));
    damaged(changed, 1);
    List<String> added = new ArrayList<>(whole);
    added.add("she.was.erased");
    damaged(added, 5);
    Files.write(file(), whole);
    assertThat(list().read()).hasSize(4);
  }

  @Test
  void aLineThatWasCutByAPowerCutIsForgotten() throws IOException {
    Shredded first = shredded();
    Shredded last = shredded();
    list().add(first);
    Files.writeString(file(), "eyJhbGciOiJFUzI1", StandardOpenOption.APPEND);
    assertThat(list().read()).containsExactly(first);
    list().add(last);
    assertThat(list().read()).containsExactly(first, last);
  }

  @Test
  void withoutAListNobodyIsErased() throws IOException {
    Files.writeString(home.resolve("shred"), "a file where the folder should be");
    assertThatThrownBy(() -> list().add(shredded()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            no -> assertThat(no.refusal().type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void whoComesBackWithADatabaseIsErasedAgain() throws SQLException {
    CaseId gone = registered();
    CaseId stays = registered();
    sql("create table if not exists public.backup_person as select * from vault.person limit 0");
    sql("insert into public.backup_person select * from vault.person where case_id = '%s'", gone);
    sql(
        "create table public.backup_key as select * from vault.person_key where case_id = '%s'",
        gone);
    sql(
        "create table public.backup_item as select * from vault.sealed_item where case_id = '%s'",
        gone);
    ask(
        WORKER,
        () -> {
          erasures.erase(gone);
          return gone;
        });
    assertThat(new ShredList(settings, custody).read())
        .extracting(Shredded::caseId)
        .contains(gone)
        .doesNotContain(stays);

    sql("delete from vault.person where case_id = '%s'", gone);
    sql("insert into vault.person select * from public.backup_person");
    sql(
        "insert into vault.person_key (case_id, country, organization, key_version, wrapped_key,"
            + " wrapped_at) select case_id, country, organization, key_version, wrapped_key,"
            + " wrapped_at from public.backup_key");
    sql("insert into vault.sealed_item select * from public.backup_item");
    assertThat(read(gone).alias()).as("a backup brings her back").isEqualTo("Zora");

    assertThat(shredAgain()).isEqualTo(1);
    assertThatThrownBy(() -> read(gone)).isInstanceOf(RefusedException.class);
    assertThat(read(stays).alias()).isEqualTo("Zora");
    assertThat(shredAgain()).isZero();
    sql("drop table public.backup_person, public.backup_key, public.backup_item");
  }

  @Test
  void whoIsErasedInTheDatabaseButNotOnTheListIsPutOnIt() throws SQLException {
    CaseId gone = registered();
    sql("update vault.person set erased_at = now() where case_id = '%s'", gone);
    shredAgain();
    assertThat(new ShredList(settings, custody).read()).extracting(Shredded::caseId).contains(gone);
  }

  @Test
  void anErasureThatDoesNotStandIsNotOnTheList() {
    CaseId stays = registered();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ask(
                WORKER,
                () -> {
                  erasures.erase(stays);
                  throw new IllegalStateException("something after it fails");
                }));
    assertThat(new ShredList(settings, custody).read())
        .extracting(Shredded::caseId)
        .doesNotContain(stays);
    assertThat(new ShredList(settings, custody).prepared()).as("nothing is left of it").isEmpty();
    shredAgain();
    assertThat(read(stays).alias()).isEqualTo("Zora");
  }

  @Test
  void aLineThatWasPreparedIsNotOnTheListAndNotInACopy() throws IOException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    Files.createDirectories(home.resolve("shred"));
    Files.writeString(home.resolve("shred/places"), disk + "\n");
    Shredded one = shredded();
    list().prepare(shredded());
    list().copy();
    assertThat(list().read()).isEmpty();
    list().add(one);
    assertThat(list().read()).containsExactly(one);
    assertThat(Files.readString(disk.resolve("shred-list"))).isEqualTo(Files.readString(file()));
  }

  @Test
  void afterACrashItIsKnownWhoWasToBeErased() throws IOException {
    Shredded one = shredded();
    assertThat(list().prepared()).isEmpty();
    list().add(shredded());
    list().prepare(one);
    assertThat(list().prepared()).contains(one);
    list().drop(shredded());
    assertThat(list().prepared()).as("the line of somebody else").contains(one);
    list().drop(one);
    assertThat(list().prepared()).isEmpty();
    Files.writeString(file(), "eyJhbGciOiJFUzI1", StandardOpenOption.APPEND);
    assertThat(list().prepared()).as("cut before the commit").isEmpty();
  }

  @Test
  void aStartSaysWhoWasToBeErasedAndIsNot() {
    CaseId came = registered();
    ShredList list = new ShredList(settings, custody);
    list.prepare(new Shredded(came, ME, MONDAY));
    try (Ear ear = Ear.of(FileErasureService.class)) {
      shredAgain();
      assertThat(ear.alarmed(came)).isTrue();
    } finally {
      list.drop(new Shredded(came, ME, MONDAY));
    }
    assertThat(read(came).alias()).as("it may have been taken back").isEqualTo("Zora");
  }

  @Test
  void whoIsNotOnTheListYetIsAddedByTheFollowUp() throws SQLException {
    CaseId gone = registered();
    sql("update vault.person set erased_at = now() - interval '1 hour' where case_id = '%s'", gone);
    followUp();
    assertThat(new ShredList(settings, custody).read()).extracting(Shredded::caseId).contains(gone);
  }

  @Test
  void aListThatIsDamagedMeanwhileKeepsNobodyElseFromBeingFollowedUp()
      throws SQLException, IOException {
    CaseId gone = registered();
    sql("update vault.person set erased_at = now() - interval '1 hour' where case_id = '%s'", gone);
    String probe = "select count(*) from process.match_probe where case_id = '%s'";
    sql(
        "insert into process.match_probe (id, country, organization, case_id, tokens, asked_at) values"
            + " (gen_random_uuid(), 'ME', '%s', '%s', '{}', now() + interval '1 day')",
        HOUSE, gone);
    new ShredList(settings, custody).add(shredded());
    Path list = settings.directory().resolve(ShredList.LIST);
    String whole = Files.readString(list);
    Files.writeString(list, whole + "she.was.erased\n");
    try (Ear ear = Ear.of(FileErasureService.class)) {
      followUp();
      assertThat(ear.alarmed("shred list")).isTrue();
    } finally {
      Files.writeString(list, whole);
    }
    assertThat(number(probe, gone)).as("what else is kept about her").isZero();
    assertThat(number("select followed_up from vault.person where case_id = '%s'", gone))
        .as("who is not on the list is not done")
        .isZero();
    followUp();
    assertThat(new ShredList(settings, custody).read()).extracting(Shredded::caseId).contains(gone);
    assertThat(number("select followed_up from vault.person where case_id = '%s'", gone))
        .isEqualTo(2);
  }

  @Test
  void oneWhoCannotBeErasedAgainIsKeptShutAndDoesNotKeepTheOthers() throws SQLException {
    CaseId stuck = registered();
    CaseId next = registered();
    ShredList list = new ShredList(settings, custody);
    list.add(new Shredded(stuck, ME, MONDAY));
    list.add(new Shredded(next, ME, MONDAY));
    sql(
        "create function public.stuck() returns trigger language plpgsql as"
            + " $$ begin raise exception 'stuck'; end $$");
    sql(
        "create trigger stuck before update on vault.person for each row"
            + " when (old.case_id = '%s') execute function public.stuck()",
        stuck);
    try {
      assertThat(shredAgain()).isEqualTo(1);
      assertThatThrownBy(() -> read(next)).isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> read(stuck)).isInstanceOf(RefusedException.class);
      assertThat(number("select count(*) from vault.person_key where case_id = '%s'", stuck))
          .isEqualTo(1);
      followUp();
    } finally {
      sql("drop trigger stuck on vault.person");
      sql("drop function public.stuck");
    }
    followUp();
    assertThatThrownBy(() -> read(stuck)).isInstanceOf(RefusedException.class);
    assertThat(number("select count(*) from vault.person_key where case_id = '%s'", stuck))
        .isZero();
    assertThat(number("select count(*) from vault.awaits_erasure where case_id = '%s'", stuck))
        .isZero();
  }

  private int shredAgain() {
    return Callers.as(NODE, erasures::shredAgain);
  }

  private void followUp() {
    Callers.as(
        NODE,
        () -> {
          erasures.followUp();
          return true;
        });
  }

  private void damaged(List<String> lines, int at) throws IOException {
    Files.write(file(), lines);
    assertThatIllegalStateException()
        .isThrownBy(() -> list().read())
        .withMessageContaining("is damaged at line " + at);
  }

  private CaseId registered() {
    CaseId id = new CaseId(Ids.random());
    return ask(
        WORKER,
        () -> {
          files.open(id, HOUSE, ME, IdentityItems.of(Map.of(IdentityField.ALIAS, "Zora")));
          return id;
        });
  }

  private IdentityItems read(CaseId id) {
    return ask(WORKER, () -> files.read(Grants.of(id, HOUSE, ItemCategory.NAME)));
  }

  private static void sql(String statement, Object... values) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement()) {
      sql.execute(statement.formatted(values));
    }
  }

  private static long number(String query, Object... values) throws SQLException {
    try (var connection = Database.connect();
        var sql = connection.createStatement();
        var row = sql.executeQuery(query.formatted(values))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static <T> T ask(Caller caller, Supplier<T> work) {
    return Callers.apart(caller, work);
  }

  private ShredList list() {
    return new ShredList(() -> home.resolve("shred"), custody);
  }

  private Path file() {
    return home.resolve("shred/list");
  }

  private static Shredded shredded() {
    return new Shredded(new CaseId(Ids.random()), ME, MONDAY);
  }
}
