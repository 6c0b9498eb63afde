package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ConsentPolicy.decide;
import static org.uputnica.consent.domain.ConsentScope.MECHANISM;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.TRAVEL;
import static org.uputnica.consent.domain.ExceptionRule.Effective.AFTER_APPROVAL;
import static org.uputnica.consent.domain.ExceptionRule.Effective.AT_ONCE;
import static org.uputnica.consent.domain.ItemCategory.BIRTH;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.DOCUMENT;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.ItemCategory.NARRATIVE;
import static org.uputnica.consent.domain.OverrideReason.CANNOT_DECIDE;
import static org.uputnica.consent.domain.OverrideReason.COURT_ORDER;
import static org.uputnica.consent.domain.OverrideReason.LIFE_AT_RISK;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.approved;
import static org.uputnica.consent.domain.Statements.exception;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.shown;
import static org.uputnica.consent.domain.Statements.shownOfAChild;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;

/** When an exception opens something, who has approved it and what it opens beside a yes. */
class ExceptionInForceTest {
  private static final Instant LATER = MONDAY.plus(Duration.ofHours(2));
  private static final ExceptionAct DANGER =
      exception(LIFE_AT_RISK, REFERRAL, AT_ONCE, Set.of(NAME), "vera", MONDAY);
  private static final ExceptionAct ORDERED =
      exception(COURT_ORDER, REFERRAL, AFTER_APPROVAL, Set.of(HEALTH), "vera", MONDAY);
  private static final ExceptionAct INCAPABLE =
      exception(CANNOT_DECIDE, REFERRAL, AT_ONCE, Set.of(HEALTH), "vera", MONDAY);

  @Test
  void anExceptionIsInForceAsTheGateSeesIt() {
    assertThat(inForce(DANGER, MONDAY, DANGER)).isTrue();
    assertThat(inForce(DANGER, TUESDAY, DANGER)).isFalse();
    assertThat(inForce(DANGER, TUESDAY, DANGER, approved(DANGER, "marko", LATER))).isTrue();
    assertThat(inForce(ORDERED, LATER, ORDERED)).isFalse();
    var approval = approved(ORDERED, "marko", LATER);
    assertThat(inForce(ORDERED, LATER, ORDERED, approval)).isTrue();
    assertThat(inForce(approval, LATER, ORDERED, approval)).as("an approval alone").isFalse();
    var travel = exception(LIFE_AT_RISK, TRAVEL, AT_ONCE, Set.of(NAME), "vera", MONDAY);
    assertThat(inForce(travel, MONDAY, travel)).isFalse();
  }

  @Test
  void theFirstApprovalCountsWhicheverIsReadFirst() {
    var first = approved(ORDERED, "marko", MONDAY.plusSeconds(1));
    var second = approved(ORDERED, "sanja", LATER);
    List<List<ConsentStatement>> orders =
        List.of(List.of(ORDERED, first, second), List.of(second, first, ORDERED));
    for (List<ConsentStatement> said : orders) {
      assertThat(ConsentPolicy.isInForce(ORDERED, said, false, MONDAY.plusSeconds(1))).isTrue();
      assertThat(ConsentPolicy.approver(ORDERED, said)).contains("marko");
      assertThat(ConsentPolicy.isApproved(ORDERED, said)).isTrue();
    }
  }

  @Test
  void anApprovalIsBySomebodyElseOfThisActAndInTime() {
    assertUnapproved();
    assertUnapproved(approved(ORDERED, "vera", LATER));
    assertUnapproved(approved(DANGER, "marko", LATER));
    assertUnapproved(approved(ORDERED, "marko", TUESDAY));
  }

  @Test
  void forAChildTheGuardiansNoIsANoToo() {
    var no = refused(REFERRAL).to(SHELTER).byGuardian().at(MONDAY);
    assertThat(ConsentPolicy.isInForce(INCAPABLE, List.of(INCAPABLE, no), true, MONDAY)).isFalse();
    assertThat(ConsentPolicy.isInForce(INCAPABLE, List.of(INCAPABLE, no), false, MONDAY)).isTrue();
    assertThat(ConsentPolicy.isInForce(INCAPABLE, List.of(INCAPABLE), true, MONDAY)).isTrue();
  }

  @Test
  void anExceptionTowardsNobodyOpensNothing() {
    Said about = DANGER.said();
    var nobody =
        new ExceptionAct(
            new Said(
                about.id(),
                about.caseId(),
                REFERRAL,
                null,
                Set.of(NAME),
                SaidBy.PERSON,
                MONDAY,
                MONDAY,
                about.organization(),
                "vera"),
            LIFE_AT_RISK,
            AT_ONCE,
            TUESDAY,
            TUESDAY);
    assertThat(decide(shown(REFERRAL, NAME), List.of(nobody), MONDAY).isPermit()).isFalse();
  }

