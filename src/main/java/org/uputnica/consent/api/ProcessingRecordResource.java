package org.uputnica.consent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ProcessingRecordService;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ProcessingRecord;
import org.uputnica.consent.domain.ProcessingRecords.Filter;
import org.uputnica.consent.domain.TransferTerms;
import org.uputnica.contract.ProcessingRecordsApi;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.LegalBasisDto;
import org.uputnica.contract.model.ProcessingRecordDto;
import org.uputnica.contract.model.ProcessingRecordPageDto;
import org.uputnica.contract.model.TransferSafeguardDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Processing records over HTTP. Translates, never decides. Contract: {@code
 * openapi/paths/processing-records.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class ProcessingRecordResource implements ProcessingRecordsApi {
  private final ProcessingRecordService records;

  ProcessingRecordResource(ProcessingRecordService records) {
    this.records = records;
  }

  @Override
  @RolesAllowed(Roles.DPO)
  public RestResponse<ProcessingRecordPageDto> listProcessingRecords(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String scope,
      @Nullable String recipientCountry,
      @Nullable String basis,
      @Nullable String cursor,
      Integer limit) {
    Filter filter =
        new Filter(
            from,
            to,
            scope == null ? null : scope(scope),
            recipientCountry == null ? null : new CountryCode(recipientCountry),
            basis);
    Page<ProcessingRecord> page = records.list(filter, cursor, limit);
    return RestResponse.ok(
        new ProcessingRecordPageDto()
            .entries(page.entries().stream().map(ProcessingRecordResource::toDto).toList())
            .next(page.next()));
  }

  private static ConsentScope scope(String code) {
    return ConsentScope.of(code)
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.INVALID_VALUE,
                "Leave it out for all of them",
                FieldProblem.at(
                    "scope",
                    "is not known",
                    Arrays.stream(ConsentScope.values()).map(ConsentScope::code).toList())));
  }

  private static ProcessingRecordDto toDto(ProcessingRecord it) {
    @Nullable CountryCode to = it.recipientCountry();
    ProcessingRecordDto dto =
        new ProcessingRecordDto()
            .id(it.id())
            .caseId(it.caseId().value())
            .caseCode(it.caseCode().value())
            .at(it.at())
            .scope(ConsentScopeDto.fromString(it.scope().code()))
            .basis(LegalBasisDto.fromString(it.basis()))
            .recipient(it.recipient().value())
            .recipientCountry(to == null ? null : to.value())
            .items(
                it.items().stream().map(item -> ItemCategoryDto.fromString(item.name())).toList());
    @Nullable TransferTerms terms = it.terms();
    return terms == null
        ? dto
        : dto.retentionMonths(terms.retentionMonths())
            .safeguard(TransferSafeguardDto.fromString(terms.safeguard().name()))
            .agreement(terms.agreement());
  }
}
