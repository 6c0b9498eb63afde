package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.uputnica.consent.domain.ConsentPolicy.decide;
import static org.uputnica.consent.domain.ConsentScope.CROSS_BORDER;
import static org.uputnica.consent.domain.ConsentScope.INTERVIEW;
import static org.uputnica.consent.domain.ConsentScope.MECHANISM;
import static org.uputnica.consent.domain.ConsentScope.POLICE;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.RESEARCH;
import static org.uputnica.consent.domain.ConsentScope.STORAGE;
import static org.uputnica.consent.domain.ConsentScope.TRAVEL;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.ItemCategory.NARRATIVE;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.THURSDAY;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.asked;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.invalidated;
import static org.uputnica.consent.domain.Statements.notAsked;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.shown;
import static org.uputnica.consent.domain.Statements.shownOfAChild;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.Decision.Deny;
import org.uputnica.consent.domain.Decision.Permit;
import org.uputnica.platform.id.CaseId;

class ConsentPolicyTest {
  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void nothingSaidOpensNothing(ConsentScope scope) {
    assertThat(reason(shown(scope, NAME))).isEqualTo(DenyReason.NEVER_GIVEN);
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void aYesOpensItsScopeItsItemsAndItsRecipientAndNothingElse(ConsentScope scope) {
    var yes = given(scope).to(SHELTER).items(NAME, CONTACT).at(MONDAY);
    assertThat(decide(shown(scope, NAME), List.of(yes), TUESDAY))
        .isEqualTo(
            new Permit(
                new Ground(List.of(new Basis.Agreed(scope, List.of(yes.id())))), Set.of(NAME)));
    assertThat(decide(shown(scope, NAME, HEALTH), List.of(yes), TUESDAY))
        .isEqualTo(
            new Deny(scope, DenyReason.ITEMS_NOT_COVERED, List.of(yes.id()), Set.of(HEALTH)));
    var elsewhere = Disclosure.of(CASE, scope, OTHER_SHELTER, Set.of(NAME), false);
    assertThat(reason(elsewhere, yes)).isEqualTo(DenyReason.NEVER_GIVEN);
    for (ConsentScope other : ConsentScope.values()) {
      assertThat(decide(shown(other, NAME), List.of(yes), TUESDAY).isPermit())
          .isEqualTo(other == scope);
    }
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void aYesToNobodyCoversTheActWhereNoRecipientIsNeededAndNoItem(ConsentScope scope) {
    var yes = given(scope).at(MONDAY);
    assertThat(decide(shown(scope), List.of(yes), TUESDAY).isPermit())
        .isNotEqualTo(scope.needsRecipient());
    assertThat(decide(shown(scope, NAME), List.of(yes), TUESDAY).isPermit()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void aWithdrawalEndsWhatWasGivenBefore(ConsentScope scope) {
    var yes = given(scope).to(SHELTER).at(MONDAY);
    var no = withdrawn(scope).to(SHELTER).at(TUESDAY);
    assertThat(decide(shown(scope, NAME), List.of(yes, no), WEDNESDAY))
        .isEqualTo(new Deny(scope, DenyReason.WITHDRAWN, List.of(no.id()), Set.of()));
  }

  @Test
  void aWithdrawalTowardsAllEndsEveryRecipient() {
    var yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(reason(shown(REFERRAL), yes, withdrawn(REFERRAL).at(TUESDAY)))
        .isEqualTo(DenyReason.WITHDRAWN);
    var elsewhere = withdrawn(REFERRAL).to(OTHER_SHELTER).at(TUESDAY);
    assertThat(decide(shown(REFERRAL), List.of(yes, elsewhere), WEDNESDAY).isPermit()).isTrue();
  }

  @Test
  void aLaterYesCountsAgain() {
    assertThat(
            decide(
                    shown(REFERRAL, NAME),
                    List.of(
                        given(REFERRAL).to(SHELTER).at(WEDNESDAY),
                        refused(REFERRAL).at(TUESDAY),
                        withdrawn(REFERRAL).at(MONDAY)),
                    THURSDAY)
                .isPermit())
        .isTrue();
  }

  @Test
  void atTheSameInstantTheNoIsTheLaterWord() {
    var yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(reason(shown(REFERRAL), yes, withdrawn(REFERRAL).to(SHELTER).at(MONDAY)))
        .isEqualTo(DenyReason.WITHDRAWN);
    assertThat(reason(shown(REFERRAL), refused(REFERRAL).to(SHELTER).at(MONDAY), yes))
        .isEqualTo(DenyReason.REFUSED);
    assertThat(reason(shown(REFERRAL), invalidated(REFERRAL).at(MONDAY), yes))
        .isEqualTo(DenyReason.INVALIDATED);
  }

  @Test
  void twoYesesAtTheSameInstantLeaveWhatBothAllow() {
    var one = given(REFERRAL).to(SHELTER).items(NAME, CONTACT).at(MONDAY);
    var other = given(REFERRAL).to(SHELTER).items(NAME, HEALTH).at(MONDAY);
    assertThat(decide(shown(REFERRAL, NAME), List.of(one, other), TUESDAY).isPermit()).isTrue();
    assertThat(reason(shown(REFERRAL, CONTACT), one, other))
        .isEqualTo(DenyReason.ITEMS_NOT_COVERED);
  }

  @Test
  void aClockThatRunsAheadDoesNotOutliveAWithdrawal() {
    var ahead = given(REFERRAL).to(SHELTER).recorded(MONDAY).at(MONDAY.plusSeconds(540));
    var no = withdrawn(REFERRAL).at(MONDAY.plusSeconds(60));
    assertThat(reason(shown(REFERRAL), ahead, no)).isEqualTo(DenyReason.WITHDRAWN);
  }

  @Test
  void aYesThatIsSaidLaterOpensNothingYet() {
    var yes = given(REFERRAL).to(SHELTER).at(WEDNESDAY);
    assertThat(decide(shown(REFERRAL), List.of(yes), TUESDAY).isPermit()).isFalse();
    assertThat(decide(shown(REFERRAL), List.of(yes), WEDNESDAY).isPermit()).isTrue();
  }

  @Test
  void aYesEndsAtItsEnd() {
    var yes = given(REFERRAL).to(SHELTER).until(TUESDAY).at(MONDAY);
    assertThat(decide(shown(REFERRAL), List.of(yes), TUESDAY.minusNanos(1)).isPermit()).isTrue();
    assertThat(reason(shown(REFERRAL), yes)).isEqualTo(DenyReason.EXPIRED);
  }

  @Test
  void askingAgainTakesNothingBack() {
    var yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(
            decide(
                    shown(REFERRAL),
                    List.of(
                        yes,
                        asked(REFERRAL).to(SHELTER).at(TUESDAY),
                        notAsked(REFERRAL).at(TUESDAY)),
                    WEDNESDAY)
                .isPermit())
        .isTrue();
  }

  @Test
  void everyScopeMustBeCovered() {
    var both = new Disclosure(CASE, Set.of(REFERRAL, CROSS_BORDER), SHELTER, Set.of(NAME), false);
    var one = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(decide(both, List.of(one), TUESDAY))
        .isEqualTo(new Deny(CROSS_BORDER, DenyReason.NEVER_GIVEN, List.of(), Set.of()));
    var other = given(CROSS_BORDER).to(SHELTER).at(MONDAY);
    assertThat(decide(both, List.of(one, other), TUESDAY)).isInstanceOf(Permit.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Disclosure(CASE, Set.of(), SHELTER, Set.of(), false));
  }

  @Test
  void whatWasSaidInAnotherCaseIsNotReused() {
    var met = new CaseId(new UUID(1, 2));
    var again = Disclosure.of(met, REFERRAL, SHELTER, Set.of(), false);
    assertThat(reason(again, given(REFERRAL).to(SHELTER).at(MONDAY)))
        .isEqualTo(DenyReason.NEVER_GIVEN);
  }

  // --- children ---

  @ParameterizedTest
  @EnumSource(
      value = ConsentScope.class,
      names = {"CROSS_BORDER", "TRAVEL", "STORAGE", "POLICE", "FAMILY", "CONSULATE"})
  void aChildAloneOpensNothing(ConsentScope scope) {
    var own = given(scope).to(SHELTER).how("CM-ASSENT").at(MONDAY);
    assertThat(reason(shownOfAChild(scope), own)).isEqualTo(DenyReason.GUARDIAN_MISSING);
    var guardian = given(scope).to(SHELTER).byGuardian().at(MONDAY);
    assertThat(decide(shownOfAChild(scope), List.of(guardian), TUESDAY).isPermit()).isTrue();
    assertThat(reason(shown(scope), guardian)).isEqualTo(DenyReason.NEVER_GIVEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsentScope.class,
      names = {"REFERRAL", "TRAVEL", "GUARDIAN_ACTION"})
  void theChildsNoStandsAgainstTheGuardian(ConsentScope scope) {
    var guardian = given(scope).to(SHELTER).byGuardian().at(MONDAY);
    var child = refused(scope).to(SHELTER).how("CM-ASSENT").at(MONDAY.minus(Duration.ofDays(1)));
    assertThat(reason(shownOfAChild(scope), guardian, child)).isEqualTo(DenyReason.CHILD_REFUSED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsentScope.class,
      names = {"REFERRAL", "GUARDIAN_ACTION"})
  void aChildIsReferredOnBothWords(ConsentScope scope) {
    var own = given(scope).to(SHELTER).items(NAME, HEALTH).how("CM-ASSENT").at(MONDAY);
    var guardian = given(scope).to(SHELTER).items(NAME, CONTACT).byGuardian().at(MONDAY);
    assertThat(reason(shownOfAChild(scope), own)).isEqualTo(DenyReason.GUARDIAN_MISSING);
    assertThat(reason(shownOfAChild(scope), guardian)).isEqualTo(DenyReason.ASSENT_MISSING);
    assertThat(decide(shownOfAChild(scope, NAME), List.of(guardian, own), TUESDAY).isPermit())
        .isTrue();
    assertThat(decide(shownOfAChild(scope, HEALTH, CONTACT, NAME), List.of(own, guardian), TUESDAY))
        .isInstanceOfSatisfying(
            Deny.class,
            no -> assertThat(no.uncovered()).containsExactlyInAnyOrder(HEALTH, CONTACT));
    var until = given(scope).to(SHELTER).items(NAME).how("CM-ASSENT").until(TUESDAY).at(MONDAY);
    assertThat(reason(shownOfAChild(scope), guardian, until)).isEqualTo(DenyReason.EXPIRED);
  }

  @Test
  void ofAChildTooYoungToBeAskedTheGuardianDecides() {
    var guardian = given(REFERRAL).to(SHELTER).byGuardian().at(MONDAY);
    var tooYoung = notAsked(REFERRAL).to(SHELTER).because(NotAskedReason.TOO_YOUNG).at(MONDAY);
    assertThat(decide(shownOfAChild(REFERRAL), List.of(tooYoung, guardian), TUESDAY).isPermit())
        .isTrue();
    assertThat(reason(shownOfAChild(REFERRAL), tooYoung)).isEqualTo(DenyReason.GUARDIAN_MISSING);
    assertThat(reason(shownOfAChild(REFERRAL), guardian, notAsked(REFERRAL).to(SHELTER).at(MONDAY)))
        .isEqualTo(DenyReason.ASSENT_MISSING);
    assertThat(
            reason(
                shownOfAChild(REFERRAL),
                guardian,
                notAsked(REFERRAL).to(OTHER_SHELTER).because(NotAskedReason.TOO_YOUNG).at(MONDAY)))
        .isEqualTo(DenyReason.ASSENT_MISSING);
    var no = refused(REFERRAL).to(SHELTER).how("CM-ASSENT").at(MONDAY);
    assertThat(reason(shownOfAChild(REFERRAL), guardian, tooYoung, no))
        .isEqualTo(DenyReason.CHILD_REFUSED);
    assertThat(reason(shown(REFERRAL), tooYoung)).isEqualTo(DenyReason.NEVER_GIVEN);
  }

  @Test
  void aGuardianSpeaksOnlyAsGuardian() {
    var uncle = given(REFERRAL).to(SHELTER).byGuardian().how("CM-VERB-W").at(MONDAY);
    assertThat(reason(shownOfAChild(REFERRAL), uncle)).isEqualTo(DenyReason.GUARDIAN_MISSING);
  }

  @Test
  void aGuardiansWithdrawalEndsTheGuardiansYes() {
    var yes = given(STORAGE).to(SHELTER).byGuardian().at(MONDAY);
    var no = withdrawn(STORAGE).byGuardian().at(TUESDAY);
    assertThat(reason(shownOfAChild(STORAGE), yes, no)).isEqualTo(DenyReason.WITHDRAWN);
  }

  @Test
  void aChildIsReportedWithoutConsentAndOnlyWithWhatANotificationNeeds() {
    assertThat(decide(shownOfAChild(MECHANISM, NAME, CONTACT), List.of(), MONDAY))
        .isEqualTo(
            new Permit(
                new Ground(List.of(new Basis.ChildProtectionDuty(MECHANISM))),
                Set.of(NAME, CONTACT)));
    assertThat(reason(shownOfAChild(MECHANISM, NARRATIVE))).isEqualTo(DenyReason.GUARDIAN_MISSING);
    assertThat(reason(shown(MECHANISM, NAME))).isEqualTo(DenyReason.NEVER_GIVEN);
  }

  @Test
  void aChildIsInterviewedOnItsOwnWordUnlessTheGuardianSaysNo() {
    var assent = given(INTERVIEW).how("CM-ASSENT").at(MONDAY);
    assertThat(decide(shownOfAChild(INTERVIEW), List.of(assent), TUESDAY).isPermit()).isTrue();
    assertThat(reason(shownOfAChild(INTERVIEW), assent, refused(INTERVIEW).byGuardian().at(MONDAY)))
        .isEqualTo(DenyReason.REFUSED);
  }

  @Test
  void noResearchOnChildren() {
    assertThat(
            reason(
                shownOfAChild(RESEARCH),
                given(RESEARCH).to(SHELTER).byGuardian().at(MONDAY),
                given(RESEARCH).to(SHELTER).at(MONDAY)))
        .isEqualTo(DenyReason.NOT_FOR_CHILDREN);
  }

  @Test
  void ageOfConsentIsAParameterAndPresumptionIsNotUndoneByAClaimedAge() {
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("CHILD", null)).isTrue();
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("ADULT", 17)).isFalse();
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("PRESUMED_CHILD", 18)).isTrue();
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("UNKNOWN", 15)).isTrue();
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("UNKNOWN", null)).isTrue();
    assertThat(AgeOfConsent.DEFAULT.guardianNeeded("WHAT", null)).isTrue();
    assertThat(new AgeOfConsent(16).guardianNeeded("CHILD", 16)).isFalse();
    assertThat(new AgeOfConsent(16).guardianNeeded("CHILD", 15)).isTrue();
    assertThat(new AgeOfConsent(16).guardianNeeded("UNKNOWN", 16)).isFalse();
  }

  // --- what a guard of a step and a list want to know ---

  @Test
  void standingTellsARefusalFromSilence() {
    assertThat(standing(POLICE)).isEqualTo(Standing.NOTHING);
    assertThat(standing(POLICE, asked(POLICE).at(MONDAY))).isEqualTo(Standing.NOTHING);
    assertThat(standing(POLICE, notAsked(POLICE).at(MONDAY))).isEqualTo(Standing.NOT_ASKED);
    assertThat(standing(POLICE, refused(POLICE).at(MONDAY))).isEqualTo(Standing.REFUSED);
    assertThat(standing(POLICE, given(POLICE).to(SHELTER).at(MONDAY))).isEqualTo(Standing.OPEN);
    assertThat(standing(POLICE, given(POLICE).to(SHELTER).until(MONDAY).at(MONDAY)))
        .isEqualTo(Standing.NOTHING);
  }

  @Test
  void onlyTheLatestYesIsInForce() {
    var before = given(TRAVEL).at(MONDAY);
    var after = given(TRAVEL).items(NAME, CONTACT).at(TUESDAY);
    var said = List.of(before, after, asked(TRAVEL).at(WEDNESDAY));
    assertThat(said)
        .extracting(statement -> ConsentPolicy.isInForce(statement, said, false, THURSDAY))
        .containsExactly(false, true, false);
  }

  @Test
  void aYesThatOpensLessThanItSaysIsInForce() {
    var child = given(REFERRAL).to(SHELTER).items(NAME, HEALTH).how("CM-ASSENT").at(MONDAY);
    var guardian = given(REFERRAL).to(SHELTER).items(NAME, CONTACT).byGuardian().at(MONDAY);
    assertThat(List.of(child, guardian))
        .allMatch(it -> ConsentPolicy.isInForce(it, List.of(child, guardian), true, TUESDAY));
    var one = given(REFERRAL).to(SHELTER).items(NAME, HEALTH).at(MONDAY);
    var other = given(REFERRAL).to(SHELTER).items(NAME, CONTACT).at(MONDAY);
    assertThat(List.of(one, other))
        .allMatch(it -> ConsentPolicy.isInForce(it, List.of(one, other), false, TUESDAY));
  }

  private static Standing standing(ConsentScope scope, ConsentStatement... said) {
    return ConsentPolicy.standing(shown(scope), List.of(said), WEDNESDAY);
  }

  private static DenyReason reason(Disclosure asked, ConsentStatement... said) {
    return decide(asked, List.of(said), THURSDAY) instanceof Deny deny
        ? deny.reason()
        : org.assertj.core.api.Assertions.fail("was permitted");
  }
}
