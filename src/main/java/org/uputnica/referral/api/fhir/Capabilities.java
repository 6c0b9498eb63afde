package org.uputnica.referral.api.fhir;

import java.util.List;
import java.util.Map;

/** What this node does of FHIR, as CapabilityStatement of HL7 FHIR R4. */
final class Capabilities {
  private static final String REFERENCE = "reference";
  private static final String TOKEN = "token";

  private Capabilities() {}

  /** The resource, to be written as {@code application/fhir+json}. */
  static Map<String, Object> of(String base) {
    return Map.of(
        "resourceType",
        "CapabilityStatement",
        "status",
        "active",
        "date",
        "2026-11-28",
        "kind",
        "instance",
        "fhirVersion",
        "4.0.1",
        "format",
        List.of("application/fhir+json"),
        "implementation",
        Map.of("description", "Uputnica, referrals", "url", base),
        "rest",
        List.of(
            Map.of(
                "mode",
                "server",
                "security",
                Map.of(
                    "cors",
                    false,
                    "service",
                    List.of(
                        Map.of(
                            "coding",
                            List.of(
                                Map.of(
                                    "system",
                                    "http://terminology.hl7.org/CodeSystem/restful-security-service",
                                    "code",
                                    "OAuth"))))),
                "resource",
                List.of(tasks(), serviceRequests()))));
  }

  private static Map<String, Object> tasks() {
    return Map.of(
        "type",
        "Task",
        "interaction",
        interactions("read", "update", "search-type"),
        "versioning",
        "versioned-update",
        "updateCreate",
        false,
        "searchInclude",
        List.of("Task:focus"),
        "searchParam",
        List.of(
            parameter("owner", REFERENCE),
            parameter("requester", REFERENCE),
            parameter("status", TOKEN)));
  }

  private static Map<String, Object> serviceRequests() {
    return Map.of(
        "type", "ServiceRequest", "interaction", interactions("read"), "versioning", "versioned");
  }

  private static List<Map<String, String>> interactions(String... codes) {
    return List.of(codes).stream().map(it -> Map.of("code", it)).toList();
  }

  private static Map<String, String> parameter(String name, String type) {
    return Map.of("name", name, "type", type);
  }
}
