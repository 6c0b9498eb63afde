package org.uputnica.consent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.consent.domain.AccessReason.COMPLAINT;
import static org.uputnica.consent.domain.AccessReason.LIFE_AT_RISK;
import static org.uputnica.consent.domain.IdentityAccess.Kind.BREAK_GLASS;
import static org.uputnica.consent.domain.IdentityAccess.Kind.ON_REQUEST;
import static org.uputnica.consent.domain.ItemCategory.BIRTH;
import static org.uputnica.consent.domain.ItemCategory.HEALTH;
import static org.uputnica.consent.domain.ItemCategory.NAME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Opening identity outside the team: who may ask, decide, review, open, see, and for how long. */
class IdentityAccessPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final CountryCode ME = new CountryCode("ME");
  private static final OrganizationId OFFICE = organization(7);
  private static final OrganizationId CENTRE = organization(6);
  private static final OrganizationId GUARDIANS = organization(8);
  private static final OrganizationId HOUSE = organization(4);
  private static final Caller COORDINATOR = caller("coordinator", OFFICE, Roles.COORD);
  private static final Caller OFFICER = caller("officer", OFFICE, Roles.DPO);
  private static final Caller MANAGER = caller("manager", CENTRE, Roles.CASE);

  @Test
  void aReasonIsForOneWayOnly() {
    for (AccessReason reason : AccessReason.values()) {
      assertThat(reason.isFor(ON_REQUEST)).isNotEqualTo(reason.isFor(BREAK_GLASS));
    }
    refused(ProblemType.RULE_BROKEN, () -> askable(ON_REQUEST, LIFE_AT_RISK, adult(), NAME));
    refused(ProblemType.RULE_BROKEN, () -> askable(BREAK_GLASS, COMPLAINT, adult(), NAME));
    assertThatCode(() -> askable(BREAK_GLASS, LIFE_AT_RISK, adult(), NAME, BIRTH))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsAskedThatTheTableDoesNotShow() {
    refused(ProblemType.RULE_BROKEN, () -> askable(ON_REQUEST, COMPLAINT, adult(), NAME, HEALTH));
  }

  @Test
  void aChildsIdentityIsNotAskedForBeforeAGuardianIsNamedUnlessItCannotWait() {
    refused(ProblemType.RULE_BROKEN, () -> askable(ON_REQUEST, COMPLAINT, child(null), NAME));
    assertThatCode(() -> askable(ON_REQUEST, COMPLAINT, child(GUARDIANS), NAME))
        .doesNotThrowAnyException();
    assertThatCode(() -> askable(BREAK_GLASS, LIFE_AT_RISK, child(null), NAME))
        .doesNotThrowAnyException();
  }

  @Test
  void theGuardianOfAChildIsToldAndNobodyIsForAnAdult() {
    IdentityAccess ofAChild = request(child(GUARDIANS));
    Caller guardian = caller("guardian", GUARDIANS, Roles.GUARD);
    assertThat(ofAChild.guardian()).isEqualTo(GUARDIANS);
    assertThat(ofAChild.isVisibleTo(guardian)).isTrue();
    assertThat(ofAChild.isVisibleTo(caller("other", GUARDIANS, Roles.FRONT))).isFalse();
    assertThat(ofAChild.isVisibleTo(caller("other", HOUSE, Roles.GUARD))).isFalse();
    assertThat(request(adult()).guardian()).isNull();
    assertThat(request(adult()).isVisibleTo(guardian)).isFalse();
  }

  @Test
  void whoAskedTheHouseAndThoseWhoWatchSeeThatItExists() {
    IdentityAccess asked = request(adult());
    for (Caller sees : List.of(COORDINATOR, OFFICER, MANAGER)) {
      assertThat(asked.isVisibleTo(sees)).as(sees.user()).isTrue();
    }
    IdentityAccess broken = glass(caller("jelena", HOUSE, Roles.SHELTER), 30);
    assertThat(broken.isVisibleTo(caller("jelena", HOUSE, Roles.SHELTER))).isTrue();
    assertThat(broken.isVisibleTo(caller("jelena", OFFICE, Roles.SHELTER))).isFalse();
    assertThat(broken.isVisibleTo(caller("petar", HOUSE, Roles.SHELTER))).isFalse();
    assertThat(broken.isVisibleTo(caller("vera", CENTRE, Roles.FRONT))).isFalse();
    assertThat(
            broken.isVisibleTo(
                Caller.person("ilir", OFFICE, new CountryCode("AL"), Set.of(Roles.COORD))))
        .isFalse();
  }

  @Test
  void aRequestOpensNothingUntilItIsGrantedAndThenForItsTimeForWhoAsked() {
    IdentityAccess asked = request(adult());
    assertThat(asked.opensFor(COORDINATOR, NOON)).isFalse();
    IdentityAccess granted = asked.decided(true, MANAGER, NOON.plusSeconds(60));
    assertThat(granted.revision()).isEqualTo(1);
    assertThat(granted.opensFor(COORDINATOR, NOON)).isTrue();
    assertThat(granted.opensFor(COORDINATOR, NOON.plusSeconds(59))).isTrue();
    assertThat(granted.opensFor(COORDINATOR, NOON.plusSeconds(60))).isFalse();
    assertThat(granted.opensFor(OFFICER, NOON)).isFalse();
    assertThat(granted.opensFor(caller("coordinator", HOUSE, Roles.COORD), NOON)).isFalse();
    IdentityAccess not = asked.decided(false, MANAGER, NOON.plusSeconds(60));
    assertThat(not.until()).isNull();
    assertThat(not.granted()).isFalse();
    assertThat(not.opensFor(COORDINATOR, NOON)).isFalse();
  }

  @Test
  void whoAskedNeitherDecidesNorReviews() {
    refused(
        ProblemType.APPROVER_IS_ASKER,
        () -> IdentityAccessPolicy.requireDecidable(request(adult()), COORDINATOR));
    refused(
        ProblemType.APPROVER_IS_ASKER,
        () -> IdentityAccessPolicy.requireReviewable(glass(COORDINATOR, 30), COORDINATOR));
  }

  @Test
  void itIsDecidedOnceAndReviewedOnce() {
    IdentityAccess asked = request(adult());
    assertThatCode(() -> IdentityAccessPolicy.requireDecidable(asked, MANAGER))
        .doesNotThrowAnyException();
    for (boolean yes : new boolean[] {true, false}) {
      refused(
          ProblemType.STEP_NOT_OPEN,
          () ->
              IdentityAccessPolicy.requireDecidable(
                  asked.decided(yes, MANAGER, NOON.plusSeconds(1)), MANAGER));
    }
    refused(
        ProblemType.STEP_NOT_OPEN, () -> IdentityAccessPolicy.requireReviewable(asked, OFFICER));
    IdentityAccess broken = glass(COORDINATOR, 30);
    refused(
        ProblemType.STEP_NOT_OPEN, () -> IdentityAccessPolicy.requireDecidable(broken, MANAGER));
    assertThatCode(() -> IdentityAccessPolicy.requireReviewable(broken, OFFICER))
        .doesNotThrowAnyException();
    refused(
        ProblemType.STEP_NOT_OPEN,
        () ->
            IdentityAccessPolicy.requireReviewable(broken.reviewed(true, OFFICER, NOON), OFFICER));
  }

  @Test
  void aReviewThatSaysNoEndsItAtOnceAndNeverLengthensIt() {
    IdentityAccess broken = glass(COORDINATOR, 30);
    Instant soon = NOON.plusSeconds(5);
    assertThat(broken.reviewed(true, OFFICER, soon).until()).isEqualTo(broken.until());
    IdentityAccess ended = broken.reviewed(false, OFFICER, soon);
    assertThat(ended.opensFor(COORDINATOR, soon)).isFalse();
    assertThat(ended.until()).isEqualTo(soon);
    assertThat(ended.reviewedBy()).isEqualTo("officer");
    assertThat(ended.reviewedAt()).isEqualTo(soon);
    Instant late = NOON.plus(Duration.ofDays(1));
    assertThat(broken.reviewed(false, OFFICER, late).until()).isEqualTo(broken.until());
  }

  @ParameterizedTest
  @CsvSource({"30, 60, 30", "60, 60, 60", "90, 60, 60", "30, 15, 15", "60, 240, 60", "90, 240, 60"})
  void aBrokenGlassNeverStaysOpenLongerThanAnHour(int asked, int longest, int gets) {
    assertThat(IdentityAccessPolicy.end(NOON, asked, Duration.ofMinutes(longest)))
        .isEqualTo(NOON.plus(Duration.ofMinutes(gets)));
  }

  @Test
  void theGroundNamesTheWay() {
    assertThat(request(adult()).basis().code()).isEqualTo("IDENTITY-REQUEST");
    assertThat(glass(COORDINATOR, 5).basis().code()).isEqualTo("BREAK-GLASS");
    assertThat(glass(COORDINATOR, 5).basis().scope()).isEqualTo(ConsentScope.STORAGE);
    assertThat(request(adult()).basis().statements()).isEmpty();
    assertThat(glass(COORDINATOR, 5).basis().statements()).isEmpty();
  }

  private static void askable(
      IdentityAccess.Kind kind, AccessReason reason, CaseForConsent about, ItemCategory... items) {
    IdentityAccessPolicy.requireAskable(kind, reason, Set.of(items), Set.of(NAME, BIRTH), about);
  }

  private static IdentityAccess request(CaseForConsent about) {
    return IdentityAccess.asked(
        new UUID(1, 1), about, COORDINATOR, ON_REQUEST, COMPLAINT, Set.of(NAME), NOON, null);
  }

  private static IdentityAccess glass(Caller by, int minutes) {
    return IdentityAccess.asked(
        new UUID(1, 2),
        adult(),
        by,
        BREAK_GLASS,
        LIFE_AT_RISK,
        Set.of(NAME),
        NOON,
        NOON.plus(Duration.ofMinutes(minutes)));
  }

  private static CaseForConsent adult() {
    return about(false, GUARDIANS);
  }

  private static CaseForConsent child(@Nullable OrganizationId guardian) {
    return about(true, guardian);
  }

  private static CaseForConsent about(boolean child, @Nullable OrganizationId guardian) {
    return new CaseForConsent(
        new CaseId(new UUID(2, 2)),
        ME,
        CENTRE,
        organization(1),
        child,
        CaseCode.random(new java.security.SecureRandom()),
        "1",
        guardian);
  }

  private static Caller caller(String user, OrganizationId organization, String role) {
    return Caller.person(user, organization, ME, Set.of(role));
  }

  private static OrganizationId organization(int number) {
    return new OrganizationId(new UUID(0, number));
  }

  @Test
  void herNoToKeepingHerDataEndsWhatWasAskedForBeforeItCameIn() {
    IdentityAccess granted = request(adult()).decided(true, MANAGER, NOON.plusSeconds(60));
    for (Statements word :
        List.of(
            Statements.withdrawn(ConsentScope.STORAGE),
            Statements.refused(ConsentScope.STORAGE).to(Statements.SHELTER),
            Statements.invalidated(ConsentScope.STORAGE))) {
      ConsentStatement late = word.recorded(granted.askedAt()).at(Statements.MONDAY);
      assertThat(granted.isEndedBy(List.of(late))).as(late.toString()).isTrue();
      ConsentStatement before =
          word.recorded(granted.askedAt().minusSeconds(1)).at(Statements.MONDAY);
      assertThat(granted.isEndedBy(List.of(before))).as(before.toString()).isFalse();
    }
    for (Statements word :
        List.of(
            Statements.withdrawn(ConsentScope.REFERRAL),
            Statements.given(ConsentScope.STORAGE).to(Statements.SHELTER))) {
      assertThat(granted.isEndedBy(List.of(word.recorded(NOON).at(NOON)))).isFalse();
    }
  }

  private static void refused(ProblemType type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, no -> assertThat(no.refusal().type()).isEqualTo(type));
  }
}
