package org.uputnica.consent.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.ConsentRecord;
import org.uputnica.consent.Records;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.Statements;
import org.uputnica.testing.Fhir;
import org.uputnica.testing.NeutralWords;

/** Every statement as FHIR R4 Consent, held against the base specification by its validator. */
class FhirConsentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyStatementPasses() {
    List<String> roots = NeutralWords.forbidden();
    Records.all()
        .forEach(record -> {
          String resource = written(FhirConsent.of(record));
          assertThat(Fhir.wrong(resource)).as(resource).isEmpty();
          assertThat(roots).noneMatch(resource.toLowerCase(Locale.ROOT)::contains);
          assertThat(resource).doesNotContain("RR-", "NO_TRUST", "FEAR");
        });
  }

  @Test
  void theValidatorSeesWhatIsWrong() {
    Map<String, Object> resource =
        new HashMap<>(FhirConsent.of(Records.all().findFirst().orElseThrow()));
    resource.remove("status");
    assertThat(Fhir.wrong(written(resource))).isNotEmpty();
    resource.put("status", "perhaps");
    assertThat(Fhir.wrong(written(resource))).isNotEmpty();
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
    return Fhir.R4.newJsonParser().parseResource(Consent.class, written(FhirConsent.of(record)));
  }

  private static String written(Map<String, Object> resource) {
    try {
      return JSON.writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
