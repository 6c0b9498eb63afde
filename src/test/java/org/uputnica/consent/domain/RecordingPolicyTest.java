package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.GUARDIANS;
import static org.uputnica.consent.domain.Statements.MEETING;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.OTHER_SHELTER;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.adult;
import static org.uputnica.consent.domain.Statements.child;
import static org.uputnica.consent.domain.Statements.given;
import static org.uputnica.consent.domain.Statements.refused;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class RecordingPolicyTest {
  private static final RecordingPolicy POLICY =
      new RecordingPolicy(
          Map.of(
              "CM-VERB-W", new MethodRule("CM-VERB-W", true, true, false),
              "CM-SUPP", new MethodRule("CM-SUPP", false, true, false),
              "CM-GUARD", new MethodRule("CM-GUARD", true, false, true),
              "CM-ASSENT", new MethodRule("CM-ASSENT", true, true, false),
              "CM-INTP", new MethodRule("CM-INTP", true, false, false)),
          Set.of("prs", "sq"),
          Map.of());
  private static final UUID LATER_MEETING = new UUID(3, 2);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFERRAL  | GIVEN     |       | CM-VERB-W | S-77 |      | prs | RULE_BROKEN   | recipient
          STORAGE   | LIMITED   |       | CM-VERB-W | S-77 |      | prs | RULE_BROKEN   | recipient
          POLICE    | REFUSED   |       | CM-VERB-W | S-77 |      | prs |               |
          INTERVIEW | GIVEN     |       | CM-VERB-W | S-77 |      | prs |               |
          REFERRAL  | GIVEN     | there |           | S-77 |      | prs | RULE_BROKEN   | method
          REFERRAL  | REFUSED   | there |           | S-77 |      | prs | RULE_BROKEN   | method
          REFERRAL  | ASKED     | there |           |      |      | prs |               |
          REFERRAL  | GIVEN     | there | CM-SHOUT  | S-77 |      | prs | INVALID_VALUE | method
          REFERRAL  | GIVEN     | there | CM-VERB-W |      |      | prs | RULE_BROKEN   | witness
          REFERRAL  | GIVEN     | there | CM-INTP   |      | NONE | prs | RULE_BROKEN   | interpreter
          REFERRAL  | GIVEN     | there | CM-INTP   |      | I-44 | prs |               |
          REFERRAL  | GIVEN     | there | CM-GUARD  |      |      | prs | RULE_BROKEN   | method
          REFERRAL  | GIVEN     | there | CM-ASSENT | S-77 |      | prs | RULE_BROKEN   | method
          REFERRAL  | GIVEN     | there | CM-SUPP   | S-77 |      | prs |               |
          REFERRAL  | GIVEN     | there | CM-VERB-W | S-77 |      | xx  | INVALID_VALUE | language
          REFERRAL  | NOT_ASKED | there |           |      |      | prs | RULE_BROKEN   | reason
          """)
  void whatAnAdultCannotHaveSaidThatWay(
      ConsentScope scope,
      ConsentStatus status,
      @Nullable String recipient,
      @Nullable String method,
      @Nullable String witness,
      @Nullable String interpreter,
      String language,
      @Nullable ProblemType problem,
      @Nullable String field) {
    var told = new Telling(method, language, null, interpreter, witness, true, MEETING, null);
    var asked =
        new RecordConsent(
            new ConsentId(new UUID(6, 6)),
            scope,
            recipient == null ? null : SHELTER,
            status,
            Set.of(),
            SaidBy.PERSON,
            told,
            null,
            null,
            MONDAY);
    assertAnswer(problem, field, check(asked, adult(), vera()));
  }

  @ParameterizedTest
  @CsvSource({"ASKED,evidence", "GIVEN,", "LIMITED,", "REFUSED,"})
  void evidenceProvesAnAnswerAndNoQuestion(ConsentStatus status, @Nullable String field) {
    Telling told = told("CM-VERB-W", MEETING);
    var asked =
        new RecordConsent(
            new ConsentId(new UUID(6, 6)),
            ConsentScope.REFERRAL,
            SHELTER,
            status,
            Set.of(),
            SaidBy.PERSON,
            new Telling(told.method(), "prs", null, null, "S-77", null, MEETING, new UUID(7, 7)),
            null,
            null,
            MONDAY);
    assertAnswer(
        field == null ? null : ProblemType.RULE_BROKEN, field, check(asked, adult(), vera()));
  }

  @Test
  void aWayToAnswerSaysWhetherSomethingIsKeptToProveIt() {
    assertThat(POLICY.needsEvidence("CM-GUARD")).isTrue();
    assertThat(POLICY.needsEvidence("CM-VERB-W")).isFalse();
    assertThat(POLICY.needsEvidence("CM-SHOUT")).isFalse();
    assertThat(POLICY.needsEvidence(null)).isFalse();
  }

  @Test
  void theFutureIsAMistakeBeyondTenMinutes() {
    assertAnswer(
        ProblemType.INVALID_VALUE,
        "deviceTime",
        check(yes(MONDAY.plusSeconds(601)), adult(), vera()));
    assertAnswer(null, null, check(yes(MONDAY.plusSeconds(600)), adult(), vera()));
  }

  @Test
  void anEndBeforeTheBeginningIsAMistake() {
    var asked =
        new RecordConsent(
            new ConsentId(new UUID(6, 6)),
            ConsentScope.REFERRAL,
            SHELTER,
            ConsentStatus.GIVEN,
            Set.of(),
            SaidBy.PERSON,
            told("CM-VERB-W", MEETING),
            null,
            MONDAY,
            MONDAY);
    assertAnswer(ProblemType.INVALID_VALUE, "expiresAt", check(asked, adult(), vera()));
  }

  @Test
  void consentByTheUncleIsImpossible() {
    var guardian = guardians("CM-GUARD");
    assertAnswer(ProblemType.RULE_BROKEN, "saidBy", check(guardian, child(null), vera()));
    assertAnswer(ProblemType.RULE_BROKEN, "saidBy", check(guardian, adult(), vera()));
    assertAnswer(
        ProblemType.RULE_BROKEN, "method", check(guardians("CM-VERB-W"), child(GUARDIANS), vera()));
    assertAnswer(
        ProblemType.FORBIDDEN,
        null,
        check(guardian, child(GUARDIANS), caller("dragan", SHELTER, Roles.GUARD)));
    assertAnswer(
        ProblemType.FORBIDDEN,
        null,
        check(guardian, child(GUARDIANS), caller("jelena", SHELTER, Roles.SHELTER)));
    assertAnswer(null, null, check(guardian, child(GUARDIANS), vera()));
    assertAnswer(
        null, null, check(guardian, child(GUARDIANS), caller("dragan", GUARDIANS, Roles.GUARD)));
  }

  @Test
  void aChildAnswersInAChildsWay() {
    assertAnswer(
        ProblemType.RULE_BROKEN,
        "method",
        check(yes("CM-SUPP", SHELTER, MEETING, MONDAY), child(null), vera()));
    assertAnswer(
        null, null, check(yes("CM-ASSENT", SHELTER, MEETING, MONDAY), child(null), vera()));
  }

  @Test
  void aNoHoldsForTheMeeting() {
    var no = refused(ConsentScope.REFERRAL).to(SHELTER).in(MEETING).at(MONDAY);
    assertAnswer(
        ProblemType.ASKED_ALREADY, null, check(yes(MONDAY.plusSeconds(60)), adult(), vera(), no));
    assertAnswer(ProblemType.ASKED_ALREADY, null, check(yes(MONDAY), adult(), vera(), no));
    assertAnswer(null, null, check(yes(MONDAY.minusSeconds(1)), adult(), vera(), no));
    assertAnswer(
        null, null, check(yes("CM-VERB-W", OTHER_SHELTER, MEETING, MONDAY), adult(), vera(), no));
    assertAnswer(
        null, null, check(yes("CM-VERB-W", SHELTER, LATER_MEETING, MONDAY), adult(), vera(), no));
    var toNobody = refused(ConsentScope.REFERRAL).in(MEETING).at(MONDAY);
    assertAnswer(ProblemType.ASKED_ALREADY, null, check(yes(MONDAY), adult(), vera(), toNobody));
  }

  @Test
  void whatWasNeverGivenCannotBeTakenBack() {
    assertAnswer(ProblemType.NOTHING_TO_WITHDRAW, null, withdraw(null, MONDAY));
    var yes = given(ConsentScope.REFERRAL).to(SHELTER).at(MONDAY);
    assertAnswer(ProblemType.NOTHING_TO_WITHDRAW, null, withdraw(OTHER_SHELTER, MONDAY, yes));
    assertAnswer(null, null, withdraw(SHELTER, TUESDAY, yes));
    assertAnswer(null, null, withdraw(null, TUESDAY, yes));
  }

  @Test
  void aWithdrawalThatWouldTakeNothingBackIsNotKeptInSilence() {
    var yes = given(ConsentScope.REFERRAL).to(SHELTER).at(MONDAY);
    var again = given(ConsentScope.REFERRAL).to(SHELTER).at(WEDNESDAY);
    var other = given(ConsentScope.REFERRAL).to(OTHER_SHELTER).at(MONDAY);
    assertAnswer(ProblemType.INVALID_VALUE, "deviceTime", withdraw(null, TUESDAY, yes, again));
    assertAnswer(null, null, withdraw(null, TUESDAY, yes, again, other));
  }

  @Test
  void aChildTakesBackWhatNeedsItsAssentAndTheGuardianTheRest() {
    var yes = given(ConsentScope.STORAGE).to(SHELTER).byGuardian().at(MONDAY);
    var asked = withdrawal(ConsentScope.STORAGE, null, TUESDAY);
    assertAnswer(
        ProblemType.RULE_BROKEN,
        "saidBy",
        catchThrowableOfType(
            RefusedException.class,
            () -> POLICY.check(asked, child(GUARDIANS), vera(), List.of(yes), TUESDAY)));
    var assented = given(ConsentScope.REFERRAL).to(SHELTER).byGuardian().at(MONDAY);
    assertThatCode(() ->
            POLICY.check(
                withdrawal(ConsentScope.REFERRAL, null, TUESDAY),
                child(GUARDIANS),
                vera(),
                List.of(assented),
                TUESDAY))
        .doesNotThrowAnyException();
  }

  private static @Nullable RefusedException withdraw(
      @Nullable OrganizationId recipient, Instant at, ConsentStatement... said) {
    return catchThrowableOfType(
        RefusedException.class,
        () ->
            POLICY.check(
                withdrawal(ConsentScope.REFERRAL, recipient, at),
                adult(),
                vera(),
                List.of(said),
                WEDNESDAY));
  }

  private static Withdraw withdrawal(
      ConsentScope scope, @Nullable OrganizationId recipient, Instant at) {
    return new Withdraw(
        new ConsentId(new UUID(6, 7)),
        scope,
        recipient,
        SaidBy.PERSON,
        new Telling(null, "prs", null, null, null, null, LATER_MEETING, null),
        null,
        at);
  }

  private static RecordConsent yes(Instant at) {
    return yes("CM-VERB-W", SHELTER, MEETING, at);
  }

  private static RecordConsent yes(
      String method, OrganizationId recipient, UUID meeting, Instant at) {
    return new RecordConsent(
        new ConsentId(new UUID(6, 6)),
        ConsentScope.REFERRAL,
        recipient,
        ConsentStatus.GIVEN,
        Set.of(ItemCategory.NAME),
        SaidBy.PERSON,
        told(method, meeting),
        null,
        null,
        at);
  }

  private static RecordConsent guardians(String method) {
    return new RecordConsent(
        new ConsentId(new UUID(6, 6)),
        ConsentScope.REFERRAL,
        SHELTER,
        ConsentStatus.GIVEN,
        Set.of(),
        SaidBy.GUARDIAN,
        told(method, MEETING),
        null,
        null,
        MONDAY);
  }

  private static Telling told(String method, UUID meeting) {
    return new Telling(method, "prs", null, "NONE", "S-77", true, meeting, null);
  }

  private static @Nullable RefusedException check(
      RecordConsent asked, CaseForConsent about, Caller caller, ConsentStatement... said) {
    return catchThrowableOfType(
        RefusedException.class,
        () -> POLICY.check(asked, about, caller, List.of(said), MONDAY, ""));
  }

  private static void assertAnswer(
      @Nullable ProblemType type, @Nullable String field, @Nullable RefusedException refused) {
    if (type == null || refused == null) {
      assertThat(refused).isNull();
      assertThat(type).isNull();
      return;
    }
    assertThat(refused.refusal().type()).isEqualTo(type);
    if (field != null) {
      assertThat(refused.refusal().errors().getFirst().field()).isEqualTo(field);
    }
  }

  private static Caller vera() {
    return caller("vera", BORDER, Roles.FRONT);
  }

  private static Caller caller(String user, OrganizationId organization, String role) {
    return Caller.person(user, organization, new CountryCode("ME"), Set.of(role));
  }

  @Test
  void thatAYesWasNotValidMayComeInBeforeIt() {
    assertAnswer(ProblemType.NOTHING_TO_WITHDRAW, null, invalid(MONDAY, MONDAY));
    assertAnswer(
        ProblemType.NOTHING_TO_WITHDRAW,
        null,
        invalid(MONDAY, MONDAY.plus(RecordingPolicy.CLOCK_TOLERANCE)));
    assertAnswer(null, null, invalid(MONDAY, TUESDAY));
    var later = given(ConsentScope.REFERRAL).to(SHELTER).at(TUESDAY);
    assertAnswer(ProblemType.INVALID_VALUE, "deviceTime", invalid(MONDAY, WEDNESDAY, later));
    var found =
        Statements.invalidated(ConsentScope.REFERRAL).to(SHELTER).recorded(TUESDAY).at(MONDAY);
    var late = given(ConsentScope.REFERRAL).to(SHELTER).recorded(WEDNESDAY).at(MONDAY);
    assertThat(
            ConsentPolicy.decide(
                    Statements.shown(ConsentScope.REFERRAL, ItemCategory.NAME),
                    List.of(found, late),
                    WEDNESDAY)
                .isPermit())
        .isFalse();
  }

  private static @Nullable RefusedException invalid(
      Instant found, Instant now, ConsentStatement... said) {
    RecordConsent asked =
        new RecordConsent(
            new ConsentId(new UUID(6, 6)),
            ConsentScope.REFERRAL,
            SHELTER,
            ConsentStatus.INVALIDATED,
            Set.of(),
            SaidBy.PERSON,
            told("CM-VERB-W", LATER_MEETING),
            InvalidReason.DURESS,
            null,
            found);
    return catchThrowableOfType(
        RefusedException.class, () -> POLICY.check(asked, adult(), vera(), List.of(said), now, ""));
  }
}
