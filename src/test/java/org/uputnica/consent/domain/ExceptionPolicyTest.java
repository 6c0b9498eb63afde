package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.consent.domain.ConsentPolicy.decide;
import static org.uputnica.consent.domain.ConsentScope.CROSS_BORDER;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.TRAVEL;
import static org.uputnica.consent.domain.ExceptionRule.Effective.AFTER_APPROVAL;
import static org.uputnica.consent.domain.ExceptionRule.Effective.AT_ONCE;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.OverrideReason.CANNOT_DECIDE;
import static org.uputnica.consent.domain.OverrideReason.CHILD_PROTECTION;
import static org.uputnica.consent.domain.OverrideReason.COURT_ORDER;
import static org.uputnica.consent.domain.OverrideReason.LIFE_AT_RISK;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.adult;
import static org.uputnica.consent.domain.Statements.approved;
import static org.uputnica.consent.domain.Statements.child;
import static org.uputnica.consent.domain.Statements.exception;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.shown;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class ExceptionPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ExceptionPolicy POLICY =
      new ExceptionPolicy(
          Map.of(
              CANNOT_DECIDE,
                  new ExceptionRule(
                      CANNOT_DECIDE, Set.of(HEALTH), AT_ONCE, Set.of(Roles.FRONT, Roles.COORD)),
              CHILD_PROTECTION,
                  new ExceptionRule(CHILD_PROTECTION, Set.of(NAME), AT_ONCE, Set.of(Roles.CASE))));
  private static final ExceptionAct INCAPABLE =
      exception(CANNOT_DECIDE, REFERRAL, AT_ONCE, Set.of(HEALTH), "vera", MONDAY);
  private static final ExceptionAct ORDERED =
      exception(COURT_ORDER, REFERRAL, AFTER_APPROVAL, Set.of(NAME), "vera", MONDAY);

  @Test
  void anExceptionAtOnceShutsAfterADayUnlessSomebodyElseApproved() {
    Instant soon = MONDAY.plus(HOUR);
    assertThat(decide(shown(REFERRAL, HEALTH), List.of(INCAPABLE), MONDAY))
        .isEqualTo(
            new Decision.Permit(
                new Ground(List.of(new Basis.Excepted(REFERRAL, CANNOT_DECIDE, INCAPABLE.id()))),
                Set.of(HEALTH)));
    assertThat(isOpen(HEALTH, MONDAY.minusNanos(1), INCAPABLE)).isFalse();
    assertThat(isOpen(HEALTH, TUESDAY.minusNanos(1), INCAPABLE)).isTrue();
    assertThat(isOpen(HEALTH, TUESDAY, INCAPABLE)).isFalse();
    assertThat(isOpen(HEALTH, TUESDAY, INCAPABLE, approved(INCAPABLE, "marko", soon))).isTrue();
    assertThat(isOpen(HEALTH, TUESDAY, INCAPABLE, approved(INCAPABLE, "vera", soon))).isFalse();
    assertThat(isOpen(HEALTH, TUESDAY, INCAPABLE, approved(INCAPABLE, "marko", TUESDAY))).isFalse();
  }

  @Test
  void anApprovedExceptionStillEnds() {
    var approval = approved(INCAPABLE, "marko", MONDAY.plus(HOUR));
    assertThat(isOpen(HEALTH, INCAPABLE.expires().minusNanos(1), INCAPABLE, approval)).isTrue();
    assertThat(isOpen(HEALTH, INCAPABLE.expires(), INCAPABLE, approval)).isFalse();
  }

  @Test
  void someExceptionsOpenNothingBeforeTheirApproval() {
    var approval = approved(ORDERED, "marko", MONDAY.plus(HOUR));
    assertThat(isOpen(NAME, MONDAY, ORDERED)).isFalse();
    assertThat(isOpen(NAME, MONDAY, ORDERED, approval)).isFalse();
    assertThat(isOpen(NAME, MONDAY.plus(HOUR), ORDERED, approval)).isTrue();
  }

  @Test
  void anExceptionOpensItsItemsForItsRecipientOnly() {
    assertThat(isOpen(NAME, MONDAY, INCAPABLE)).isFalse();
    var elsewhere = Disclosure.of(Statements.CASE, REFERRAL, OTHER_SHELTER, Set.of(HEALTH), false);
    assertThat(decide(elsewhere, List.of(INCAPABLE), MONDAY).isPermit()).isFalse();
    assertThat(decide(shown(CROSS_BORDER, HEALTH), List.of(INCAPABLE), MONDAY).isPermit())
        .isFalse();
  }

  @Test
  void inabilityToDecideIsNoGroundAgainstANoThatWasSaid() {
    assertThat(
            isOpen(HEALTH, MONDAY, INCAPABLE, refused(REFERRAL).to(SHELTER).at(MONDAY.minus(HOUR))))
        .isFalse();
    assertThat(
            isOpen(
                HEALTH,
                TUESDAY.minusNanos(1),
                INCAPABLE,
                withdrawn(REFERRAL).at(MONDAY.plus(HOUR))))
        .isFalse();
    var danger = exception(LIFE_AT_RISK, REFERRAL, AT_ONCE, Set.of(HEALTH), "vera", MONDAY);
    assertThat(isOpen(HEALTH, MONDAY, danger, refused(REFERRAL).at(MONDAY.minus(HOUR)))).isTrue();
  }

  @Test
  void consentIsTheGroundWhereThereIsConsent() {
    var yes = given(REFERRAL).to(SHELTER).items(HEALTH).at(MONDAY);
    assertThat(decide(shown(REFERRAL, HEALTH), List.of(INCAPABLE, yes), MONDAY))
        .isInstanceOfSatisfying(
            Decision.Permit.class,
            permit -> assertThat(permit.ground().code()).isEqualTo("CS-REF-SVC"));
  }

  @Test
  void consentAndExceptionsTogetherOpenWhatEachOfThemAllows() {
    var yes = given(REFERRAL).to(SHELTER).items(NAME).at(MONDAY);
    var asked = shown(REFERRAL, NAME, HEALTH);
    assertThat(decide(asked, List.of(INCAPABLE, yes), MONDAY))
        .isEqualTo(
            new Decision.Permit(
                new Ground(
                    List.of(
                        new Basis.Agreed(REFERRAL, List.of(yes.id())),
                        new Basis.Excepted(REFERRAL, CANNOT_DECIDE, INCAPABLE.id()))),
                Set.of(NAME, HEALTH)));
    assertThat(decide(asked, List.of(INCAPABLE), MONDAY))
        .isEqualTo(new Decision.Deny(REFERRAL, DenyReason.NEVER_GIVEN, List.of(), Set.of(NAME)));
    assertThat(decide(shown(REFERRAL), List.of(INCAPABLE), MONDAY).isPermit()).isTrue();
  }

  @Test
  void travelStaysVoluntaryWhateverTheReason() {
    var act = exception(LIFE_AT_RISK, TRAVEL, AT_ONCE, Set.of(), "vera", MONDAY);
    assertThat(decide(shown(TRAVEL), List.of(act), MONDAY).isPermit()).isFalse();
    assertRefused(ProblemType.RULE_BROKEN, "scope", ask(CANNOT_DECIDE, TRAVEL, HEALTH));
  }

  @Test
  void theFullFileOfAnUnconsciousPersonCannotBeAskedFor() {
    assertRefused(
        ProblemType.RULE_BROKEN, "items", ask(CANNOT_DECIDE, REFERRAL, ItemCategory.values()));
    assertRefused(ProblemType.RULE_BROKEN, "items", ask(CANNOT_DECIDE, REFERRAL, HEALTH, NAME));
    assertRefused(ProblemType.RULE_BROKEN, "items", ask(LIFE_AT_RISK, REFERRAL));
    assertRefused(ProblemType.RULE_BROKEN, "reason", ask(CHILD_PROTECTION, REFERRAL, NAME));
    ExceptionAct act = POLICY.act(ask(CANNOT_DECIDE, REFERRAL, HEALTH), adult(), vera(), MONDAY);
    assertThat(act.lapses()).isEqualTo(TUESDAY);
    assertThat(act.said().recorder()).isEqualTo("vera");
    assertThat(POLICY.act(ask(CHILD_PROTECTION, REFERRAL, NAME), child(null), vera(), MONDAY))
        .isNotNull();
  }

  @Test
  void anActIsBoundedByItsReasonAndTimedByTheService() {
    RecordException asked = ask(CANNOT_DECIDE, REFERRAL, HEALTH);
    Instant heard = MONDAY.minus(RecordingPolicy.CLOCK_TOLERANCE);
    ExceptionAct act = POLICY.act(asked, adult(), vera(), heard);
    assertThat(act.effective()).isEqualTo(AT_ONCE);
    assertThat(act.said().recordedAt()).isEqualTo(heard);
    assertThat(act.lapses()).isEqualTo(heard.plus(Duration.ofHours(24)));
    assertThat(act.expires()).isEqualTo(heard.plus(Duration.ofDays(30)));
    assertThat(act.said().items()).containsExactly(HEALTH);
    assertThatThrownBy(() -> POLICY.act(asked, adult(), vera(), heard.minusNanos(1)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors().getFirst().field()).isEqualTo("deviceTime"));
    assertThatThrownBy(
            () -> POLICY.act(ask(CANNOT_DECIDE, REFERRAL, NAME), adult(), vera(), MONDAY))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors().getFirst().allowed())
                    .containsExactly("HEALTH"));
  }

  @Test
  void whoMayApproveIsSaidAndNoCoordinatorOfAnotherCountryDoes() {
    Caller abroad =
        Caller.person("ilir", OTHER_SHELTER, new CountryCode("AL"), Set.of(Roles.COORD));
    assertApproval(ProblemType.NOT_YOUR_TURN, abroad, MONDAY);
    assertThatThrownBy(() ->
            POLICY.requireApprover(
                INCAPABLE, adult(), caller("marko", BORDER, Roles.SHELTER), List.of(), MONDAY))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors().getFirst().allowed())
                    .containsExactly(Roles.COORD, Roles.FRONT));
    assertThatThrownBy(() ->
            POLICY.requireApprover(
                ORDERED, adult(), caller("marko", BORDER, Roles.FRONT), List.of(), MONDAY))
        .as("a reason without a row is approved by nobody")
        .isInstanceOf(RefusedException.class);
    POLICY.requireApprover(
        INCAPABLE, adult(), caller("marko", BORDER, Roles.FRONT), List.of(), TUESDAY.minusNanos(1));
  }

  @Test
  void theGroundIsAnActOfThisCaseAndScopeAndItsReasonsAreNamed() {
    var danger = exception(LIFE_AT_RISK, REFERRAL, AT_ONCE, Set.of(NAME), "vera", MONDAY);
    assertThatThrownBy(() -> requireGround(COURT_ORDER, "marko", INCAPABLE, danger))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal().errors().getFirst().allowed())
                    .containsExactly("OV-INCAP", "OV-VITAL"));
    var other = exception(CANNOT_DECIDE, CROSS_BORDER, AT_ONCE, Set.of(HEALTH), "vera", MONDAY);
    assertNoGround(
        ProblemType.EXCEPTION_MISMATCH, "inputs.override-reason", CANNOT_DECIDE, "marko", other);
    var met = new CaseId(new UUID(1, 2));
    var elsewhere = Disclosure.of(met, REFERRAL, SHELTER, Set.of(), false);
    assertThatThrownBy(() ->
            ExceptionPolicy.requireGround(
                elsewhere, CANNOT_DECIDE, "marko", luka(), List.of(INCAPABLE), MONDAY))
        .isInstanceOf(RefusedException.class);
  }

  /** Two colleagues recorded the same reason; each may be the other's second person. */
  @Test
  void whoRecordedOneActIsTheSecondPersonOfAnother() {
    var hers = exception(CANNOT_DECIDE, REFERRAL, AT_ONCE, Set.of(HEALTH), "vera", MONDAY);
    var his =
        exception(CANNOT_DECIDE, REFERRAL, AT_ONCE, Set.of(HEALTH), "marko", MONDAY.minus(HOUR));
    requireGround(CANNOT_DECIDE, "marko", hers, his);
    requireGround(CANNOT_DECIDE, "vera", his, hers);
    assertNoGround(
        ProblemType.EXCEPTION_MISMATCH,
        "inputs.approver",
        CANNOT_DECIDE,
        "marko",
        his,
        hers,
        approved(hers, "sanja", MONDAY));
  }

  @Test
  void somebodyElseOfTheOrganisationOrTheCoordinatorApprovesInTime() {
    assertApproval(ProblemType.APPROVER_IS_ASKER, vera(), MONDAY);
    assertApproval(ProblemType.NOT_YOUR_TURN, caller("jelena", SHELTER, Roles.CASE), MONDAY);
    assertApproval(ProblemType.NOT_YOUR_TURN, caller("marko", BORDER, Roles.SHELTER), MONDAY);
    assertApproval(ProblemType.STEP_NOT_OPEN, caller("marko", BORDER, Roles.FRONT), TUESDAY);
    assertApproval(
        ProblemType.STEP_NOT_OPEN,
        caller("marko", BORDER, Roles.FRONT),
        MONDAY,
        approved(INCAPABLE, "sanja", MONDAY));
    POLICY.requireApprover(
        INCAPABLE, adult(), caller("marko", BORDER, Roles.FRONT), List.of(), MONDAY);
    POLICY.requireApprover(
        INCAPABLE, adult(), caller("sanja", OTHER_SHELTER, Roles.COORD), List.of(), MONDAY);
  }

  @Test
  void whatIsSentWithoutConsentRestsOnTheExceptionItNames() {
    var approval = approved(INCAPABLE, "marko", MONDAY);
    requireGround(CANNOT_DECIDE, "marko", INCAPABLE);
    requireGround(CANNOT_DECIDE, "marko", INCAPABLE, approval);
    assertNoGround(
        ProblemType.EXCEPTION_MISMATCH, "inputs.override-reason", LIFE_AT_RISK, "marko", INCAPABLE);
    assertNoGround(
        ProblemType.EXCEPTION_MISMATCH, "inputs.override-reason", COURT_ORDER, "marko", ORDERED);
    assertNoGround(
        ProblemType.EXCEPTION_MISMATCH,
        "inputs.approver",
        CANNOT_DECIDE,
        "sanja",
        INCAPABLE,
        approval);
    assertNoGround(ProblemType.APPROVER_IS_ASKER, null, CANNOT_DECIDE, "vera", INCAPABLE);
    assertNoGround(ProblemType.APPROVER_IS_ASKER, null, CANNOT_DECIDE, "luka", INCAPABLE);
    var elsewhere = Disclosure.of(Statements.CASE, REFERRAL, OTHER_SHELTER, Set.of(), false);
    assertThatThrownBy(() ->
            ExceptionPolicy.requireGround(
                elsewhere, CANNOT_DECIDE, "marko", luka(), List.of(INCAPABLE), MONDAY))
        .isInstanceOf(RefusedException.class);
  }

  /** Luka sends what Vera recorded. */
  private static Caller luka() {
    return caller("luka", BORDER, Roles.FRONT);
  }

  private static void requireGround(
      OverrideReason reason, String approver, ConsentStatement... said) {
    ExceptionPolicy.requireGround(shown(REFERRAL), reason, approver, luka(), List.of(said), MONDAY);
  }

  private static void assertNoGround(
      ProblemType type,
      @Nullable String field,
      OverrideReason reason,
      String approver,
      ConsentStatement... said) {
    assertThatThrownBy(() -> requireGround(reason, approver, said))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().type()).isEqualTo(type);
              if (field != null) {
                assertThat(refused.refusal().errors().getFirst().field()).isEqualTo(field);
              }
            });
  }

  private static void assertApproval(
      ProblemType type, Caller caller, Instant now, ConsentStatement... said) {
    assertThatThrownBy(() -> POLICY.requireApprover(INCAPABLE, adult(), caller, List.of(said), now))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().type()).isEqualTo(type));
  }

  private static void assertRefused(ProblemType type, String field, RecordException asked) {
    assertThatThrownBy(() -> POLICY.act(asked, adult(), vera(), MONDAY))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().type()).isEqualTo(type);
              assertThat(refused.refusal().errors().getFirst().field()).isEqualTo(field);
            });
  }

  private static RecordException ask(
      OverrideReason reason, ConsentScope scope, ItemCategory... items) {
    return new RecordException(
        new ConsentId(new UUID(5, 5)), reason, scope, SHELTER, Set.of(items), MONDAY);
  }

  private static boolean isOpen(ItemCategory item, Instant now, ConsentStatement... said) {
    return decide(shown(REFERRAL, item), List.of(said), now).isPermit();
  }

  private static Caller vera() {
    return caller("vera", BORDER, Roles.FRONT);
  }

  private static Caller caller(String user, OrganizationId organization, String role) {
    return Caller.person(user, organization, new CountryCode("ME"), Set.of(role));
  }
}
