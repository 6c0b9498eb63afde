package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.uputnica.consent.domain.ConsentScope.INTERVIEW;
import static org.uputnica.consent.domain.ConsentScope.POLICE;
import static org.uputnica.consent.domain.ConsentScope.REFERRAL;
import static org.uputnica.consent.domain.ConsentScope.RESEARCH;
import static org.uputnica.consent.domain.ConsentScope.STORAGE;
import static org.uputnica.consent.domain.Statements.BORDER;
import static org.uputnica.consent.domain.Statements.GUARDIANS;
import static org.uputnica.consent.domain.Statements.MEETING;
import static org.uputnica.consent.domain.Statements.MONDAY;
import static org.uputnica.consent.domain.Statements.SHELTER;
import static org.uputnica.consent.domain.Statements.TUESDAY;
import static org.uputnica.consent.domain.Statements.WEDNESDAY;
import static org.uputnica.consent.domain.Statements.adult;
import static org.uputnica.consent.domain.Statements.asked;
import static org.uputnica.consent.domain.Statements.child;
import static org.uputnica.consent.domain.Statements.given;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** What no conversation can have led to has a name of its own each. */
class ImpossibleStatementsTest {
  private static final RecordingPolicy POLICY =
      new RecordingPolicy(
          Map.of(
              "CM-VERB-W", new MethodRule("CM-VERB-W", true, false, false),
              "CM-GUARD", new MethodRule("CM-GUARD", true, false, false),
              "CM-ASSENT", new MethodRule("CM-ASSENT", true, false, false)),
          Set.of("prs"),
          Map.of(
              "1", new ConsentText("1", "asking", MONDAY.minusSeconds(1), TUESDAY),
              "2", new ConsentText("2", "asking-2", TUESDAY, null)));

  @Test
  void aYesToItemsNamesWhoGetsThem() {
    assertThat(rule(yes(REFERRAL, null, "CM-VERB-W"), adult())).isEqualTo("recipient-missing");
    assertThat(rule(yes(INTERVIEW, null, "CM-VERB-W"), adult())).isEqualTo("recipient-missing");
    assertThat(rule(yes(INTERVIEW, SHELTER, "CM-VERB-W"), adult())).isNull();
  }

  @Test
  void aGuardianIsNamedBeforeSheSpeaks() {
    assertThat(rule(guardians(), child(null))).isEqualTo("guardian-not-named");
    assertThat(rule(guardians(), child(GUARDIANS))).isNull();
  }

  @Test
  void anUncleIsNoGuardian() {
    RefusedException refused =
        refused(guardians(), child(GUARDIANS), caller(Roles.SHELTER, SHELTER), List.of());
    assertThat(refused.refusal().type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refused.refusal().errors().getFirst().code()).isEqualTo("not-the-guardian");
  }

  @Test
  void aChildAloneAgreesToNothingTheGuardianDecides() {
    assertThat(rule(yes(STORAGE, SHELTER, "CM-VERB-W"), child(null))).isEqualTo("guardian-needed");
    assertThat(rule(yes(POLICE, SHELTER, "CM-VERB-W"), child(GUARDIANS)))
        .isEqualTo("guardian-needed");
    assertThat(rule(yes(REFERRAL, SHELTER, "CM-VERB-W"), child(null))).isEqualTo("guardian-needed");
    assertThat(rule(yes(REFERRAL, SHELTER, "CM-ASSENT"), child(null))).isNull();
    assertThat(rule(yes(INTERVIEW, SHELTER, "CM-VERB-W"), child(null))).isNull();
    assertThat(rule(yes(RESEARCH, SHELTER, "CM-ASSENT"), child(GUARDIANS)))
        .isEqualTo("not-for-children");
  }

  @Test
  void aTextThatWasNotReadAnyMoreProvesNothing() {
    assertThat(rule(told("1", MONDAY), adult())).isNull();
    assertThat(rule(told("1", TUESDAY.minusNanos(1)), adult())).isNull();
    assertThat(rule(told("1", TUESDAY), adult())).isEqualTo("text-expired");
    assertThat(rule(told("2", MONDAY), adult())).isEqualTo("text-expired");
    assertThat(rule(told("2", TUESDAY), adult())).isNull();
    assertThat(refused(told("9", MONDAY), adult(), vera(), List.of()).refusal().type())
        .isEqualTo(ProblemType.INVALID_VALUE);
    RefusedException old = refused(told("1", TUESDAY), adult(), vera(), List.of());
    assertThat(old.refusal().errors().getFirst().allowed()).containsExactly("2");
  }

