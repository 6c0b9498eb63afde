package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.uputnica.consent.domain.ConsentScope.INTERVIEW;
import static org.uputnica.consent.domain.ConsentScope.MECHANISM;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.STORAGE;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Where exactly a statement stops being one that can be kept, and what the answer says then. */
class RecordingEdgesTest {
  private static final RecordingPolicy POLICY =
      new RecordingPolicy(
          Map.of(
              "CM-VERB", new MethodRule("CM-VERB", true, false, false),
              "CM-GUARD", new MethodRule("CM-GUARD", true, false, false),
              "CM-INTP", new MethodRule("CM-INTP", true, false, false)),
          Set.of("prs"),
          Map.of());

  @Test
  void theAnswerNamesTheStatementAmongSeveral() {
    assertThat(errors(statement(REFERRAL, ConsentStatus.GIVEN, "CM-SHOUT", "xx"), "consents[2]."))
        .containsExactly(FieldProblem.at("consents[2].language", "is not a code of languages.csv"));
    assertThat(errors(statement(REFERRAL, ConsentStatus.GIVEN, "CM-SHOUT", "prs"), "consents[2]."))
        .containsExactly(
            FieldProblem.at(
                "consents[2].method",
                "is not a code of consent-methods.csv",
                List.of("CM-GUARD", "CM-INTP", "CM-VERB")));
    assertThat(errors(statement(REFERRAL, ConsentStatus.GIVEN, null, "prs"), "consents[2]."))
        .containsExactly(
            FieldProblem.at(
                "consents[2].method",
                "is needed for a yes or a no",
                List.of("CM-GUARD", "CM-INTP", "CM-VERB")));
    assertThat(errors(statement(REFERRAL, ConsentStatus.NOT_ASKED, null, "prs"), "consents[2]."))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("consents[2].reason");
          assertThat(error.allowed()).contains("NO_INTERPRETER").hasSizeGreaterThan(1);
        });
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "-60, false"})
  void aYesEndsAfterItBegan(long seconds, boolean kept) {
    var yes =
        said(ConsentStatus.GIVEN, SaidBy.PERSON, "CM-VERB", MONDAY, MONDAY.plusSeconds(seconds));
    assertThat(check(yes, adult(), worker(Roles.FRONT)) == null).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "GUARD, guardians, true",
    "GUARD, border, false",
    "CASE, border, true",
    "FRONT, border, true",
    "CASE, guardians, true",
    "SHELTER, border, false",
    "COORD, border, false"
  })
  void theGuardiansWordIsRecordedByTheGuardianOrTheWorkerOfTheCase(
      String role, String where, boolean kept) {
    var yes = said(ConsentStatus.GIVEN, SaidBy.GUARDIAN, "CM-GUARD", MONDAY, null);
    Caller caller = caller("R-" + role, where.equals("guardians") ? GUARDIANS : BORDER);
    assertThat(check(yes, child(GUARDIANS), caller) == null).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"I-44, true", "NONE, false", ", false"})
  void anInterpretedAnswerNamesItsInterpreter(@Nullable String interpreter, boolean kept) {
    var told = new Telling("CM-INTP", "prs", null, interpreter, null, true, MEETING, null);
    var yes =
        new RecordConsent(
            new ConsentId(new UUID(6, 6)),
            REFERRAL,
            SHELTER,
            ConsentStatus.GIVEN,
            Set.of(),
            SaidBy.PERSON,
            told,
            null,
            null,
            MONDAY);
    assertThat(check(yes, adult(), worker(Roles.FRONT)) == null).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "ASKED, ASKED_ALREADY",
    "GIVEN, ASKED_ALREADY",
    "LIMITED, ASKED_ALREADY",
    "REFUSED, ASKED_ALREADY",
    "NOT_ASKED, "
  })
  void afterANoNobodyAsksAgainInThisMeeting(ConsentStatus status, @Nullable ProblemType problem) {
    var no = refused(REFERRAL).to(SHELTER).in(MEETING).at(MONDAY);
    var again = statement(REFERRAL, status, "CM-VERB", "prs", NotAskedReason.NO_INTERPRETER);
    assertThat(check(again, adult(), worker(Roles.FRONT), no)).isEqualTo(problem);
    var elsewhere = refused(STORAGE).to(SHELTER).in(MEETING).at(MONDAY);
    assertThat(check(again, adult(), worker(Roles.FRONT), elsewhere)).isNull();
  }

  @Test
  void aGuardiansNoIsNotTheChilds() {
    var no = refused(REFERRAL).to(SHELTER).byGuardian().in(MEETING).at(MONDAY);
    assertThat(
            check(
                said(ConsentStatus.GIVEN, SaidBy.PERSON, "CM-VERB", MONDAY, null),
                child(GUARDIANS),
                worker(Roles.FRONT),
                no))
        .isNull();
    assertThat(
            check(
                said(ConsentStatus.GIVEN, SaidBy.GUARDIAN, "CM-GUARD", MONDAY, null),
                child(GUARDIANS),
                worker(Roles.FRONT),
                no))
        .isEqualTo(ProblemType.ASKED_ALREADY);
  }

  // --- taking back ---

  @Test
  void aWithdrawalIsCheckedLikeAStatement() {
    var yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(withdraw(REFERRAL, null, SaidBy.PERSON, WEDNESDAY, adult(), yes)).isNull();
    assertThat(withdraw(REFERRAL, null, SaidBy.PERSON, WEDNESDAY.plusSeconds(601), adult(), yes))
        .isEqualTo(ProblemType.INVALID_VALUE);
    assertThat(withdraw(REFERRAL, null, SaidBy.GUARDIAN, WEDNESDAY, adult(), yes))
        .isEqualTo(ProblemType.RULE_BROKEN);
    var guardians = given(STORAGE).to(SHELTER).byGuardian().at(MONDAY);
    assertThat(withdraw(STORAGE, null, SaidBy.GUARDIAN, TUESDAY, child(GUARDIANS), guardians))
        .isNull();
  }

  @Test
  void aYesIsTakenBackFromTheInstantItWasGiven() {
    var yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(withdraw(REFERRAL, SHELTER, SaidBy.PERSON, MONDAY, adult(), yes)).isNull();
    assertThat(withdraw(REFERRAL, SHELTER, SaidBy.PERSON, MONDAY.minusNanos(1), adult(), yes))
        .isEqualTo(ProblemType.INVALID_VALUE);
    assertThat(withdraw(STORAGE, SHELTER, SaidBy.PERSON, TUESDAY, adult(), yes))
        .isEqualTo(ProblemType.NOTHING_TO_WITHDRAW);
  }

  @Test
  void theLatestYesToARecipientCountsInWhateverOrderTheyAreRead() {
    var early = given(REFERRAL).to(SHELTER).at(MONDAY);
    var late = given(REFERRAL).to(SHELTER).at(WEDNESDAY);
    for (var said : List.of(List.of(early, late), List.of(late, early))) {
      assertThat(
              withdraw(
                  REFERRAL,
                  SHELTER,
                  SaidBy.PERSON,
                  TUESDAY,
                  adult(),
                  said.toArray(ConsentStatement[]::new)))
          .isEqualTo(ProblemType.INVALID_VALUE);
    }
  }

  @Test
  void aYesToNobodyIsTakenBackTowardsAnybody() {
    var yes = given(INTERVIEW).at(MONDAY);
    assertThat(withdraw(INTERVIEW, SHELTER, SaidBy.PERSON, TUESDAY, adult(), yes)).isNull();
    assertThat(withdraw(INTERVIEW, null, SaidBy.PERSON, TUESDAY, adult(), yes)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STORAGE", "MECHANISM", "POLICE"})
  void aChildDoesNotTakeBackWhatOnlyTheGuardianGives(ConsentScope scope) {
    var yes = given(scope).to(OTHER_SHELTER).byGuardian().at(MONDAY);
    assertThat(withdraw(scope, null, SaidBy.PERSON, TUESDAY, child(GUARDIANS), yes))
        .isEqualTo(ProblemType.RULE_BROKEN);
    var own = given(scope).to(OTHER_SHELTER).at(MONDAY);
    assertThat(withdraw(scope, null, SaidBy.PERSON, TUESDAY, adult(), own)).isNull();
    assertThat(scope == MECHANISM || scope.childRule() == ChildRule.GUARDIAN).isTrue();
  }

  private static @Nullable ProblemType withdraw(
      ConsentScope scope,
      @Nullable OrganizationId recipient,
      SaidBy saidBy,
      Instant at,
      CaseForConsent about,
      ConsentStatement... said) {
    var asked =
        new Withdraw(
            new ConsentId(new UUID(6, 7)),
            scope,
            recipient,
            saidBy,
            new Telling(null, "prs", null, null, null, null, MEETING, null),
            null,
            at);
    return type(
        catchThrowableOfType(
            RefusedException.class,
            () -> POLICY.check(asked, about, worker(Roles.FRONT), List.of(said), WEDNESDAY)));
  }

  private static RecordConsent statement(
      ConsentScope scope, ConsentStatus status, @Nullable String method, String language) {
    return statement(scope, status, method, language, null);
  }

  private static RecordConsent statement(
      ConsentScope scope,
      ConsentStatus status,
      @Nullable String method,
      String language,
      @Nullable NotAskedReason reason) {
    return new RecordConsent(
        new ConsentId(new UUID(6, 6)),
        scope,
        SHELTER,
        status,
        Set.of(),
        SaidBy.PERSON,
        new Telling(method, language, null, "NONE", null, true, MEETING, null),
        reason,
        null,
        MONDAY);
  }

  private static RecordConsent said(
      ConsentStatus status, SaidBy saidBy, String method, Instant at, @Nullable Instant expires) {
    return new RecordConsent(
        new ConsentId(new UUID(6, 6)),
        REFERRAL,
        SHELTER,
        status,
        Set.of(),
        saidBy,
        new Telling(method, "prs", null, "NONE", null, true, MEETING, null),
        null,
        expires,
        at);
  }

  private static @Nullable ProblemType check(
      RecordConsent asked, CaseForConsent about, Caller caller, ConsentStatement... said) {
    return type(
        catchThrowableOfType(
            RefusedException.class,
            () -> POLICY.check(asked, about, caller, List.of(said), MONDAY, "")));
  }

  private static List<FieldProblem> errors(RecordConsent asked, String at) {
    return catchThrowableOfType(
            RefusedException.class,
            () -> POLICY.check(asked, adult(), worker(Roles.FRONT), List.of(), MONDAY, at))
        .refusal()
        .errors();
  }

  private static @Nullable ProblemType type(@Nullable RefusedException refused) {
    return refused == null ? null : refused.refusal().type();
  }

  private static Caller worker(String role) {
    return caller(role, BORDER);
  }

  private static Caller caller(String role, OrganizationId organization) {
    return Caller.person("vera", organization, new CountryCode("ME"), Set.of(role));
  }
}
