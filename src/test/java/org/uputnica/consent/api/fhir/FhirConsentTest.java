package org.uputnica.consent.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.uputnica.consent.ConsentRecord;
import org.uputnica.consent.Records;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.Statements;
import org.uputnica.testing.NeutralWords;

/** Every statement as FHIR R4 Consent, held against the base specification by its validator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirConsentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final FhirContext r4 = FhirContext.forR4();
  private final FhirValidator validator = r4.newValidator();

  /** What the jars bring: the base profiles and the code systems of the base; no network. */
  @BeforeAll
  void theBaseSpecification() {
    ValidationSupportChain support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(r4),
            new CommonCodeSystemsTerminologyService(r4),
            new InMemoryTerminologyServerValidationSupport(r4));
    validator.registerValidatorModule(new FhirInstanceValidator(support));
  }

  @Test
  void everyStatementPasses() {
    List<String> roots = NeutralWords.forbidden();
    Records.all()
        .forEach(record -> {
          String resource = written(FhirConsent.of(record));
          assertThat(wrong(resource)).as(resource).isEmpty();
          assertThat(roots).noneMatch(resource.toLowerCase(Locale.ROOT)::contains);
          assertThat(resource).doesNotContain("RR-", "NO_TRUST", "FEAR");
        });
  }

  @Test
  void theValidatorSeesWhatIsWrong() {
    Map<String, Object> resource =
        new HashMap<>(FhirConsent.of(Records.all().findFirst().orElseThrow()));
    resource.remove("status");
    assertThat(wrong(written(resource))).isNotEmpty();
    resource.put("status", "perhaps");
    assertThat(wrong(written(resource))).isNotEmpty();
  }

  @Test
  void aYesPermitsAndAWithdrawalDenies() {
    Consent yes = read(Statements.given(ConsentScope.REFERRAL).at(Statements.MONDAY), true);
    assertThat(yes.getStatus()).isEqualTo(Consent.ConsentState.ACTIVE);
    assertThat(yes.getProvision().getType()).isEqualTo(Consent.ConsentProvisionType.PERMIT);
    assertThat(yes.getProvision().getPurposeFirstRep().getCode()).isEqualTo("CS-REF-SVC");
    Consent no = read(Statements.withdrawn(ConsentScope.REFERRAL).at(Statements.MONDAY), false);
    assertThat(no.getStatus()).isEqualTo(Consent.ConsentState.INACTIVE);
    assertThat(no.getProvision().getType()).isEqualTo(Consent.ConsentProvisionType.DENY);
    assertThat(
            read(Statements.refused(ConsentScope.POLICE).at(Statements.MONDAY), false).getStatus())
        .isEqualTo(Consent.ConsentState.REJECTED);
  }

  private Consent read(Object statement, boolean inForce) {
    ConsentRecord record = Records.of((Spoken) statement, inForce);
    return r4.newJsonParser().parseResource(Consent.class, written(FhirConsent.of(record)));
  }

  private List<String> wrong(String resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(it -> it.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(SingleValidationMessage::getMessage)
        .toList();
  }

  private static String written(Map<String, Object> resource) {
    try {
      return JSON.writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