  @Test
  void onlyAGroundThatOpensSomethingIsNamed() {
    var yes = given(REFERRAL).to(SHELTER).items(CONTACT).at(MONDAY);
    assertThat(decide(shown(REFERRAL, NAME), List.of(yes, DANGER), MONDAY))
        .isEqualTo(
            new Decision.Permit(
                new Ground(List.of(new Basis.Excepted(REFERRAL, LIFE_AT_RISK, DANGER.id()))),
                Set.of(NAME)));
    assertThat(decide(shown(REFERRAL, NAME), List.of(DANGER, INCAPABLE), MONDAY))
        .isEqualTo(
            new Decision.Permit(
                new Ground(List.of(new Basis.Excepted(REFERRAL, LIFE_AT_RISK, DANGER.id()))),
                Set.of(NAME)));
  }

  @Test
  void severalExceptionsAreNamedInOneOrder() {
    List<Basis> grounds =
        Stream.of(DANGER, INCAPABLE)
            .sorted(Comparator.comparing(act -> act.id().value()))
            .<Basis>map(act -> new Basis.Excepted(REFERRAL, act.reason(), act.id()))
            .toList();
    var expected = new Decision.Permit(new Ground(grounds), Set.of(NAME, HEALTH));
    var asked = shown(REFERRAL, NAME, HEALTH);
    assertThat(decide(asked, List.of(DANGER, INCAPABLE), MONDAY)).isEqualTo(expected);
    assertThat(decide(asked, List.of(INCAPABLE, DANGER), MONDAY)).isEqualTo(expected);
    assertThat(expected.ground().statements())
        .containsExactlyElementsOf(
            grounds.stream().flatMap(it -> it.statements().stream()).toList());
  }

  @Test
  void whatNoGroundOpensIsSaid() {
    var yes = given(REFERRAL).to(SHELTER).items(CONTACT).at(MONDAY);
    assertThat(decide(shown(REFERRAL, CONTACT, NAME, BIRTH), List.of(yes, DANGER), MONDAY))
        .isEqualTo(
            new Decision.Deny(
                REFERRAL, DenyReason.ITEMS_NOT_COVERED, List.of(yes.id()), Set.of(BIRTH)));
  }

  @ParameterizedTest
  @CsvSource({"NAME, true", "BIRTH, true", "CONTACT, true", "DOCUMENT, false", "HEALTH, false"})
  void aNotificationOfAChildHoldsNoMoreThanItNeeds(ItemCategory item, boolean open) {
    assertThat(decide(shownOfAChild(MECHANISM, item), List.of(), MONDAY).isPermit())
        .isEqualTo(open);
  }

  @Test
  void theDutyTowardsAChildOpensBesideTheGuardiansYes() {
    var yes = given(MECHANISM).to(SHELTER).byGuardian().items(DOCUMENT).at(MONDAY);
    assertThat(decide(shownOfAChild(MECHANISM, DOCUMENT, NAME), List.of(yes), TUESDAY))
        .isEqualTo(
            new Decision.Permit(
                new Ground(
                    List.of(
                        new Basis.Agreed(MECHANISM, List.of(yes.id())),
                        new Basis.ChildProtectionDuty(MECHANISM))),
                Set.of(DOCUMENT, NAME)));
    assertThat(decide(shownOfAChild(MECHANISM), List.of(), TUESDAY).isPermit()).isTrue();
    assertThat(decide(shownOfAChild(MECHANISM, NAME, NARRATIVE), List.of(), TUESDAY))
        .isEqualTo(
            new Decision.Deny(
                MECHANISM, DenyReason.GUARDIAN_MISSING, List.of(), Set.of(NARRATIVE)));
  }

  @Test
  void theCodeOfAGroundJoinsItsParts() {
    var yes = given(MECHANISM).to(SHELTER).byGuardian().items(DOCUMENT).at(MONDAY);
    var permit =
        (Decision.Permit) decide(shownOfAChild(MECHANISM, DOCUMENT, NAME), List.of(yes), TUESDAY);
    assertThat(permit.ground().code()).isEqualTo("CS-NRM+CHILD-PROTECTION-DUTY");
    assertThat(permit.ground().statements()).containsExactly(yes.id());
    assertThat(new Basis.Excepted(REFERRAL, COURT_ORDER, ORDERED.id()).code())
        .isEqualTo("OV-COURT");
  }

  @Test
  void thePersonIsToldWithinThirtyDaysAndItEndsWithThem() {
    assertThat(DANGER.informPersonBy()).isEqualTo(MONDAY.plus(Duration.ofDays(30)));
    assertThat(DANGER.expires()).isEqualTo(MONDAY.plus(Duration.ofDays(30)));
  }

  private static void assertUnapproved(ConsentStatement... said) {
    assertThat(ConsentPolicy.isApproved(ORDERED, List.of(said))).isFalse();
    assertThat(ConsentPolicy.approver(ORDERED, List.of(said))).isEmpty();
  }

  private static boolean inForce(
      ConsentStatement statement, Instant now, ConsentStatement... said) {
    return ConsentPolicy.isInForce(statement, List.of(said), false, now);
  }
}