  @Test
  void nobodyAnswersBeforeTheQuestion() {
    ConsentStatement question = asked(REFERRAL).to(SHELTER).at(TUESDAY);
    assertThat(rule(told(null, TUESDAY.minusNanos(1)), adult(), question))
        .isEqualTo("answered-before-asked");
    assertThat(rule(told(null, TUESDAY), adult(), question)).isNull();
    ConsentStatement earlier = asked(REFERRAL).at(MONDAY);
    assertThat(rule(told(null, MONDAY), adult(), question, earlier)).isNull();
    ConsentStatement elsewhere = asked(REFERRAL).in(new UUID(3, 9)).at(TUESDAY);
    assertThat(rule(told(null, MONDAY), adult(), elsewhere)).isNull();
    ConsentStatement other = asked(STORAGE).to(SHELTER).at(TUESDAY);
    assertThat(rule(told(null, MONDAY), adult(), other)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = InvalidReason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "GUARDIAN_CONFLICT")
  void whatIsNotValidSaysWhyAndOfWhichYes(InvalidReason reason) {
    ConsentStatement yes = given(REFERRAL).to(SHELTER).at(MONDAY);
    assertThat(refused(invalid(null), adult(), vera(), List.of(yes)).refusal().errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("reason");
          assertThat(error.allowed()).containsExactly("DURESS", "WRONG_PERSON", "WRONG_LANGUAGE");
        });
    assertThat(
            refused(invalid(NotAskedReason.UNSAFE), adult(), vera(), List.of(yes)).refusal().type())
        .isEqualTo(ProblemType.RULE_BROKEN);
    assertThat(
            refused(invalid(InvalidReason.GUARDIAN_CONFLICT), adult(), vera(), List.of(yes))
                .refusal()
                .type())
        .isEqualTo(ProblemType.RULE_BROKEN);
    assertThat(rule(invalid(reason), adult(), yes)).isNull();
    assertThat(rule(invalid(reason), adult())).as("its yes may still come in").isNull();
    ConsentStatement later = given(REFERRAL).to(SHELTER).at(WEDNESDAY);
    assertThat(refused(invalid(reason), adult(), vera(), List.of(later)).refusal().type())
        .isEqualTo(ProblemType.INVALID_VALUE);
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void aReasonIsSaidWithANoAlone(RefusalReason why) {
    for (ConsentStatus status : ConsentStatus.values()) {
      assertThat(rule(because(status, why), adult()))
          .as(status.code())
          .isEqualTo(status == ConsentStatus.REFUSED ? null : "reason-without-refusal");
    }
    assertThat(rule(because(ConsentStatus.REFUSED, null), adult())).isNull();
    assertThat(
            refused(because(ConsentStatus.GIVEN, why), adult(), vera(), List.of())
                .refusal()
                .errors())
        .extracting(FieldProblem::field)
        .containsExactly("refusalReason");
  }

  private static RecordConsent because(ConsentStatus status, @Nullable StatedReason why) {
    return statement(REFERRAL, SHELTER, status, SaidBy.PERSON, "CM-VERB-W", why, null);
  }

  private static RecordConsent yes(
      ConsentScope scope, @Nullable OrganizationId recipient, String method) {
    return statement(scope, recipient, ConsentStatus.GIVEN, SaidBy.PERSON, method, null, null);
  }

  private static RecordConsent guardians() {
    return statement(
        STORAGE, SHELTER, ConsentStatus.GIVEN, SaidBy.GUARDIAN, "CM-GUARD", null, null);
  }

  private static RecordConsent invalid(@Nullable StatedReason reason) {
    return statement(
        REFERRAL, SHELTER, ConsentStatus.INVALIDATED, SaidBy.PERSON, "CM-VERB-W", reason, null);
  }

  private static RecordConsent told(@Nullable String version, Instant at) {
    RecordConsent yes =
        statement(
            REFERRAL, SHELTER, ConsentStatus.GIVEN, SaidBy.PERSON, "CM-VERB-W", null, version);
    return new RecordConsent(
        yes.id(),
        yes.scope(),
        yes.recipient(),
        yes.status(),
        yes.items(),
        yes.saidBy(),
        yes.told(),
        null,
        null,
        at);
  }

  private static RecordConsent statement(
      ConsentScope scope,
      @Nullable OrganizationId recipient,
      ConsentStatus status,
      SaidBy saidBy,
      String method,
      @Nullable StatedReason reason,
      @Nullable String version) {
    return new RecordConsent(
        new ConsentId(new UUID(6, 6)),
        scope,
        recipient,
        status,
        Set.of(ItemCategory.NAME),
        saidBy,
        new Telling(method, "prs", version, "NONE", "S-77", true, MEETING, null),
        reason,
        null,
        TUESDAY);
  }

  private static @Nullable String rule(
      RecordConsent asked, CaseForConsent about, ConsentStatement... said) {
    @Nullable RefusedException refused = refused(asked, about, vera(), List.of(said));
    return refused == null ? null : refused.refusal().errors().getFirst().code();
  }

  private static RefusedException refused(
      RecordConsent asked, CaseForConsent about, Caller caller, List<ConsentStatement> said) {
    return catchThrowableOfType(
        RefusedException.class, () -> POLICY.check(asked, about, caller, said, WEDNESDAY, ""));
  }

  private static Caller vera() {
    return caller(Roles.FRONT, BORDER);
  }

  private static Caller caller(String role, OrganizationId organization) {
    return Caller.person("vera", organization, new CountryCode("ME"), Set.of(role));
  }
}
