package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.ItemCategory.CONTACT;
import static org.uputnica.consent.domain.ItemCategory.NAME;
import static org.uputnica.consent.domain.Statements.CASE;
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

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.Decision.Deny;
import org.uputnica.platform.id.OrganizationId;

/** Every scope alone: what a yes opens and to whom, what a no opens, what taking it back leaves. */
class ScopeByScopeTest {
  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void theYesOpensTheItemsThatWereSaidToWhoWasNamedAndNothingElse(ConsentScope scope) {
    ConsentStatement yes = given(scope).to(SHELTER).items(NAME, CONTACT).at(MONDAY);
    for (ConsentScope other : ConsentScope.values()) {
      for (OrganizationId recipient : List.of(SHELTER, OTHER_SHELTER)) {
        for (ItemCategory item : ItemCategory.values()) {
          boolean said =
              other == scope && recipient.equals(SHELTER) && Set.of(NAME, CONTACT).contains(item);
          assertThat(open(other, recipient, item, TUESDAY, yes))
              .as("%s of %s to %s", item, other, recipient)
              .isEqualTo(said);
        }
      }
    }
    Decision whole =
        ConsentPolicy.decide(
            Disclosure.of(CASE, scope, SHELTER, Set.of(NAME, CONTACT), false),
            List.of(yes),
            TUESDAY);
    assertThat(whole)
        .isEqualTo(
            new Decision.Permit(
                new Ground(List.of(new Basis.Agreed(scope, List.of(yes.id())))),
                Set.of(NAME, CONTACT)));
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void theNoOpensNothingWhoeverAsks(ConsentScope scope) {
    ConsentStatement yes = given(scope).to(SHELTER).at(MONDAY);
    ConsentStatement no = refused(scope).at(TUESDAY);
    assertThat(denied(scope, WEDNESDAY, no)).isEqualTo(DenyReason.REFUSED);
    assertThat(denied(scope, WEDNESDAY, yes, no)).isEqualTo(DenyReason.REFUSED);
    assertThat(open(scope, OTHER_SHELTER, NAME, WEDNESDAY, yes, no)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void takingItBackClosesItAndAYesSaidLaterOpensItAnew(ConsentScope scope) {
    ConsentStatement yes = given(scope).to(SHELTER).at(MONDAY);
    ConsentStatement back = withdrawn(scope).to(SHELTER).at(TUESDAY);
    assertThat(denied(scope, WEDNESDAY, yes, back)).isEqualTo(DenyReason.WITHDRAWN);
    assertThat(denied(scope, WEDNESDAY, yes, withdrawn(scope).at(MONDAY)))
        .as("at the same instant")
        .isEqualTo(DenyReason.WITHDRAWN);
    ConsentStatement again = given(scope).to(SHELTER).at(WEDNESDAY);
    assertThat(open(scope, SHELTER, NAME, THURSDAY, again, back, yes)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void aYesThatWasNotValidIsClosedAndSheWasNotHeardToSayNo(ConsentScope scope) {
    ConsentStatement yes = given(scope).to(SHELTER).at(MONDAY);
    ConsentStatement found = invalidated(scope).to(SHELTER).at(TUESDAY);
    assertThat(denied(scope, WEDNESDAY, yes, found)).isEqualTo(DenyReason.INVALIDATED);
    assertThat(
            ConsentPolicy.standing(
                Disclosure.of(CASE, scope, SHELTER, Set.of(), false),
                List.of(yes, found),
                WEDNESDAY))
        .isEqualTo(Standing.NOTHING);
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void aYesToNobodyOpensNoItemToAnybody(ConsentScope scope) {
    ConsentStatement yes = given(scope).at(MONDAY);
    for (ItemCategory item : ItemCategory.values()) {
      assertThat(open(scope, SHELTER, item, TUESDAY, yes)).isFalse();
    }
    Disclosure act = Disclosure.of(CASE, scope, SHELTER, Set.of(), false);
    assertThat(ConsentPolicy.decide(act, List.of(yes), TUESDAY).isPermit())
        .as("the act itself")
        .isEqualTo(!scope.needsRecipient());
  }

  /** Whose word opens it for a child; CS-REF-SVC has tests of its own. */
  @ParameterizedTest
  @CsvSource({
    "INTERVIEW,       true,  false, false",
    "STORAGE,         false, true,  true",
    "MECHANISM,       true,  true,  true",
    "POLICE,          false, true,  true",
    "MIGRATION,       false, true,  true",
    "ASYLUM,          false, true,  true",
    "CONSULATE,       false, true,  true",
    "FAMILY,          false, true,  true",
    "CROSS_BORDER,    false, true,  true",
    "TRAVEL,          false, true,  false",
    "LATER_CONTACT,   false, true,  true",
    "STATISTICS,      false, true,  true",
    "RESEARCH,        false, false, false",
    "RECORDING,       false, true,  true",
    "INTERPRETER,     true,  false, false",
    "GUARDIAN_ACTION, false, false, false"
  })
  void whoseWordOpensItForAChild(
      ConsentScope scope, boolean childAlone, boolean guardian, boolean guardianAgainstTheChild) {
    ConsentStatement own = given(scope).to(SHELTER).at(MONDAY);
    ConsentStatement theirs = given(scope).to(SHELTER).byGuardian().at(MONDAY);
    ConsentStatement no = refused(scope).to(SHELTER).at(MONDAY);
    assertThat(openOfAChild(scope, own)).isEqualTo(childAlone);
    assertThat(openOfAChild(scope, theirs)).isEqualTo(guardian);
    assertThat(openOfAChild(scope, theirs, no)).isEqualTo(guardianAgainstTheChild);
    boolean duty = scope == ConsentScope.MECHANISM;
    assertThat(openOfAChild(scope)).as("nobody was asked").isEqualTo(duty);
  }

  private static boolean openOfAChild(ConsentScope scope, ConsentStatement... said) {
    return ConsentPolicy.decide(
            Disclosure.of(CASE, scope, SHELTER, Set.of(NAME), true), List.of(said), TUESDAY)
        .isPermit();
  }

  private static boolean open(
      ConsentScope scope,
      OrganizationId recipient,
      ItemCategory item,
      Instant now,
      ConsentStatement... said) {
    return ConsentPolicy.decide(
            Disclosure.of(CASE, scope, recipient, Set.of(item), false), List.of(said), now)
        .isPermit();
  }

  private static DenyReason denied(ConsentScope scope, Instant now, ConsentStatement... said) {
    return ((Deny)
            ConsentPolicy.decide(
                Disclosure.of(CASE, scope, SHELTER, Set.of(NAME), false), List.of(said), now))
        .reason();
  }
}
