package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ARTA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.consent.domain.CaseAccess;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Relation;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.consent.domain.Withdraw;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.Directory;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The gate in the real database: what opens it, who hears of it, and what shuts it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DisclosureGateTest {
  @Inject DisclosureGate gate;
  @Inject ConsentService consents;
  @Inject ConditionService conditions;
  @Inject CaseAccess cases;
  @Inject AgroalDataSource database;

  private final UUID yes = Ids.random();
  private ARegisteredCase met;

  @BeforeEach
  void sheSaysYesToTheHouse() {
    met = ARegisteredCase.ofAnAdult();
    met.record(VERA, met.yes(yes)).statusCode(201);
  }

  @Test
  void aYesOpensTheGateForItsItemsAndTheJournalNamesIt() {
    Grant grant =
        inTransaction(
            caller(JELENA), () -> gate.open(toTheHouse(ItemCategory.NAME), Relation.SERVING));
    assertThat(grant.items()).containsExactly(ItemCategory.NAME);
    assertThat(grant.ground()).isEqualTo("CS-REF-SVC");
    assertThat(grant.recipient().value()).isEqualTo(JELENA.organization());
    journalOf("disclosure-permitted").body("'statement.1'", equalTo(yes.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_TO_POLICE, police",
    "NOT_TO_POLICE, investigation",
    "NOT_TO_MIGRATION_AUTHORITIES, migration-authority",
    "NOT_TO_FAMILY, family-tracing",
    "NOT_TO_CONSULATE, consulate"
  })
  void aConditionKeepsItsKindOfReceiverOutWhateverIsAgreed(Condition condition, String function) {
    UUID receiver = Directory.organization("ME", function).organization();
    met.record(VERA, ARegisteredCase.with(met.yes(Ids.random()), "recipient", receiver))
        .statusCode(201);
    Disclosure asked =
        Disclosure.of(
            met.id(),
            ConsentScope.REFERRAL,
            new OrganizationId(receiver),
            Set.of(ItemCategory.NAME),
            false);
    assertThat(inTransaction(caller(MIRA), () -> gate.open(asked, Relation.SERVING)).items())
        .isNotEmpty();
    inTransaction(
        caller(MIRA),
        () -> {
          conditions.bind(cases.require(met.id(), caller(MIRA)), Set.of(condition));
          return true;
        });
    assertThatThrownBy(() -> inTransaction(caller(MIRA), () -> gate.open(asked, Relation.SERVING)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().type()).isEqualTo(ProblemType.CONDITION_BINDS);
              assertThat(refused.refusal().errors().getFirst().code()).isEqualTo(condition.name());
            });
    journalOf("disclosure-denied")
        .body("reason", equalTo("CONDITION"))
        .body("conditions", equalTo(condition.name()));
    assertThat(
            inTransaction(
                    caller(JELENA),
                    () -> gate.open(toTheHouse(ItemCategory.NAME), Relation.SERVING))
                .items())
        .containsExactly(ItemCategory.NAME);
  }

  @Test
  void aDenialOutlivesTheTransactionThatItRolledBack() {
    assertDenied(ItemCategory.HEALTH);
    journalOf("disclosure-denied")
        .body("reason", equalTo("ITEMS_NOT_COVERED"))
        .body("items", equalTo("HEALTH"));
  }

  @Test
  void anExceptionOpensWhatItsReasonAllows() {
    met.except(VERA, Ids.random(), "HEALTH").statusCode(201);
    Grant grant =
        inTransaction(
            caller(JELENA),
            () -> gate.open(toTheHouse(ItemCategory.HEALTH, ItemCategory.NAME), Relation.SERVING));
    assertThat(grant.ground()).isEqualTo("CS-REF-SVC+OV-INCAP");
    assertDenied(ItemCategory.NARRATIVE);
  }

  @ParameterizedTest
  @CsvSource({"R-XB, true", "R-COORD, true", "R-CASE, false", "R-FRONT, false"})
  void acrossTheBorderGoesOnlyWhatTheTableSendsThere(String role, boolean sends) {
    met.record(
            VERA,
            ARegisteredCase.with(
                ARegisteredCase.with(met.yes(Ids.random()), "scope", "CS-XBR"),
                "recipient",
                KALTRINA.organization()))
        .statusCode(201);
    Disclosure asked =
        Disclosure.of(
            met.id(),
            ConsentScope.CROSS_BORDER,
            new OrganizationId(KALTRINA.organization()),
            Set.of(ItemCategory.NAME),
            false);
    Caller sender = caller(NIKOLA, role);
    if (sends) {
      assertThat(inTransaction(sender, () -> gate.open(asked, Relation.SENDS_ABROAD)).items())
          .containsExactly(ItemCategory.NAME);
    } else {
      assertThatThrownBy(() -> inTransaction(sender, () -> gate.open(asked, Relation.SENDS_ABROAD)))
          .isInstanceOf(RefusedException.class)
          .hasMessage("consent-missing");
    }
  }

  @Test
  void everyDoorAsksForARelationOrForLeaveOfItsOwn() {
    assertThat(
            Arrays.stream(DisclosureGate.class.getDeclaredMethods())
                .filter(it -> Grant.class.equals(it.getReturnType()))
                .filter(it -> !Modifier.isPrivate(it.getModifiers()))
                .map(it -> List.of(it.getParameterTypes())))
        .containsExactlyInAnyOrder(
            List.of(Disclosure.class, Relation.class), List.of(UUID.class), List.of(CaseId.class));
  }

  @Test
  void aWithdrawalHeardElsewhereShutsTheGateAtOnce() {
    met.withdraw(MIRA).statusCode(201).body("stopped", hasSize(0));
    assertDenied();
    met.list(VERA)
        .body("statements.findAll { it.scope == 'CS-REF-SVC' && it.inForce }", hasSize(0));
  }

  @Test
  void aWithdrawalWaitsForTheDisclosureThatIsUnderWay() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading =
          threads.submit(() ->
              inTransaction(
                  caller(JELENA),
                  () -> {
                    Grant grant = gate.open(toTheHouse(), Relation.SERVING);
                    opened.countDown();
                    await(mayEnd);
                    return grant;
                  }));
      await(opened);
      var taking =
          threads.submit(
              () -> inTransaction(caller(VERA), () -> consents.withdraw(met.id(), withdrawal())));
      assertThatThrownBy(() -> taking.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      mayEnd.countDown();
      assertThat(reading.get(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(taking.get(10, TimeUnit.SECONDS).scope()).isEqualTo(ConsentScope.REFERRAL);
    }
    assertDenied();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update process.consent_statement set items = '{}'",
        "delete from process.consent_statement",
        "truncate process.consent_statement"
      })
  void whatWasSaidIsNeverChanged(String change) {
    assertThatThrownBy(() -> inTransaction(caller(VERA), () -> execute(change)))
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void statementsAreNotSeenFromAnotherCountry() {
    assertThat(inTransaction(caller(JELENA), () -> consents.statements(met.id()))).hasSize(2);
    assertThat(inTransaction(caller(ARTA), () -> consents.statements(met.id()))).isEmpty();
  }

  private void assertDenied(ItemCategory... items) {
    assertThatThrownBy(() ->
            inTransaction(caller(JELENA), () -> gate.open(toTheHouse(items), Relation.SERVING)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("consent-missing");
  }

  private Disclosure toTheHouse(ItemCategory... items) {
    return Disclosure.of(
        met.id(),
        ConsentScope.REFERRAL,
        new OrganizationId(JELENA.organization()),
        Set.of(items),
        false);
  }

  private static Withdraw withdrawal() {
    return new Withdraw(
        new ConsentId(Ids.random()),
        ConsentScope.REFERRAL,
        null,
        SaidBy.PERSON,
        new Telling(null, "prs", null, null, null, null, Ids.random(), null),
        null,
        Instant.now());
  }

  private boolean execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      return statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ValidatableResponse journalOf(String action) {
    String entries = "entries.findAll { it.action == '" + action + "' }";
    return as(TAMARA)
        .get("/v1/journal?caseId=" + met.id())
        .then()
        .statusCode(200)
        .body(entries, hasSize(1))
        .rootPath(entries + "[0].details");
  }

  private static Caller caller(Person person) {
    return caller(person, Roles.FRONT, Roles.SHELTER);
  }

  private static Caller caller(Person person, String... roles) {
    return Caller.person(
        person.username(),
        new OrganizationId(person.organization()),
        new CountryCode(person.country()),
        Set.of(roles));
  }

  private static <T> T inTransaction(Caller caller, Supplier<T> work) {
    return Callers.apart(caller, work);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
