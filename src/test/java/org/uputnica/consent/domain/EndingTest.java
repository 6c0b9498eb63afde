package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.TRAVEL;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.THURSDAY;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.invalidated;
import static org.uputnica.consent.domain.Statements.refused;
import static org.uputnica.consent.domain.Statements.withdrawn;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ExceptionRule.Effective;

/** What ends a yes, and what then no longer rests on anything. */
class EndingTest {
  private static final Set<ItemCategory> SHOWN = Set.of(NAME, HEALTH);
  private static final ConsentStatement YES =
      given(REFERRAL).to(SHELTER).items(NAME, HEALTH).at(MONDAY);

  @Test
  void aYesThatIsTakenBackAnsweredWithANoOrNotValidLeavesNothing() {
    for (Statements word : List.of(withdrawn(REFERRAL), refused(REFERRAL), invalidated(REFERRAL))) {
      for (ConsentStatement end : List.of(word.at(TUESDAY), word.to(SHELTER).at(TUESDAY))) {
        Ending ending = ending(end, YES);
        assertThat(ending.kept(SHELTER, SHOWN)).as(end.toString()).isEmpty();
        assertThat(ending.left(SHELTER, SHOWN)).isEmpty();
        assertThat(ending.stops(SHELTER, SHOWN)).isTrue();
        assertThat(ending.stops(SHELTER, Set.of())).isTrue();
      }
    }
  }

  @Test
  void whoIsNotSpokenOfIsNotConcerned() {
    Ending ending =
        ending(
            withdrawn(REFERRAL).to(OTHER_SHELTER).at(TUESDAY),
            YES,
            given(REFERRAL).to(OTHER_SHELTER).at(MONDAY));
    assertThat(ending.kept(SHELTER, SHOWN)).isEqualTo(SHOWN);
    assertThat(ending.left(SHELTER, SHOWN)).isEqualTo(SHOWN);
    assertThat(ending.stops(SHELTER, SHOWN)).isFalse();
    assertThat(ending.stops(OTHER_SHELTER, Set.of(NAME))).isTrue();
  }

  @Test
  void aYesToLessEndsWhatItLeavesOutAndKeepsTheRest() {
    Ending ending = ending(given(REFERRAL).to(SHELTER).items(NAME, CONTACT).at(TUESDAY), YES);
    assertThat(ending.kept(SHELTER, SHOWN)).containsExactly(NAME);
    assertThat(ending.left(SHELTER, SHOWN)).containsExactly(NAME);
    assertThat(ending.stops(SHELTER, SHOWN)).isTrue();
    assertThat(ending.stops(SHELTER, Set.of(NAME))).isFalse();
    assertThat(ending.stops(SHELTER, Set.of())).isFalse();
  }

  @Test
  void aWordThatComesInLateEndsNothingThatALaterYesCovers() {
    ConsentStatement later = given(REFERRAL).to(SHELTER).items(NAME).at(WEDNESDAY);
    ConsentStatement elsewhere = given(REFERRAL).to(OTHER_SHELTER).items(NAME).at(MONDAY);
    for (Statements word : List.of(withdrawn(REFERRAL), refused(REFERRAL), invalidated(REFERRAL))) {
      Ending ending = ending(word.at(TUESDAY), YES, later, elsewhere);
      assertThat(ending.kept(SHELTER, SHOWN)).containsExactly(NAME);
      assertThat(ending.stops(SHELTER, Set.of(NAME))).isFalse();
      assertThat(ending.kept(OTHER_SHELTER, SHOWN)).isEmpty();
      assertThat(ending.stops(OTHER_SHELTER, Set.of(NAME))).isTrue();
    }
    assertThat(Ending.of(YES, List.of(YES, later), false, THURSDAY)).isEmpty();
  }

  @Test
  void aNoWhereNothingWasOpenedStopsNothing() {
    Ending ending = ending(refused(REFERRAL).to(SHELTER).at(TUESDAY));
    assertThat(ending.stops(SHELTER, Set.of(NAME))).isFalse();
    assertThat(ending.stopsTheAct()).isFalse();
    assertThat(ending(given(REFERRAL).to(SHELTER).items(NAME).at(TUESDAY)).stops(SHELTER, SHOWN))
        .isFalse();
  }

  @Test
  void aYesWhoseTimeIsOverIsAskedBackOnceSheSaysNo() {
    ConsentStatement over =
        given(REFERRAL).to(SHELTER).items(NAME, HEALTH).until(TUESDAY).at(MONDAY);
    Ending ending = ending(withdrawn(REFERRAL).at(WEDNESDAY), over);
    assertThat(ending.kept(SHELTER, SHOWN)).isEmpty();
    assertThat(ending.stops(SHELTER, SHOWN)).isTrue();
    for (ConsentStatement silent :
        List.of(
            Statements.asked(REFERRAL).to(SHELTER).at(WEDNESDAY),
            Statements.notAsked(REFERRAL).to(SHELTER).at(WEDNESDAY),
            over)) {
      assertThat(Ending.of(silent, List.of(over, silent), false, THURSDAY)).isEmpty();
    }
  }

  @Test
  void whatALawCoversGoesOnAndIsAskedBackAllTheSame() {
    ConsentStatement order =
        Statements.exception(
            OverrideReason.COURT_ORDER, REFERRAL, Effective.AT_ONCE, Set.of(NAME), "vera", TUESDAY);
    ConsentStatement back = withdrawn(REFERRAL).at(TUESDAY.plusSeconds(30));
    Ending ending = new Ending(back, List.of(YES, order, back), false, TUESDAY.plusSeconds(60));
    assertThat(ending.stops(SHELTER, Set.of())).isFalse();
    assertThat(ending.left(SHELTER, SHOWN)).containsExactly(NAME);
    assertThat(ending.kept(SHELTER, SHOWN)).isEmpty();
  }

