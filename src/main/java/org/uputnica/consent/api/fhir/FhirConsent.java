package org.uputnica.consent.api.fhir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentRecord;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.platform.id.OrganizationId;

/**
 * A statement as resource Consent of HL7 FHIR R4 (4.0.1). People and offices are logical references
 * by identifier: the case code and the office's id, nobody's name.
 */
public final class FhirConsent {
  private static final String URI = "urn:ietf:rfc:3986";
  private static final String SCOPES = "urn:uputnica:consent-scopes";
  private static final String ITEMS = "urn:uputnica:item-categories";
  private static final String CASE_CODES = "urn:uputnica:case-codes";
  private static final String TEXTS = "urn:uputnica:consent-texts";
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private FhirConsent() {}

  /** The resource, to be written as {@code application/fhir+json}. */
  public static Map<String, Object> of(ConsentRecord record) {
    Spoken spoken = record.statement();
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("resourceType", "Consent");
    resource.put("id", spoken.id().toString());
    resource.put("language", record.language().toLanguageTag());
    resource.put("identifier", List.of(identifier(URI, "urn:uuid:" + spoken.id())));
    resource.put("status", status(spoken, record.inForce()));
    resource.put("scope", concept(TERMINOLOGY + "consentscope", "patient-privacy"));
    resource.put("category", List.of(concept("http://loinc.org", "59284-0")));
    resource.put("patient", person(record));
    resource.put("dateTime", time(spoken.said().at()));
    resource.put(
        "performer",
        List.of(spoken.said().saidBy() == SaidBy.PERSON ? person(record) : guardian(record)));
    resource.put("organization", List.of(office(record.about().responsible())));
    Telling told = spoken.told();
    if (told.textVersion() != null) {
      resource.put(
          "sourceReference",
          Map.of("type", "DocumentReference", "identifier", identifier(TEXTS, told.textVersion())));
    }
    resource.put(
        "policyRule",
        concept(TERMINOLOGY + "v3-ActCode", spoken.status().isYes() ? "OPTIN" : "OPTOUT"));
    if (told.understoodBack() != null) {
      resource.put(
          "verification",
          List.of(
              Map.of(
                  "verified",
                  told.understoodBack(),
                  "verificationDate",
                  time(spoken.said().at()))));
    }
    resource.put("provision", provision(spoken));
    return resource;
  }

  /** HL7 v2 table 0498 is the same in one letter: {@code codelists/consent-statuses.csv}. */
  private static String status(ConsentStatement statement, boolean inForce) {
    return switch (statement.status()) {
      case ASKED -> "proposed";
      case GIVEN, LIMITED -> inForce ? "active" : "inactive";
      case REFUSED -> "rejected";
      case WITHDRAWN, EXPIRED -> "inactive";
      case NOT_ASKED -> "draft";
      case INVALIDATED -> "entered-in-error";
      case OVERRIDDEN -> throw new IllegalArgumentException("nobody's word");
    };
  }

  private static Map<String, Object> provision(Spoken spoken) {
    Map<String, Object> provision = new LinkedHashMap<>();
    provision.put("type", spoken.status().isYes() ? "permit" : "deny");
    Map<String, Object> period = new LinkedHashMap<>();
    period.put("start", time(spoken.said().at()));
    if (spoken instanceof Given given && given.expires() != null) {
      period.put("end", time(given.expires()));
    }
    provision.put("period", period);
    @Nullable OrganizationId recipient = spoken.said().recipient();
    if (recipient != null) {
      provision.put(
          "actor",
          List.of(
              Map.of(
                  "role",
                  concept(TERMINOLOGY + "v3-ParticipationType", "IRCP"),
                  "reference",
                  office(recipient))));
    }
    provision.put("purpose", List.of(coding(SCOPES, spoken.scope().code())));
    if (!spoken.said().items().isEmpty()) {
      provision.put(
          "class", spoken.said().items().stream().map(item -> coding(ITEMS, item.name())).toList());
    }
    return provision;
  }

  private static Map<String, Object> person(ConsentRecord record) {
    return Map.of(
        "type", "Patient", "identifier", identifier(CASE_CODES, record.about().code().value()));
  }

  private static Map<String, Object> guardian(ConsentRecord record) {
    @Nullable OrganizationId guardian = record.about().guardian();
    return guardian == null
        ? Map.of("type", "RelatedPerson", "display", "Guardian")
        : office(guardian);
  }

  private static Map<String, Object> office(OrganizationId id) {
    return Map.of("type", "Organization", "identifier", identifier(URI, "urn:uuid:" + id));
  }

  private static Map<String, Object> identifier(String system, String value) {
    return Map.of("system", system, "value", value);
  }

  private static Map<String, Object> concept(String system, String code) {
    return Map.of("coding", List.of(coding(system, code)));
  }

  private static Map<String, Object> coding(String system, String code) {
    return Map.of("system", system, "code", code);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
