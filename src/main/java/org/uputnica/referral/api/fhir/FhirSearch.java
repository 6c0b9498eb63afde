package org.uputnica.referral.api.fhir;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.FhirBundleDto;
import org.uputnica.contract.model.FhirEntryDto;
import org.uputnica.contract.model.FhirLinkDto;
import org.uputnica.contract.model.FhirSearchModeDto;
import org.uputnica.platform.page.Page;
import org.uputnica.referral.ReferralView;

/**
 * A page of Tasks as searchset Bundle of HL7 FHIR R4.
 *
 * @param base address of the FHIR part of this node
 * @param query the parameters as they were understood
 * @param json writes a resource into its entry
 */
record FhirSearch(String base, Map<String, String> query, ObjectMapper json) {
  private static final TypeReference<Map<String, Object>> RESOURCE = new TypeReference<>() {};

  private static final String CURSOR = "_cursor";

  static final List<String> PARAMETERS =
      List.of("owner", "requester", "status", "_include", "_count", CURSOR);

  FhirBundleDto bundle(Page<ReferralView> page, @Nullable String cursor, boolean include) {
    List<FhirLinkDto> links = new ArrayList<>();
    links.add(link("self", cursor));
    if (page.next() != null) {
      links.add(link("next", page.next()));
    }
    List<FhirEntryDto> entries = new ArrayList<>();
    page.entries()
        .forEach(it ->
            entries.add(
                entry(
                    FhirReferral.TASK,
                    it.referral().id().value(),
                    FhirReferral.task(it),
                    "match")));
    if (include) {
      page.entries()
          .forEach(it ->
              entries.add(
                  entry(
                      FhirReferral.SERVICE_REQUEST,
                      it.referral().id().value(),
                      FhirReferral.serviceRequest(it),
                      "include")));
    }
    return new FhirBundleDto()
        .resourceType("Bundle")
        .type("searchset")
        .link(links)
        .entry(entries.isEmpty() ? null : entries);
  }

  private FhirEntryDto entry(String type, UUID id, Object resource, String mode) {
    return new FhirEntryDto()
        .fullUrl(base + '/' + type + '/' + id)
        .resource(json.convertValue(resource, RESOURCE))
        .search(new FhirSearchModeDto().mode(mode));
  }

  private FhirLinkDto link(String relation, @Nullable String cursor) {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    if (cursor != null) {
      parameters.put(CURSOR, cursor);
    }
    return new FhirLinkDto()
        .relation(relation)
        .url(
            base
                + "/Task?"
                + parameters.entrySet().stream()
                    .map(it ->
                        it.getKey()
                            + '='
                            + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&")));
  }
}
