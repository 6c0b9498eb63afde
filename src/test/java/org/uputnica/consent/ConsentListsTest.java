package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.OverrideReason;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.consent.domain.TransferTerms;
import org.uputnica.contract.model.LegalBasisDto;
import org.uputnica.contract.model.RefusalReasonDto;
import org.uputnica.contract.model.TransferSafeguardDto;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.text.Texts;

/** What the code knows and what the lists say are the same. */
class ConsentListsTest {
  private static final CodeLists LISTS = new CodeLists();

  @Test
  void codesAreThoseOfTheLists() {
    assertThat(Arrays.stream(ConsentScope.values()).map(ConsentScope::code))
        .containsExactlyElementsOf(LISTS.get("consent-scopes").codes());
    assertThat(Arrays.stream(ConsentStatus.values()).map(ConsentStatus::code))
        .containsExactlyElementsOf(LISTS.get("consent-statuses").codes());
    assertThat(Arrays.stream(OverrideReason.values()).map(OverrideReason::code))
        .containsExactlyElementsOf(LISTS.get("consent-override-reasons").codes());
    assertThat(Arrays.stream(RefusalReason.values()).map(RefusalReason::code))
        .containsExactlyElementsOf(LISTS.get("refusal-reasons").codes())
        .containsExactlyElementsOf(
            Arrays.stream(RefusalReasonDto.values()).map(RefusalReasonDto::toString).toList())
        .allSatisfy(
            code -> assertThat(RefusalReason.of(code)).map(RefusalReason::code).contains(code));
    assertThat(RefusalReason.of("RR-NONE")).isEmpty();
  }

  @Test
  void whyIsReadInEveryLanguageOfTheStaff() {
    for (String language : Texts.STAFF) {
      assertThat(Texts.keys("codes", Locale.forLanguageTag(language)))
          .as(language)
          .isEqualTo(Texts.keys("codes", Locale.ENGLISH))
          .containsAll(LISTS.get("refusal-reasons").codes());
    }
  }

  @Test
  void everyGroundIsALegalBasisOfTheListAndOfTheContract() {
    UUID access = new UUID(1, 1);
    ConsentId exception = new ConsentId(access);
    List<Basis> grounds =
        new ArrayList<>(
            List.of(
                new Basis.Agreed(ConsentScope.REFERRAL, List.of()),
                new Basis.ChildProtectionDuty(ConsentScope.MECHANISM),
                new Basis.Requested(ConsentScope.STORAGE, access),
                new Basis.BrokenGlass(ConsentScope.STORAGE, access)));
    for (OverrideReason reason : OverrideReason.values()) {
      grounds.add(new Basis.Excepted(ConsentScope.REFERRAL, reason, exception));
    }
    assertThat(LISTS.get("legal-bases").codes())
        .containsExactlyElementsOf(grounds.stream().map(Basis::legal).toList())
        .containsExactlyElementsOf(
            Arrays.stream(LegalBasisDto.values()).map(LegalBasisDto::toString).toList());
    assertThat(Arrays.stream(TransferSafeguardDto.values()).map(TransferSafeguardDto::toString))
        .containsExactlyElementsOf(
            Arrays.stream(TransferTerms.Safeguard.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void theWordOfTheListDecidesWhoSpeaksForAChild(ConsentScope scope) {
    CodeList scopes = LISTS.get("consent-scopes");
    String rule = scopes.cell(scope.code(), "child_rule").orElseThrow();
    switch (scope.childRule()) {
      case GUARDIAN_AND_ASSENT -> assertThat(rule).contains("guardian", "assent");
      case GUARDIAN_UNLESS_REFUSED -> assertThat(rule).contains("guardian");
      case GUARDIAN -> assertThat(rule).containsAnyOf("guardian", "best interests");
      case ASSENT -> assertThat(rule).containsAnyOf("assent", "child may refuse");
      case NONE_NEEDED -> assertThat(rule).startsWith("no consent needed");
      case NEVER -> assertThat(rule).startsWith("not for children");
    }
    if (rule.contains("assent")) {
      assertThat(scope.childRule().name()).contains("ASSENT");
    }
  }

  @ParameterizedTest
  @EnumSource(ConsentScope.class)
  void anExceptionNeedsAnotherGroundInTheList(ConsentScope scope) {
    String other =
        LISTS.get("consent-scopes").cell(scope.code(), "legal_basis_if_not_consent").orElse("none");
    if (other.startsWith("none")) {
      assertThat(scope.allowsException()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OV-VITAL, at-once, NAME CONTACT BIRTH HEALTH",
    "OV-CHILD, at-once, NAME CONTACT BIRTH",
    "OV-CRIME, after-approval, NAME BIRTH",
    "OV-COURT, after-approval, NAME CONTACT BIRTH DOCUMENT HEALTH NARRATIVE",
    "OV-INCAP, at-once, HEALTH",
    "OV-HEALTH, after-approval, NAME CONTACT BIRTH HEALTH"
  })
  void whatEachReasonAllows(String code, String effective, String items) {
    CodeList reasons = LISTS.get("consent-override-reasons");
    assertThat(reasons.cell(code, "effective")).contains(effective);
    assertThat(reasons.cell(code, "items")).contains(items);
  }

  @Test
  void theRulesOfTheListsCanBeRead() {
    ConsentRules rules = new ConsentRules(LISTS);
    assertThat(rules.recording()).isNotNull();
    assertThat(rules.exceptions()).isNotNull();
  }
}
