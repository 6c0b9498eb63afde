package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ConsentPolicy.decide;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.STORAGE;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.Statements.MEETING;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.invalidated;
import static org.uputnica.consent.domain.Statements.notAsked;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.shown;
import static org.uputnica.consent.domain.Statements.shownOfAChild;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.Decision.Deny;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;

/** Which of several words counts, and what the answer names as having decided. */
class LatestWordTest {
  @Test
  void ofNosAtOneInstantTheStrongestDecides() {
    var no = refused(REFERRAL).to(SHELTER).at(MONDAY);
    var back = withdrawn(REFERRAL).to(SHELTER).at(MONDAY);
    assertDenied(DenyReason.WITHDRAWN, back, List.of(no, back));
    assertDenied(DenyReason.WITHDRAWN, back, List.of(back, no));
  }

  @Test
  void thatAYesWasNotValidTakesBackNoNo() {
    var no = refused(REFERRAL).to(SHELTER).at(MONDAY);
    var back = withdrawn(REFERRAL).to(SHELTER).at(MONDAY);
    var yes = given(REFERRAL).to(SHELTER).at(TUESDAY);
    for (Instant at : List.of(MONDAY, TUESDAY)) {
      var invalid = invalidated(REFERRAL).to(SHELTER).at(at);
      assertDenied(DenyReason.WITHDRAWN, back, List.of(invalid, back, no));
      assertDenied(DenyReason.REFUSED, no, List.of(no, invalid));
      assertDenied(DenyReason.INVALIDATED, invalid, List.of(invalid));
    }
    var invalid = invalidated(REFERRAL).to(SHELTER).at(TUESDAY);
    assertDenied(DenyReason.REFUSED, no, List.of(no, yes, invalid));
    assertThat(standing(no, yes, invalid)).isEqualTo(Standing.REFUSED);
    assertThat(standing(yes, invalid)).isEqualTo(Standing.NOTHING);
    assertThat(standing(no, yes, invalidated(REFERRAL).to(OTHER_SHELTER).at(TUESDAY)))
        .isEqualTo(Standing.OPEN);
    var again = given(REFERRAL).to(SHELTER).at(WEDNESDAY);
    assertThat(
            decide(shown(REFERRAL, NAME), List.of(no, yes, invalid, again), WEDNESDAY).isPermit())
        .isTrue();
  }

  @Test
  void theChildsNoSurvivesThatTheGuardiansYesWasNotValid() {
    for (ConsentScope scope : List.of(REFERRAL, ConsentScope.TRAVEL)) {
      var no = refused(scope).to(SHELTER).how("CM-ASSENT").at(MONDAY);
      var first = given(scope).to(SHELTER).byGuardian().at(TUESDAY);
      var invalid = invalidated(scope).to(SHELTER).at(TUESDAY);
      var again = given(scope).to(SHELTER).byGuardian().at(WEDNESDAY);
      assertThat(decide(shownOfAChild(scope), List.of(no, first, invalid, again), WEDNESDAY))
          .isEqualTo(new Deny(scope, DenyReason.CHILD_REFUSED, List.of(no.id()), Set.of()));
    }
    var childs = given(ConsentScope.TRAVEL).to(SHELTER).how("CM-ASSENT").at(MONDAY);
    var found = invalidated(ConsentScope.TRAVEL).to(SHELTER).at(TUESDAY);
    var guardian = given(ConsentScope.TRAVEL).to(SHELTER).byGuardian().at(WEDNESDAY);
    assertThat(
            decide(shownOfAChild(ConsentScope.TRAVEL), List.of(childs, found, guardian), WEDNESDAY)
                .isPermit())
        .isTrue();
  }