  @Test
  void whatWentWithoutAskingHerStopsWithHerNoAndWithItsTime() {
    ConsentStatement unable =
        Statements.exception(
            OverrideReason.CANNOT_DECIDE,
            REFERRAL,
            Effective.AT_ONCE,
            Set.of(NAME),
            "vera",
            TUESDAY);
    ConsentStatement no = refused(REFERRAL).to(SHELTER).at(TUESDAY.plusSeconds(30));
    Ending ending = new Ending(no, List.of(unable, no), false, TUESDAY.plusSeconds(60));
    assertThat(ending.left(SHELTER, Set.of(NAME))).isEmpty();
    assertThat(ending.stops(SHELTER, Set.of(NAME))).isTrue();
    assertThat(ending.undoes(SHELTER, Set.of(NAME))).isTrue();
    assertThat(ending.stops(OTHER_SHELTER, Set.of(NAME))).isFalse();
    assertThat(Ending.of(unable, List.of(unable), false, TUESDAY.plusSeconds(60))).isEmpty();
    Ending lapsed = Ending.of(unable, List.of(unable), false, WEDNESDAY).orElseThrow();
    assertThat(lapsed.stops(SHELTER, Set.of(NAME))).isTrue();
    assertThat(lapsed.stops(OTHER_SHELTER, Set.of(NAME))).isFalse();
    assertThat(lapsed.kept(SHELTER, SHOWN)).isEqualTo(SHOWN);
    Ending agreed = Ending.of(unable, List.of(unable, YES), false, WEDNESDAY).orElseThrow();
    assertThat(agreed.stops(SHELTER, Set.of(NAME))).isFalse();
    ConsentStatement order =
        Statements.exception(
            OverrideReason.COURT_ORDER, REFERRAL, Effective.AT_ONCE, Set.of(NAME), "vera", TUESDAY);
    Ending ordered = new Ending(no, List.of(order, no), false, TUESDAY.plusSeconds(60));
    assertThat(ordered.stops(SHELTER, Set.of(NAME))).isFalse();
  }

  @Test
  void aDraftIsUndoneOnlyIfItCouldHaveLeft() {
    ConsentStatement guardian = given(REFERRAL).to(SHELTER).items(NAME).byGuardian().at(MONDAY);
    ConsentStatement assent = given(REFERRAL).to(SHELTER).items(NAME).how("CM-ASSENT").at(MONDAY);
    ConsentStatement no = refused(REFERRAL).to(SHELTER).how("CM-ASSENT").at(TUESDAY);
    Ending early = new Ending(no, List.of(guardian, no), true, THURSDAY);
    assertThat(early.stops(SHELTER, Set.of())).isTrue();
    assertThat(early.undoes(SHELTER, Set.of())).isFalse();
    Ending late = new Ending(no, List.of(guardian, assent, no), true, THURSDAY);
    assertThat(late.undoes(SHELTER, Set.of())).isTrue();
    assertThat(late.undoes(OTHER_SHELTER, Set.of())).isFalse();
  }

  @Test
  void theChildsNoEndsTheGuardiansYesWhereItCounts() {
    ConsentStatement guardian = given(TRAVEL).to(SHELTER).byGuardian().at(MONDAY);
    ConsentStatement no = refused(TRAVEL).how("CM-ASSENT").at(TUESDAY);
    assertThat(new Ending(no, List.of(guardian, no), true, THURSDAY).stopsTheAct()).isTrue();
    ConsentStatement police =
        given(ConsentScope.POLICE).to(SHELTER).items(NAME).byGuardian().at(MONDAY);
    ConsentStatement childs = refused(ConsentScope.POLICE).how("CM-ASSENT").at(TUESDAY);
    Ending heard = new Ending(childs, List.of(police, childs), true, THURSDAY);
    assertThat(heard.kept(SHELTER, SHOWN)).containsExactly(NAME);
    assertThat(heard.stops(SHELTER, Set.of(NAME))).isFalse();
  }

  @Test
  void aJourneyStopsWhenNobodyIsLeftTowardsWhomSheAgrees() {
    ConsentStatement yes = given(TRAVEL).at(MONDAY);
    assertThat(ending(withdrawn(TRAVEL).at(TUESDAY), yes).stopsTheAct()).isTrue();
    ConsentStatement other = given(TRAVEL).to(OTHER_SHELTER).at(MONDAY);
    assertThat(ending(withdrawn(TRAVEL).to(SHELTER).at(TUESDAY), other).stopsTheAct()).isFalse();
    ConsentStatement again = given(TRAVEL).at(WEDNESDAY);
    assertThat(ending(withdrawn(TRAVEL).at(TUESDAY), yes, again).stopsTheAct()).isFalse();
  }

  @Test
  void whatOneOfTwoLeavesOutIsNoLongerAgreedTo() {
    ConsentStatement child =
        given(REFERRAL).to(SHELTER).items(NAME, HEALTH).how("CM-ASSENT").at(MONDAY);
    ConsentStatement guardian =
        given(REFERRAL).to(SHELTER).items(NAME, HEALTH).byGuardian().at(MONDAY);
    ConsentStatement less =
        given(REFERRAL).to(SHELTER).items(NAME, CONTACT).byGuardian().at(TUESDAY);
    Ending ending = Ending.of(less, List.of(child, guardian, less), true, THURSDAY).orElseThrow();
    assertThat(ending.kept(SHELTER, SHOWN)).containsExactly(NAME);
  }

  private static Ending ending(ConsentStatement by, ConsentStatement... before) {
    return Ending.of(by, Stream.concat(Stream.of(before), Stream.of(by)).toList(), false, THURSDAY)
        .orElseThrow();
  }
}
