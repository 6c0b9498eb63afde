package org.uputnica.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.RecordConsent;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.SeenIndicator;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

class RegistrationRulesTest {
  private static final OrganizationId KEEPER = new OrganizationId(new UUID(1, 1));
  private static final Instant MONDAY = Instant.parse("2026-03-02T02:10:00Z");
  private final CodeLists lists = new CodeLists();

  @Test
  void signsPointToTheirElements() {
    Registration registration =
        registration(true, NameKind.NOT_GIVEN, null, Screening.UNDECIDED, "ILO-DR-01");
    assertThat(RegistrationRules.elements(registration, lists.get("indicators")))
        .isEqualTo(Set.of(Element.MEANS));
  }

  @Test
  void anUnknownCodeIsNamedByItsPlace() {
    Registration registration =
        registration(true, NameKind.NOT_GIVEN, null, Screening.UNDECIDED, "ILO-DR-01", "NOPE");
    assertRefused(ProblemType.INVALID_VALUE, "indicators[1].code", () -> check(registration));
  }

  @Test
  void aNameMustFitItsKind() {
    assertRefused(
        ProblemType.INVALID_VALUE,
        "name",
        () -> check(registration(true, NameKind.NOT_GIVEN, "Iva", Screening.UNDECIDED)));
    assertRefused(
        ProblemType.INVALID_VALUE,
        "name",
        () -> check(registration(true, NameKind.ALIAS, null, Screening.UNDECIDED)));
  }

  @Test
  void whereSheIsNotAloneNothingIsAskedAndNobodyPresumed() {
    assertRefused(
        ProblemType.PRIVATE_PLACE_NEEDED,
        "screening",
        () ->
            RegistrationRules.checkPlace(
                registration(false, NameKind.NOT_GIVEN, null, Screening.PRESUMED)));
    assertThatNoException()
        .isThrownBy(() ->
            RegistrationRules.checkPlace(
                registration(false, NameKind.NOT_GIVEN, null, Screening.UNDECIDED)));
  }

  @Test
  void aNameWaitsForTheYesAnAliasDoesNot() {
    Registration named = registration(true, NameKind.NAME, "Iva", Screening.UNDECIDED);
    assertRefused(
        ProblemType.CONSENT_MISSING, null, () -> RegistrationRules.checkKeeping(named, KEEPER));
    assertThatNoException()
        .isThrownBy(() ->
            RegistrationRules.checkKeeping(
                registration(true, NameKind.ALIAS, "Iva", Screening.UNDECIDED), KEEPER));
  }

  @Test
  void theYesCountsForTheKeeperItNamesOnly() {
    Registration agreed = withConsents(List.of(storing(ConsentStatus.GIVEN, KEEPER)));
    assertThatNoException().isThrownBy(() -> RegistrationRules.checkKeeping(agreed, KEEPER));
    Registration elsewhere =
        withConsents(List.of(storing(ConsentStatus.GIVEN, new OrganizationId(new UUID(2, 2)))));
    assertRefused(
        ProblemType.CONSENT_MISSING, null, () -> RegistrationRules.checkKeeping(elsewhere, KEEPER));
    Registration refused = withConsents(List.of(storing(ConsentStatus.REFUSED, KEEPER)));
    assertRefused(
        ProblemType.CONSENT_MISSING, null, () -> RegistrationRules.checkKeeping(refused, KEEPER));
  }

  @Test
  void presumingTakesSignsOrAGround() {
    Registration registration = registration(true, NameKind.NOT_GIVEN, null, Screening.PRESUMED);
    assertRefused(
        ProblemType.RULE_BROKEN,
        "judgement",
        () -> RegistrationRules.checkGround(registration, false));
    assertThatNoException().isThrownBy(() -> RegistrationRules.checkGround(registration, true));
  }

  private void check(Registration registration) {
    RegistrationRules.checkValues(
        registration,
        lists.get("indicators"),
        lists.get("languages"),
        lists.get("triage-categories").codes());
  }

  private static void assertRefused(ProblemType type, @Nullable String field, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> {
              assertThat(it.refusal().type()).isEqualTo(type);
              if (field != null) {
                assertThat(it.refusal().errors()).extracting("field").contains(field);
              }
            });
  }

  private static RecordConsent storing(ConsentStatus status, OrganizationId keeper) {
    return new RecordConsent(
        new ConsentId(new UUID(3, 3)),
        ConsentScope.STORAGE,
        keeper,
        status,
        Set.of(ItemCategory.NAME),
        SaidBy.PERSON,
        new Telling("CM-VERB-W", "prs", null, null, null, null, new UUID(4, 4), null),
        null,
        null,
        MONDAY);
  }

  private static Registration withConsents(List<RecordConsent> consents) {
    return registration(true, NameKind.NAME, "Iva", Screening.UNDECIDED, consents);
  }

  private static Registration registration(
      boolean alone, NameKind kind, @Nullable String name, Screening screening, String... signs) {
    return registration(alone, kind, name, screening, List.of(), signs);
  }

  private static Registration registration(
      boolean alone,
      NameKind kind,
      @Nullable String name,
      Screening screening,
      List<RecordConsent> consents,
      String... signs) {
    UrgentNeeds unknown =
        new UrgentNeeds(
            Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN);
    return new Registration(
        new CaseId(new UUID(5, 5)),
        MONDAY,
        "ME-BOZAJ",
        alone,
        kind,
        name,
        AgeState.ADULT,
        null,
        null,
        "WOMAN",
        "WOMAN",
        "prs",
        Answer.YES,
        unknown,
        0,
        null,
        null,
        List.of(signs).stream().map(it -> new SeenIndicator(it, "SEEN")).toList(),
        null,
        null,
        screening,
        RiskLevel.MEDIUM,
        null,
        consents);
  }
}
