package org.uputnica.consent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.YearMonth;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.ConsentRecordService;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.ExceptionReportService;
import org.uputnica.consent.ExceptionService;
import org.uputnica.consent.ExceptionState;
import org.uputnica.consent.Receipt;
import org.uputnica.consent.ReceiptService;
import org.uputnica.consent.api.fhir.FhirConsent;
import org.uputnica.contract.ConsentsApi;
import org.uputnica.contract.model.ConsentDto;
import org.uputnica.contract.model.ConsentListDto;
import org.uputnica.contract.model.ExceptionActDto;
import org.uputnica.contract.model.ExceptionReportDto;
import org.uputnica.contract.model.QuestionListDto;
import org.uputnica.contract.model.ReceiptDto;
import org.uputnica.contract.model.RecordConsentDto;
import org.uputnica.contract.model.RecordExceptionDto;
import org.uputnica.contract.model.TellPersonDto;
import org.uputnica.contract.model.WithdrawDto;
import org.uputnica.contract.model.WithdrawnDto;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.print.Paper;
import org.uputnica.platform.print.Press;

/** Consents over HTTP. Translates, never decides. Contract: {@code openapi/paths/consents.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class ConsentResource implements ConsentsApi {
  private final ConsentService consents;
  private final ExceptionService exceptions;
  private final ExceptionReportService reports;
  private final ReceiptService receipts;
  private final Press press;
  private final ConsentRecordService records;
  private final Writes writes;

  ConsentResource(
      ConsentService consents,
      ExceptionService exceptions,
      ExceptionReportService reports,
      ReceiptService receipts,
      Press press,
      ConsentRecordService records,
      Writes writes) {
    this.consents = consents;
    this.exceptions = exceptions;
    this.reports = reports;
    this.receipts = receipts;
    this.press = press;
    this.records = records;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<ConsentDto> recordConsent(
      UUID idempotencyKey, UUID caseId, RecordConsentDto recordConsentDto) {
    return writes.once(
        idempotencyKey,
        ConsentDto.class,
        new Writes.Request("recordConsent", caseId.toString(), recordConsentDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                ConsentContract.toDto(
                    consents.record(
                        new CaseId(caseId), ConsentContract.toCommand(recordConsentDto)))));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD,
    Roles.DPO
  })
  public RestResponse<ConsentListDto> listConsents(UUID caseId) {
    return RestResponse.ok(
        new ConsentListDto()
            .statements(
                consents.list(new CaseId(caseId)).stream().map(ConsentContract::toDto).toList()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD,
    Roles.DPO
  })
  public RestResponse<QuestionListDto> listQuestions(UUID caseId) {
    return RestResponse.ok(ConsentContract.toQuestions(consents.questions(new CaseId(caseId))));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<WithdrawnDto> withdrawConsent(
      UUID idempotencyKey, UUID caseId, WithdrawDto withdrawDto) {
    return writes.once(
        idempotencyKey,
        WithdrawnDto.class,
        new Writes.Request("withdrawConsent", caseId.toString(), withdrawDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                ConsentContract.toDto(
                    consents.withdraw(
                        new CaseId(caseId), ConsentContract.toCommand(withdrawDto)))));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.COORD})
  public RestResponse<ExceptionActDto> recordException(
      UUID idempotencyKey, UUID caseId, RecordExceptionDto recordExceptionDto) {
    return writes.once(
        idempotencyKey,
        ExceptionActDto.class,
        new Writes.Request("recordException", caseId.toString(), recordExceptionDto),
        () -> {
          ExceptionState state =
              exceptions.record(new CaseId(caseId), ConsentContract.toCommand(recordExceptionDto));
          return Revision.created(ConsentContract.toDto(state), state.revision());
        });
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.COORD,
    Roles.DPO
  })
  public RestResponse<ExceptionActDto> approveException(
      UUID idempotencyKey, String ifMatch, UUID caseId, UUID exceptionId) {
    return writes.once(
        idempotencyKey,
        ExceptionActDto.class,
        new Writes.Request("approveException", caseId + " " + exceptionId + " " + ifMatch, null),
        () -> {
          ExceptionState state =
              exceptions.approve(
                  new CaseId(caseId), new ConsentId(exceptionId), Revision.of(ifMatch));
          return Revision.ok(ConsentContract.toDto(state), state.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.GUARD, Roles.COORD})
  public RestResponse<ExceptionActDto> tellPerson(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID exceptionId,
      TellPersonDto tellPersonDto) {
    return writes.once(
        idempotencyKey,
        ExceptionActDto.class,
        new Writes.Request("tellPerson", caseId + " " + exceptionId + ifMatch, tellPersonDto),
        () -> {
          ExceptionState state =
              exceptions.tell(
                  new CaseId(caseId),
                  new ConsentId(exceptionId),
                  ConsentContract.toCommand(tellPersonDto),
                  Revision.of(ifMatch));
          return Revision.ok(ConsentContract.toDto(state), state.revision());
        });
  }

  @Override
  @RolesAllowed(Roles.DPO)
  public RestResponse<ExceptionReportDto> reportExceptions(@Nullable String month) {
    return RestResponse.ok(
        ConsentContract.toDto(reports.of(month == null ? null : YearMonth.parse(month))));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<ReceiptDto> getReceipt(
      UUID caseId, UUID consentId, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        ConsentContract.toDto(
            receipts.receipt(new CaseId(caseId), new ConsentId(consentId), acceptLanguage)));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<String> printReceipt(
      UUID caseId, UUID consentId, @Nullable String acceptLanguage) {
    return RestResponse.ResponseBuilder.ok(
            ReceiptPage.print(
                receipts.receipt(new CaseId(caseId), new ConsentId(consentId), acceptLanguage)),
            MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", ReceiptPage.POLICY)
        .build();
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<InputStream> printReceiptDocument(
      UUID caseId, UUID consentId, @Nullable String acceptLanguage, String paper) {
    Receipt receipt =
        receipts.receipt(new CaseId(caseId), new ConsentId(consentId), acceptLanguage);
    byte[] pages = press.print(ReceiptLeaflet.of(receipt), Paper.of(paper));
    return RestResponse.ResponseBuilder.<InputStream>ok(new ByteArrayInputStream(pages))
        .type("application/pdf")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paper.pdf\"")
        .build();
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<Object> getConsentRecord(
      UUID caseId, UUID consentId, String as, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        LinkedRecord.of(
            records.record(new CaseId(caseId), new ConsentId(consentId), acceptLanguage),
            LinkedRecord.Form.of(as)));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB,
    Roles.COORD
  })
  public RestResponse<Object> getFhirConsent(UUID caseId, UUID consentId) {
    return RestResponse.ok(
        FhirConsent.of(records.record(new CaseId(caseId), new ConsentId(consentId), null)));
  }
}