  @Test
  void thatAChildsYesWasNotValidIsNoNoOfTheGuardian() {
    var first = given(ConsentScope.INTERVIEW).how("CM-ASSENT").at(MONDAY);
    var invalid = invalidated(ConsentScope.INTERVIEW).at(TUESDAY);
    var again = given(ConsentScope.INTERVIEW).how("CM-ASSENT").at(WEDNESDAY);
    var asked = shownOfAChild(ConsentScope.INTERVIEW);
    assertThat(decide(asked, List.of(first, invalid), WEDNESDAY).isPermit()).isFalse();
    assertThat(decide(asked, List.of(first, invalid, again), WEDNESDAY).isPermit()).isTrue();
    var no = refused(ConsentScope.INTERVIEW).byGuardian().at(MONDAY);
    assertThat(decide(asked, List.of(no, first, invalid, again), WEDNESDAY).isPermit()).isFalse();
  }

  @Test
  void ofEqualNosAlwaysTheSameOneIsNamed() {
    var here = refused(REFERRAL).to(SHELTER).at(MONDAY);
    var everywhere = refused(REFERRAL).at(MONDAY);
    var first =
        Stream.of(here, everywhere).min(Comparator.comparing(it -> it.id().value())).orElseThrow();
    assertDenied(DenyReason.REFUSED, first, List.of(here, everywhere));
    assertDenied(DenyReason.REFUSED, first, List.of(everywhere, here));
  }

  @Test
  void severalYesesAreNamedOnceEachAndInOneOrder() {
    var one = given(REFERRAL).to(SHELTER).items(NAME, CONTACT).at(MONDAY);
    var other = given(REFERRAL).to(SHELTER).items(NAME, HEALTH).at(MONDAY);
    List<ConsentId> ids =
        Stream.of(one, other)
            .map(ConsentStatement::id)
            .sorted(Comparator.comparing(ConsentId::value))
            .toList();
    for (var said : List.of(List.of(one, other), List.of(other, one, one))) {
      assertThat(decide(shown(REFERRAL, NAME), said, TUESDAY))
          .isInstanceOfSatisfying(
              Decision.Permit.class,
              permit -> assertThat(permit.ground().statements()).isEqualTo(ids));
    }
  }

  @Test
  void theYesThatEndsFirstEndsThemBoth() {
    var one = given(REFERRAL).to(SHELTER).until(TUESDAY).at(MONDAY);
    var other = given(REFERRAL).to(SHELTER).until(WEDNESDAY).at(MONDAY);
    assertThat(reason(List.of(one, other), TUESDAY)).isEqualTo(DenyReason.EXPIRED);
    assertThat(reason(List.of(other, one), TUESDAY)).isEqualTo(DenyReason.EXPIRED);
  }

  @Test
  void anInvalidationHoldsWhoeverHadSpoken() {
    var guardians = given(STORAGE).to(SHELTER).byGuardian().at(MONDAY);
    var found = invalidated(STORAGE).to(SHELTER).at(TUESDAY);
    assertThat(decide(shownOfAChild(STORAGE, NAME), List.of(guardians, found), WEDNESDAY))
        .isEqualTo(new Deny(STORAGE, DenyReason.INVALIDATED, List.of(found.id()), Set.of()));
    var child = refused(STORAGE).to(SHELTER).how("CM-ASSENT").at(TUESDAY);
    assertThat(
            decide(shownOfAChild(STORAGE, NAME), List.of(guardians, child), WEDNESDAY).isPermit())
        .isTrue();
  }

