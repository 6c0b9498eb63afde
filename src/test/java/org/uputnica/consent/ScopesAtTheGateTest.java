package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Relation;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.testing.Stack;

/**
 * Every scope under which something leaves the vault, from what she says through the gate into the
 * journal; and the others, under which nothing does.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ScopesAtTheGateTest {
  private static final String BREZA = "1e000000-0000-4000-8000-000000000004";

  @Inject DisclosureGate gate;

  private ARegisteredCase met;

  @BeforeEach
  void sheWasMet() {
    met = ARegisteredCase.ofAnAdult();
  }

  @ParameterizedTest
  @CsvSource({
    "STORAGE,      ASSIGNED,     R-CASE,    1e000000-0000-4000-8000-000000000006",
    "STORAGE,      GUARDIAN,     R-GUARD,   1e000000-0000-4000-8000-000000000006",
    "MECHANISM,    IDENTIFIES,   R-ID,      1e000000-0000-4000-8000-000000000003",
    "REFERRAL,     SERVING,      R-SHELTER, " + BREZA,
    "REFERRAL,     SERVING,      R-LAW,     1e000000-0000-4000-8000-00000000000b",
    "CROSS_BORDER, SENDS_ABROAD, R-XB,      a1000000-0000-4000-8000-000000000007"
  })
  void theYesOpensTheNoDoesNotAndTakingItBackCloses(
      ConsentScope scope, Relation as, String role, UUID recipient) {
    UUID yes = Ids.random();
    assertDenied(scope, as, role, recipient, ItemCategory.NAME);
    said(scope, "CR-REFUSED", recipient, Ids.random());
    assertDenied(scope, as, role, recipient, ItemCategory.NAME);
    said(scope, "CR-GIVEN", recipient, yes);

    Grant grant = open(scope, as, role, recipient, ItemCategory.NAME);
    assertThat(grant.items()).containsExactly(ItemCategory.NAME);
    assertThat(grant.ground()).isEqualTo(scope.code());
    assertDenied(scope, as, role, recipient, ItemCategory.NAME, ItemCategory.HEALTH);
    UUID other = ZORAN.organization();
    assertDenied(scope, as, role, other, ItemCategory.NAME);

    as(VERA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                scope.code(),
                "recipient",
                recipient,
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                Instant.now().toString()))
        .post("/v1/cases/{id}/withdrawals", met.id().value())
        .then()
        .statusCode(201);
    assertDenied(scope, as, role, recipient, ItemCategory.NAME);

    String permitted = "entries.findAll { it.action == 'disclosure-permitted' }";
    String denied = "entries.findAll { it.action == 'disclosure-denied' }.details";
    as(TAMARA)
        .get("/v1/journal?limit=100&caseId=" + met.id())
        .then()
        .statusCode(200)
        .body(permitted, hasSize(1))
        .body(permitted + "[0].details.ground", equalTo(scope.code()))
        .body(permitted + "[0].details.recipient", equalTo(recipient.toString()))
        .body(permitted + "[0].details.items", equalTo("NAME"))
        .body(permitted + "[0].details.'statement.1'", equalTo(yes.toString()))
        .body(
            denied + ".reason.sort()",
            equalTo(
                List.of("ITEMS_NOT_COVERED", "NEVER_GIVEN", "NEVER_GIVEN", "REFUSED", "WITHDRAWN")))
        .body("entries.findAll { it.action == 'recall-asked' }", hasSize(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsentScope.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STORAGE", "MECHANISM", "REFERRAL", "CROSS_BORDER"})
  void underTheOtherScopesNothingLeavesTheVaultWhateverSheSays(ConsentScope scope) {
    UUID recipient = UUID.fromString(BREZA);
    said(scope, "CR-GIVEN", recipient, Ids.random());
    for (Relation relation : Relation.values()) {
      for (String role : List.of("R-CASE", "R-SHELTER", "R-POL", "R-COORD", "R-XB", "R-ID")) {
        assertDenied(scope, relation, role, recipient, ItemCategory.NAME);
      }
    }
  }

  @Test
  void helpIsTheSameWithAndWithoutTheYesToThePolice() {
    List<Object> before = offered(met.id().value());
    assertThat(before).isNotEmpty();
    said(ConsentScope.POLICE, "CR-REFUSED", ZORAN.organization(), Ids.random());
    assertThat(offered(met.id().value())).isEqualTo(before);
    ARegisteredCase other = ARegisteredCase.ofAnAdult();
    other
        .record(VERA, statement(other, ConsentScope.POLICE, "CR-GIVEN", ZORAN.organization()))
        .statusCode(201);
    assertThat(offered(other.id().value())).isEqualTo(before);
  }

  @Test
  void whatCannotHaveBeenSaidHasANameOfItsOwnAndLeavesNothing() {
    Map<String, Object> yes = met.yes(Ids.random());
    refused(met, ARegisteredCase.without(yes, "recipient"), "recipient-missing");
    met.record(VERA, ARegisteredCase.with(yes, "textVersion", "0"))
        .statusCode(400)
        .body("errors[0].field", equalTo("textVersion"));
    UUID meeting = Ids.random();
    Map<String, Object> asked = ARegisteredCase.with(yes, "contact", meeting);
    asked.put("status", "CR-ASKED");
    asked.put("deviceTime", Instant.now().toString());
    met.record(VERA, asked).statusCode(201);
    Map<String, Object> early = ARegisteredCase.with(yes, "contact", meeting);
    early.put("id", Ids.random());
    early.put("deviceTime", Instant.now().minusSeconds(60).toString());
    refused(met, early, "answered-before-asked");
    met.list(VERA).body("statements", hasSize(2));

    ARegisteredCase child = ARegisteredCase.ofAChild();
    Map<String, Object> alone = child.yes(Ids.random());
    refused(child, alone, "guardian-needed");
    Map<String, Object> uncle =
        ARegisteredCase.with(
            ARegisteredCase.with(alone, "saidBy", "GUARDIAN"), "method", "CM-GUARD");
    refused(child, uncle, "guardian-not-named");
    child.list(VERA).body("statements", hasSize(1));
  }

  private static void refused(ARegisteredCase about, Map<String, Object> body, String rule) {
    about
        .record(VERA, body)
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("errors[0].code", equalTo(rule));
  }

  private static List<Object> offered(UUID id) {
    return as(MIRA)
        .get("/v1/cases/{id}/matches?serviceType=ACC-EMG", id)
        .then()
        .statusCode(200)
        .extract()
        .path("candidates");
  }

  private void said(ConsentScope scope, String status, UUID recipient, UUID statement) {
    Map<String, Object> body = statement(met, scope, status, recipient);
    body.put("id", statement);
    met.record(VERA, body).statusCode(201);
  }

  /** Each in a meeting of its own: a no holds for the one in which it was said. */
  private static Map<String, Object> statement(
      ARegisteredCase about, ConsentScope scope, String status, UUID recipient) {
    Map<String, Object> body = new HashMap<>(about.yes(Ids.random()));
    body.put("scope", scope.code());
    body.put("status", status);
    body.put("recipient", recipient);
    body.put("contact", Ids.random());
    body.put("deviceTime", Instant.now().toString());
    return body;
  }

  private Grant open(
      ConsentScope scope, Relation as, String role, UUID recipient, ItemCategory... items) {
    Caller caller =
        Caller.person(
            JELENA.username(), new OrganizationId(recipient), new CountryCode("ME"), Set.of(role));
    Disclosure asked =
        Disclosure.of(met.id(), scope, new OrganizationId(recipient), Set.of(items), false);
    return Callers.as(
        caller, () -> QuarkusTransaction.requiringNew().call(() -> gate.open(asked, as)));
  }

  private void assertDenied(
      ConsentScope scope, Relation as, String role, UUID recipient, ItemCategory... items) {
    assertThatThrownBy(() -> open(scope, as, role, recipient, items))
        .isInstanceOf(RefusedException.class)
        .hasMessage("consent-missing");
  }
}
