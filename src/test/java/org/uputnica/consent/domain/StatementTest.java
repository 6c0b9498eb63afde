package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.consent.domain.Statements.CASE;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.SHELTER;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.No;
import org.uputnica.consent.domain.ExceptionRule.Effective;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** What was said, and the status each kind of it has. */
class StatementTest {
  @Test
  void everyKindOfStatementHasItsStatus() {
    var exception =
        Statements.exception(
            OverrideReason.LIFE_AT_RISK,
            ConsentScope.REFERRAL,
            Effective.AT_ONCE,
            Set.of(),
            "vera",
            MONDAY);
    Map<ConsentStatus, ConsentStatement> kinds =
        Map.of(
            ConsentStatus.ASKED, Statements.asked(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.GIVEN, Statements.given(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.REFUSED, Statements.refused(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.NOT_ASKED, Statements.notAsked(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.WITHDRAWN, Statements.withdrawn(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.INVALIDATED, Statements.invalidated(ConsentScope.REFERRAL).at(MONDAY),
            ConsentStatus.OVERRIDDEN, exception);
    kinds.forEach((status, statement) -> {
      assertThat(statement.status()).isEqualTo(status);
      assertThat(statement.scope()).isEqualTo(ConsentScope.REFERRAL);
    });
    assertThat(Statements.approved(exception, "marko", MONDAY).status())
        .isEqualTo(ConsentStatus.OVERRIDDEN);
    Given yes = (Given) Statements.given(ConsentScope.REFERRAL).at(MONDAY);
    assertThat(new Given(yes.said(), yes.told(), true, null).status())
        .isEqualTo(ConsentStatus.LIMITED);
  }

  /** Recorded by the border post, about the shelter or everybody. */
  @ParameterizedTest
  @CsvSource({
    "BORDER,        SHELTER, true",
    "BORDER,        ,        true",
    "SHELTER,       SHELTER, false",
    "SHELTER,       ,        false",
    "OTHER_SHELTER, SHELTER, false",
    "BORDER,        BORDER,  false"
  })
  void whySheSaidNoIsForWhoWroteItDownAndForNobodyItIsAbout(
      String reader, @Nullable String towards, boolean told) {
    Map<String, OrganizationId> known =
        Map.of(
            "BORDER", Statements.BORDER,
            "SHELTER", SHELTER,
            "OTHER_SHELTER", Statements.OTHER_SHELTER);
    Caller caller =
        Caller.person(
            "vera",
            Objects.requireNonNull(known.get(reader)),
            new CountryCode("ME"),
            Set.of(Roles.CASE, Roles.COORD, Roles.DPO));
    for (Statements no :
        List.of(
            Statements.refused(ConsentScope.REFERRAL),
            Statements.withdrawn(ConsentScope.REFERRAL))) {
      ConsentStatement said =
          no.to(towards == null ? null : known.get(towards))
              .because(RefusalReason.NO_TRUST)
              .at(MONDAY);
      assertThat(((No) said).tellsWhy(caller)).isEqualTo(told);
      assertThat(((No) said).reason()).isEqualTo(RefusalReason.NO_TRUST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAYesAndANoAreAnswers(ConsentStatus status) {
    Set<ConsentStatus> yes = EnumSet.of(ConsentStatus.GIVEN, ConsentStatus.LIMITED);
    assertThat(status.isYes()).isEqualTo(yes.contains(status));
    assertThat(status.isAnswer())
        .isEqualTo(yes.contains(status) || status == ConsentStatus.REFUSED);
    assertThat(ConsentStatus.of(status.code())).contains(status);
  }

  @Test
  void aCodeThatIsNotInTheListIsNothing() {
    assertThat(ConsentStatus.of("CR-MAYBE")).isEmpty();
    assertThat(ConsentScope.of("CS-ALL")).isEmpty();
    assertThat(OverrideReason.of("OV-CURIOUS")).isEmpty();
    assertThat(OverrideReason.of("OV-COURT")).contains(OverrideReason.COURT_ORDER);
  }

  @ParameterizedTest
  @EnumSource
  void aYesThatIsToBeKeptLastsAYearUnlessLessWasSaid(ConsentScope scope) {
    boolean year = scope == ConsentScope.STORAGE || scope == ConsentScope.LATER_CONTACT;
    assertThat(scope.validity())
        .isEqualTo(year ? Optional.of(Duration.ofDays(365)) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"at-once, AT_ONCE", "after-approval, AFTER_APPROVAL", "soon, AFTER_APPROVAL"})
  void whatCannotBeReadWaitsForApproval(String word, Effective effective) {
    assertThat(Effective.of(word)).isEqualTo(effective);
  }

  @ParameterizedTest
  @EnumSource
  void theWordOfTheListIsReadAgain(Effective effective) {
    assertThat(Effective.of(effective.word())).isEqualTo(effective);
  }

  @Test
  void somethingIsSaidWhenTheDeviceSaysUnlessThatIsLaterThanItWasHeard() {
    assertThat(
            Statements.given(ConsentScope.REFERRAL)
                .recorded(MONDAY.plusSeconds(9))
                .at(MONDAY)
                .said()
                .at())
        .isEqualTo(MONDAY);
    assertThat(
            Statements.given(ConsentScope.REFERRAL)
                .recorded(MONDAY)
                .at(MONDAY.plusSeconds(9))
                .said()
                .at())
        .isEqualTo(MONDAY);
  }

  @Test
  void readingOnesOwnRecordIsADisclosureUnderTheConsentToKeepIt() {
    assertThat(Disclosure.ownRecord(CASE, SHELTER, Set.of(ItemCategory.NAME), true))
        .isEqualTo(
            new Disclosure(
                CASE, Set.of(ConsentScope.STORAGE), SHELTER, Set.of(ItemCategory.NAME), true));
  }

  @Test
  void anExceptionHasADayToBeApprovedAndAMonthToLive() {
    assertThat(ExceptionAct.APPROVAL_WITHIN).isEqualTo(Duration.ofHours(24));
    assertThat(ExceptionAct.EXPIRES_AFTER).isEqualTo(Duration.ofDays(30));
  }
}