  @Test
  void notHavingBeenAskedHereIsToldFromNotHavingBeenAskedThere() {
    assertThat(standing(notAsked(REFERRAL).to(SHELTER).at(MONDAY))).isEqualTo(Standing.NOT_ASKED);
    assertThat(standing(notAsked(REFERRAL).at(MONDAY))).isEqualTo(Standing.NOT_ASKED);
    assertThat(standing(notAsked(REFERRAL).to(OTHER_SHELTER).at(MONDAY)))
        .isEqualTo(Standing.NOTHING);
    assertThat(standing(notAsked(STORAGE).to(SHELTER).at(MONDAY))).isEqualTo(Standing.NOTHING);
    var elsewhere = Disclosure.of(new CaseId(new UUID(1, 2)), REFERRAL, SHELTER, Set.of(), false);
    var here = notAsked(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(ConsentPolicy.standing(elsewhere, List.of(here), TUESDAY))
        .isEqualTo(Standing.NOTHING);
  }

  @Test
  void aYesIsInForceForItsRecipientUntilItIsTakenBackOrEnds() {
    var yes = given(REFERRAL).to(SHELTER).items(NAME).until(WEDNESDAY).at(MONDAY);
    assertThat(inForce(yes, TUESDAY, yes)).isTrue();
    assertThat(inForce(yes, WEDNESDAY, yes)).isFalse();
    assertThat(inForce(yes, TUESDAY, yes, withdrawn(REFERRAL).at(TUESDAY))).isFalse();
    assertThat(inForce(yes, TUESDAY, yes, withdrawn(REFERRAL).to(OTHER_SHELTER).at(TUESDAY)))
        .isTrue();
    var narrower = given(REFERRAL).to(SHELTER).items(CONTACT).at(MONDAY);
    assertThat(inForce(yes, TUESDAY, yes, narrower)).isFalse();
    var again = given(REFERRAL).to(SHELTER).items(NAME, CONTACT).at(TUESDAY);
    assertThat(inForce(yes, TUESDAY, yes, again)).isFalse();
    assertThat(inForce(again, TUESDAY, yes, again)).isTrue();
    assertThat(((Given) yes).hasExpired(WEDNESDAY)).isTrue();
    assertThat(((Given) again).hasExpired(WEDNESDAY)).isFalse();
  }

  @Test
  void onlyAYesIsEverInForceAmongWords() {
    for (Statements said :
        List.of(
            Statements.asked(REFERRAL),
            notAsked(REFERRAL),
            refused(REFERRAL),
            withdrawn(REFERRAL),
            invalidated(REFERRAL))) {
      ConsentStatement word = said.to(SHELTER).at(MONDAY);
      assertThat(inForce(word, TUESDAY, word)).as(word.status().code()).isFalse();
    }
  }

  @Test
  void afterANoTheSameMeetingCarriesNoYesWhicheverCameInFirst() {
    var no = refused(REFERRAL).to(SHELTER).in(MEETING).at(MONDAY);
    var yes = given(REFERRAL).to(SHELTER).items(NAME).in(MEETING).at(MONDAY.plusSeconds(300));
    for (List<ConsentStatement> said : List.of(List.of(no, yes), List.of(yes, no))) {
      assertDenied(DenyReason.REFUSED, no, said);
      assertThat(inForce(yes, TUESDAY, said.toArray(ConsentStatement[]::new))).isFalse();
    }
    var toAll = refused(REFERRAL).in(MEETING).at(MONDAY);
    assertDenied(DenyReason.REFUSED, toAll, List.of(yes, toAll));
    for (ConsentStatement other :
        List.of(
            refused(REFERRAL).to(SHELTER).at(MONDAY),
            refused(REFERRAL).to(Statements.OTHER_SHELTER).in(MEETING).at(MONDAY),
            refused(REFERRAL).to(SHELTER).byGuardian().in(MEETING).at(MONDAY),
            refused(STORAGE).to(SHELTER).in(MEETING).at(MONDAY),
            withdrawn(REFERRAL).to(SHELTER).in(MEETING).at(MONDAY))) {
      assertThat(decide(shown(REFERRAL, NAME), List.of(other, yes), TUESDAY).isPermit())
          .as(other.toString())
          .isTrue();
    }
  }

  private static boolean inForce(
      ConsentStatement statement, Instant now, ConsentStatement... said) {
    return ConsentPolicy.isInForce(statement, List.of(said), false, now);
  }

  private static Standing standing(ConsentStatement... said) {
    return ConsentPolicy.standing(shown(REFERRAL), List.of(said), TUESDAY);
  }

  private static DenyReason reason(List<ConsentStatement> said, Instant now) {
    return ((Deny) decide(shown(REFERRAL), said, now)).reason();
  }

  private static void assertDenied(
      DenyReason reason, ConsentStatement decided, List<ConsentStatement> said) {
    assertThat(decide(shown(REFERRAL, NAME), said, TUESDAY))
        .isEqualTo(new Deny(REFERRAL, reason, List.of(decided.id()), Set.of()));
  }
}
