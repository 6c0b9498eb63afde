package org.uputnica.mechanism.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Whose case it is: who sees it as process, who is assigned, who registered it. */
class CaseRecordTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");
  private static final CountryCode ME = new CountryCode("ME");
  private static final OrganizationId CENTRE = organization(6);
  private static final OrganizationId POLICE = organization(1);
  private static final OrganizationId GUARDIANS = organization(8);
  private static final OrganizationId HOUSE = organization(4);
  private static final OrganizationId STRANGERS = organization(9);
  private static final CaseRecord MANAGED =
      record(new Assignment("mira", Set.of("nada"), Set.of()));

  @Test
  void theManagerAndHerColleaguesAreAssigned() {
    assertThat(MANAGED.isAssignedTo(caller("mira", CENTRE, Roles.CASE))).isTrue();
    assertThat(MANAGED.isAssignedTo(caller("nada", CENTRE, Roles.CASE))).isTrue();
    assertThat(MANAGED.isAssignedTo(caller("olga", CENTRE, Roles.CASE))).isFalse();
    assertThat(MANAGED.isAssignedTo(caller("mira", CENTRE, Roles.SHELTER))).isFalse();
    assertThat(MANAGED.isAssignedTo(caller("mira", POLICE, Roles.CASE))).isFalse();
    assertThat(record(Assignment.NONE).isAssignedTo(caller("mira", CENTRE, Roles.CASE))).isFalse();
  }

  @Test
  void oneOfThemManages() {
    assertThat(MANAGED.assigned().isManager("mira")).isTrue();
    assertThat(MANAGED.assigned().isManager("nada")).isFalse();
    assertThat(Assignment.NONE.isManager("mira")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {Roles.FRONT, Roles.BORDER})
  void theRegistrarIsWhoWroteItInTheHouseThatRegistered(String role) {
    assertThat(MANAGED.isRegistrar(caller("vera", POLICE, role))).isTrue();
    assertThat(MANAGED.isRegistrar(caller("marko", POLICE, role))).isFalse();
    assertThat(MANAGED.isRegistrar(caller("vera", CENTRE, role))).isFalse();
    assertThat(MANAGED.isRegistrar(caller("vera", POLICE, Roles.CASE))).isFalse();
  }

  @Test
  void theTeamTheGuardianAndTheServingSeeIt() {
    for (OrganizationId own : List.of(CENTRE, POLICE, GUARDIANS, HOUSE)) {
      assertThat(MANAGED.isVisibleTo(caller("any", own, Roles.SHELTER))).isTrue();
    }
    assertThat(MANAGED.isVisibleTo(caller("any", STRANGERS, Roles.SHELTER))).isFalse();
  }

  @Test
  void whoWatchesOverTheCountrySeesItAndAContactPointDoesNot() {
    for (String role : List.of(Roles.COORD, Roles.DPO, Roles.MON)) {
      assertThat(MANAGED.isVisibleTo(caller("any", STRANGERS, role))).as(role).isTrue();
      assertThat(
              MANAGED.isVisibleTo(
                  Caller.person("any", STRANGERS, new CountryCode("AL"), Set.of(role))))
          .as(role)
          .isFalse();
    }
    for (String role : List.of(Roles.XB, Roles.ADMIN, Roles.REG, Roles.POL)) {
      assertThat(MANAGED.isVisibleTo(caller("any", STRANGERS, role))).as(role).isFalse();
    }
  }

  @Test
  void anOrganisationWithAConflictOfInterestSeesItInNoRole() {
    CaseRecord closed = record(new Assignment("mira", Set.of(), Set.of(HOUSE, POLICE, STRANGERS)));
    assertThat(closed.isVisibleTo(caller("any", HOUSE, Roles.SHELTER))).isFalse();
    assertThat(closed.isVisibleTo(caller("vera", POLICE, Roles.FRONT))).isFalse();
    assertThat(closed.isVisibleTo(caller("any", STRANGERS, Roles.COORD))).isFalse();
    assertThat(closed.isVisibleTo(caller("mira", CENTRE, Roles.CASE))).isTrue();
    assertThat(closed.isVisibleTo(Caller.service(STRANGERS, ME))).isTrue();
  }

  @Test
  void aConflictIsOfAnAccountOrOfAnOrganisation() {
    assertThatThrownBy(() -> conflict(null, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> conflict("mira", HOUSE)).isInstanceOf(IllegalArgumentException.class);
    assertThat(conflict("mira", null).stands()).isTrue();
    assertThat(conflict(null, HOUSE).stands()).isTrue();
    assertThat(conflict(null, HOUSE, MONDAY).stands()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CHILD, ACT PURPOSE, true", "CHILD, ACT MEANS PURPOSE, true", "CHILD, PURPOSE, false",
    "CHILD, ACT, false", "ADULT, ACT PURPOSE, false", "ADULT, ACT MEANS PURPOSE, true",
    "ADULT, MEANS PURPOSE, false", "ADULT, ACT MEANS, false"
  })
  void whatMakesTheCrimeNeedsNoMeansWhereAChildIsConcerned(
      AgeState age, String elements, boolean suffice) {
    Set<Element> found =
        Arrays.stream(elements.split(" ", -1)).map(Element::valueOf).collect(Collectors.toSet());
    CaseRecord about = record(Assignment.NONE, age, age == AgeState.CHILD ? 15 : 30, found);
    assertThat(about.isChild()).isEqualTo(age == AgeState.CHILD);
    assertThat(about.elementsSuffice()).isEqualTo(suffice);
  }

  @Test
  void aRiskAssessmentIsFreshForSevenDays() {
    Instant end = MONDAY.plus(Duration.ofDays(7));
    assertThat(MANAGED.riskIsFresh(end)).isTrue();
    assertThat(MANAGED.riskIsFresh(end.plusNanos(1))).isFalse();
  }

  @Test
  void whatIsFoundLaterChangesThatAndNothingElse() {
    Instant later = MONDAY.plusSeconds(1);
    only(MANAGED.aged(AgeState.ADULT, 30), "ageState", AgeState.ADULT, "age", 30);
    only(MANAGED.assessed(RiskLevel.HIGH, later), "risk", RiskLevel.HIGH, "riskAssessedAt", later);
    only(MANAGED.determined(true), "bestInterests", true);
    only(MANAGED.guardedBy(STRANGERS), "guardian", STRANGERS);
    only(MANAGED.answeredForBy(HOUSE), "responsible", HOUSE);
  }

  private static void only(CaseRecord changed, Object... fieldsAndValues) {
    List<String> fields = new ArrayList<>();
    for (int at = 0; at < fieldsAndValues.length; at += 2) {
      String field = String.valueOf(fieldsAndValues[at]);
      assertThat(changed).hasFieldOrPropertyWithValue(field, fieldsAndValues[at + 1]);
      fields.add(field);
    }
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields(fields.toArray(String[]::new))
        .isEqualTo(MANAGED);
  }

  private static ConflictOfInterest conflict(
      @Nullable String account, @Nullable OrganizationId organization) {
    return conflict(account, organization, null);
  }

  private static ConflictOfInterest conflict(
      @Nullable String account, @Nullable OrganizationId organization, @Nullable Instant lifted) {
    return new ConflictOfInterest(
        new UUID(3, 3),
        MANAGED.id(),
        account,
        organization,
        ConflictOfInterest.Reason.RELATED,
        MONDAY,
        lifted);
  }

  private static CaseRecord record(Assignment assigned) {
    return record(assigned, AgeState.CHILD, 15, Set.of());
  }

  private static CaseRecord record(
      Assignment assigned, AgeState ageState, int age, Set<Element> elements) {
    return new CaseRecord(
        new CaseId(new UUID(2, 2)),
        CaseCode.random(new SecureRandom()),
        ME,
        CENTRE,
        POLICE,
        "vera",
        MONDAY,
        MONDAY,
        "ME-BOZAJ",
        "NOT_GIVEN",
        ageState,
        age,
        "WOMAN",
        "WOMAN",
        "sq",
        Answer.NO,
        new UrgentNeeds(Answer.NO, Answer.NO, Answer.NO, Answer.NO, Answer.NO),
        0,
        null,
        null,
        List.of(),
        elements,
        null,
        RiskLevel.LOW,
        MONDAY,
        null,
        GUARDIANS,
        Set.of(HOUSE),
        Set.of(CENTRE, POLICE),
        assigned,
        "1",
        0);
  }

  private static Caller caller(String user, OrganizationId organization, String role) {
    return Caller.person(user, organization, ME, Set.of(role));
  }

  private static OrganizationId organization(int number) {
    return new OrganizationId(new UUID(0, number));
  }
}
