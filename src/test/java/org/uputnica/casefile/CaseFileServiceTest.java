package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.IdentityField;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.Grants;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.Stack;

/** The vault in the real database, behind the service's own user. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CaseFileServiceTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final OrganizationId BORDER = montenegro(1);
  private static final OrganizationId HOUSE = montenegro(4);
  private static final OrganizationId OTHER_HOUSE = montenegro(5);
  private static final OrganizationId SOCIAL = montenegro(6);
  private static final Caller VERA = Caller.person("vera", BORDER, ME, Set.of(Roles.FRONT));
  private static final Caller JELENA = Caller.person("jelena", HOUSE, ME, Set.of(Roles.SHELTER));
  private static final Caller PETAR =
      Caller.person("petar", OTHER_HOUSE, ME, Set.of(Roles.SHELTER));
  private static final Caller MIRA = Caller.person("mira", SOCIAL, ME, Set.of(Roles.CASE));
  private static final Caller SANJA =
      Caller.person("sanja", montenegro(7), ME, Set.of(Roles.COORD));
  private static final Caller TAMARA =
      Caller.person("tamara", montenegro(7), ME, Set.of(Roles.DPO));
  private static final Caller ELIRA =
      Caller.person(
          "elira",
          new OrganizationId(UUID.fromString("a1000000-0000-4000-8000-000000000004")),
          new CountryCode("AL"),
          Set.of(Roles.SHELTER));
  private static final IdentityItems ZORA =
      IdentityItems.of(Map.of(IdentityField.ALIAS, "Zora", IdentityField.PHONE, "+38267000001"));

  @Inject CaseFileService files;
  @Inject FileErasureService erasures;
  @Inject AgroalDataSource database;

  private final CaseId caseId = new CaseId(Ids.random());

  @BeforeEach
  void zoraIsRegisteredAtTheBorder() {
    as(VERA, () -> files.open(caseId, SOCIAL, ME, ZORA));
  }

  @Test
  void theResponsibleOrganisationReadsWhatWasKept() {
    assertThat(read(MIRA, ItemCategory.NAME, ItemCategory.CONTACT)).isEqualTo(ZORA);
    assertThat(read(MIRA, ItemCategory.NAME).phone()).isNull();
    assertThat(read(MIRA, ItemCategory.HEALTH).isEmpty()).isTrue();
  }

  @Test
  void whatIsSaidLaterIsAddedWithoutAKeyAtTheDesk() {
    Set<ItemCategory> kept =
        ask(VERA, () -> files.keep(caseId, items(IdentityField.NAME, "Zora Kalešić")));
    assertThat(kept).containsExactly(ItemCategory.NAME);

    var name = read(MIRA, ItemCategory.NAME);
    assertThat(name.name()).isEqualTo("Zora Kalešić");
    assertThat(name.alias()).isEqualTo("Zora");
  }

  @Test
  void aCorrectionReplacesAndTheJournalSaysOnlyThatItDid() {
    as(MIRA, () -> files.keep(caseId, items(IdentityField.PHONE, "+38267000001")));
    assertThat(corrections()).as("the same again corrects nothing").isEqualTo("null");
    as(MIRA, () -> files.keep(caseId, items(IdentityField.PHONE, "+38267000002")));
    as(MIRA, () -> files.keep(caseId, items(IdentityField.NAME, "Zora Kalešić")));

    assertThat(read(MIRA, ItemCategory.CONTACT).phone()).isEqualTo("+38267000002");
    assertThat(corrections()).isEqualTo("{categories,CONTACT}");
  }

  private String corrections() {
    return ask(
        TAMARA,
        () ->
            sql(
                "select string_agg(details::text, ' ') from audit.entry where case_id = '%s' and action = 'identity-corrected'"
                    .formatted(caseId)));
  }

  @Test
  void whoWasNotAdmittedFindsNothing() {
    for (Caller stranger : List.of(VERA, JELENA, PETAR, SANJA, ELIRA)) {
      refused(ProblemType.NOT_FOUND, () -> read(stranger, ItemCategory.NAME));
    }
  }

  @Test
  void aGrantForAnotherOrganisationIsOfNoUseToTheCaller() {
    var grant = Grants.of(caseId, SOCIAL, ItemCategory.NAME);
    refused(ProblemType.NOT_FOUND, () -> ask(JELENA, () -> files.read(grant)));
  }

  @Test
  void anAdmittedOrganisationReadsUntilItIsShutOut() {
    as(JELENA, () -> files.admit(caseId, HOUSE));
    as(JELENA, () -> files.admit(caseId, HOUSE));
    assertThat(read(JELENA, ItemCategory.NAME).alias()).isEqualTo("Zora");
    refused(ProblemType.NOT_FOUND, () -> read(PETAR, ItemCategory.NAME));

    as(MIRA, () -> files.shut(caseId, HOUSE));
    as(MIRA, () -> files.shut(caseId, HOUSE));
    refused(ProblemType.NOT_FOUND, () -> read(JELENA, ItemCategory.NAME));
    assertThat(read(MIRA, ItemCategory.NAME).alias()).isEqualTo("Zora");
  }

  @Test
  void theResponsibleOrganisationCannotBeShutOut() {
    refused(ProblemType.RULE_BROKEN, () -> ask(MIRA, () -> shut(SOCIAL)));
  }

  @Test
  void responsibilityMovesWithTheKey() {
    as(MIRA, () -> files.transferResponsibility(caseId, HOUSE));
    as(JELENA, () -> files.keep(caseId, items(IdentityField.HEALTH, "asthma")));
    as(JELENA, () -> files.shut(caseId, SOCIAL));

    assertThat(read(JELENA, ItemCategory.NAME, ItemCategory.HEALTH).categories())
        .containsExactly(ItemCategory.NAME, ItemCategory.HEALTH);
    refused(ProblemType.NOT_FOUND, () -> read(MIRA, ItemCategory.NAME));
  }

  @Test
  void aMessageIsMadeOfTheGrantedItemsForAReceiverWithoutAKey() {
    var grant = Grants.of(caseId, ELIRA.organization(), ItemCategory.NAME);
    assertThat(ask(SANJA, () -> files.export(grant)).texts())
        .isEqualTo(Map.of(IdentityField.ALIAS, "Zora"));
  }

  @Test
  void anotherCountryReachesNothingByAnyDoor() {
    refused(ProblemType.NOT_FOUND, () -> as(ELIRA, () -> files.keep(caseId, ZORA)));
    refused(ProblemType.NOT_FOUND, () -> as(ELIRA, () -> files.admit(caseId, HOUSE)));
    refused(ProblemType.NOT_FOUND, () -> as(ELIRA, () -> files.shut(caseId, HOUSE)));
    refused(ProblemType.NOT_FOUND, () -> as(ELIRA, () -> erasures.erase(caseId)));
    var grant = Grants.of(caseId, ELIRA.organization(), ItemCategory.NAME);
    refused(ProblemType.NOT_FOUND, () -> ask(ELIRA, () -> files.export(grant)));
  }

  @Test
  void aNoteIsWrittenOnceAndReadByWhoMayReadStories() {
    UUID note = Ids.random();
    as(VERA, () -> files.keepNote(caseId, note, "She asked for Mira."));
    refused(
        ProblemType.ALREADY_EXISTS, () -> as(VERA, () -> files.keepNote(caseId, note, "again")));
    refused(
        ProblemType.INVALID_VALUE,
        () -> as(VERA, () -> files.keepNote(caseId, Ids.random(), "\u202Egnorw")));

    var grant = Grants.of(caseId, SOCIAL, ItemCategory.NARRATIVE);
    assertThat(ask(MIRA, () -> files.readNote(grant, note))).isEqualTo("She asked for Mira.");
    refused(
        ProblemType.NOT_FOUND,
        () -> ask(MIRA, () -> files.readNote(Grants.of(caseId, SOCIAL, ItemCategory.NAME), note)));
    refused(ProblemType.NOT_FOUND, () -> ask(MIRA, () -> files.readNote(grant, Ids.random())));
  }

  @Test
  void anErasedPersonIsReadableToNobody() {
    as(MIRA, () -> files.admit(caseId, HOUSE));
    as(SANJA, () -> erasures.erase(caseId));

    refused(ProblemType.NOT_FOUND, () -> read(MIRA, ItemCategory.NAME));
    refused(ProblemType.NOT_FOUND, () -> read(JELENA, ItemCategory.NAME));
    refused(ProblemType.NOT_FOUND, () -> as(MIRA, () -> files.keep(caseId, ZORA)));
    refused(ProblemType.NOT_FOUND, () -> as(SANJA, () -> erasures.erase(caseId)));
    assertThatThrownBy(() -> as(VERA, () -> files.open(caseId, SOCIAL, ME, ZORA)))
        .hasRootCauseInstanceOf(SQLException.class);
  }

  @Test
  void whatIsRolledBackWasNeverKept() {
    assertThatThrownBy(() ->
            as(
                VERA,
                () -> {
                  files.keep(caseId, items(IdentityField.NAME, "Zora Kalešić"));
                  throw new IllegalStateException("the step was refused");
                }))
        .hasMessageContaining("refused");
    assertThat(read(MIRA, ItemCategory.NAME).name()).isNull();
  }

  @Test
  void theServicesUserReadsAndChangesNoTableOfTheVault() {
    for (String table : List.of("person", "person_key", "sealed_item")) {
      for (String statement : List.of("select from vault." + table, "delete from vault." + table)) {
        assertThatThrownBy(() -> as(MIRA, () -> sql(statement)))
            .as(statement)
            .hasRootCauseMessage("ERROR: permission denied for table " + table);
      }
    }
  }

  @Test
  void theFunctionsShowAForeignOrganisationNothing() {
    String get =
        "select count(*) from vault.get_items('%s', '%s', array['NAME'], array['%s'::uuid])"
            .formatted(caseId, SOCIAL, new UUID(0, 0));
    assertThat(ask(MIRA, () -> sql(get))).isEqualTo("3");
    for (Caller stranger : List.of(VERA, JELENA, SANJA, ELIRA)) {
      assertThat(ask(stranger, () -> sql(get))).isEqualTo("0");
    }
    String opened = "select set_config('uputnica.vault_door', 'responsible', true)";
    assertThat(
            ask(
                JELENA,
                () -> {
                  sql(opened);
                  return sql(get);
                }))
        .as("a session cannot choose the door")
        .isEqualTo("0");
    assertThat(QuarkusTransaction.requiringNew().call(() -> sql(get)))
        .as("without a caller")
        .isEqualTo("0");
  }

  @Test
  void everyFunctionBelongsToTheVaultAndHasItsPathFixed() {
    assertThat(
            ask(
                MIRA,
                () ->
                    sql(
                        """
                        select count(*) from pg_proc p
                        where pronamespace = 'vault'::regnamespace and not (prosecdef
                          and pg_get_userbyid(proowner) = 'uputnica_vault'
                          and proconfig @> array['search_path=""']
                          and not has_function_privilege('public', p.oid, 'execute'))\
                        """)))
        .isEqualTo("0");
  }

  @Test
  void whatWasMovedInTheDatabaseDoesNotOpen() throws SQLException {
    CaseId mirna = new CaseId(Ids.random());
    as(VERA, () -> files.open(mirna, SOCIAL, ME, items(IdentityField.NAME, "Mirna")));
    asOwnerOfTheDatabase(
        """
        update vault.sealed_item set ciphertext = (select m.ciphertext from vault.sealed_item m
          where m.case_id = '%s' and m.category = 'NAME') where case_id = '%s' and category = 'NAME'
        """
            .formatted(mirna, caseId));
    refused(ProblemType.INTERNAL, () -> read(MIRA, ItemCategory.NAME));
    assertThat(read(MIRA, ItemCategory.CONTACT).phone()).isEqualTo("+38267000001");

    asOwnerOfTheDatabase(
        """
        update vault.person_key set wrapped_key = (select m.wrapped_key from vault.person_key m
          where m.case_id = '%s') where case_id = '%s'
        """
            .formatted(mirna, caseId));
    refused(ProblemType.INTERNAL, () -> read(MIRA, ItemCategory.CONTACT));
    assertThat(
            ask(
                TAMARA,
                () ->
                    sql(
                        """
                        select string_agg(outcome || ' ' || details[2], ', ' order by id) from audit.entry
                          where case_id = '%s' and action = 'seal-broken'\
                        """
                            .formatted(caseId))))
        .isEqualTo("REFUSED sealed-item, REFUSED wrapped-key");
  }

  @Test
  void aKeyThatWasLostIsNotMadeAgain() throws IOException {
    Path key = Path.of(setting("uputnica.keys.directory")).resolve("organization-" + OTHER_HOUSE);
    as(MIRA, () -> files.admit(caseId, OTHER_HOUSE));
    Path away = Files.move(key, key.resolveSibling("away"));
    refused(ProblemType.UNAVAILABLE, () -> read(PETAR, ItemCategory.NAME));
    CaseId mirna = new CaseId(Ids.random());
    refused(
        ProblemType.UNAVAILABLE, () -> as(VERA, () -> files.open(mirna, OTHER_HOUSE, ME, ZORA)));
    assertThat(key).doesNotExist();
    Files.move(away, key);
    assertThat(read(PETAR, ItemCategory.NAME).alias()).isEqualTo("Zora");
  }

  private void asOwnerOfTheDatabase(String change) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("quarkus.flyway.username"),
                setting("quarkus.flyway.password"));
        var call = connection.createStatement()) {
      call.execute("set uputnica.reach = 'node'");
      assertThat(call.executeUpdate(change)).isEqualTo(1);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private Object shut(OrganizationId organization) {
    files.shut(caseId, organization);
    return organization;
  }

  private IdentityItems read(Caller caller, ItemCategory... categories) {
    return ask(caller, () -> files.read(Grants.of(caseId, caller.organization(), categories)));
  }

  private String sql(String statement) {
    try (var connection = database.getConnection();
        var call = connection.createStatement()) {
      if (!call.execute(statement)) {
        return "";
      }
      try (var row = call.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static IdentityItems items(IdentityField field, String text) {
    return IdentityItems.of(Map.of(field, text));
  }

  private static void as(Caller caller, Runnable work) {
    ask(
        caller,
        () -> {
          work.run();
          return true;
        });
  }

  private static <T> T ask(Caller caller, Supplier<T> work) {
    return Callers.apart(caller, work);
  }

  private static void refused(ProblemType type, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(type));
  }

  private static OrganizationId montenegro(int number) {
    return new OrganizationId(new UUID(0x1e00000000004000L, 0x8000000000000000L + number));
  }
}
