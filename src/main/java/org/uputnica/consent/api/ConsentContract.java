package org.uputnica.consent.api;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.Consent;
import org.uputnica.consent.ExceptionReport;
import org.uputnica.consent.ExceptionState;
import org.uputnica.consent.Receipt;
import org.uputnica.consent.Withdrawal;
import org.uputnica.consent.domain.AskedQuestion;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.ConsentStatement.Invalidated;
import org.uputnica.consent.domain.ConsentStatement.NotAsked;
import org.uputnica.consent.domain.ConsentStatement.Spoken;
import org.uputnica.consent.domain.ConsentStatus;
import org.uputnica.consent.domain.ExceptionTelling;
import org.uputnica.consent.domain.ExceptionTellings;
import org.uputnica.consent.domain.InvalidReason;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.NotAskedReason;
import org.uputnica.consent.domain.OverrideReason;
import org.uputnica.consent.domain.RecordConsent;
import org.uputnica.consent.domain.RecordException;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.StatedReason;
import org.uputnica.consent.domain.TellPerson;
import org.uputnica.consent.domain.Telling;
import org.uputnica.consent.domain.Withdraw;
import org.uputnica.contract.model.ConsentDto;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.contract.model.ExceptionActDto;
import org.uputnica.contract.model.ExceptionReportDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.QuestionDto;
import org.uputnica.contract.model.QuestionListDto;
import org.uputnica.contract.model.ReceiptDto;
import org.uputnica.contract.model.RecordConsentDto;
import org.uputnica.contract.model.RecordExceptionDto;
import org.uputnica.contract.model.RefusalReasonDto;
import org.uputnica.contract.model.ReportedExceptionDto;
import org.uputnica.contract.model.TellPersonDto;
import org.uputnica.contract.model.WithdrawDto;
import org.uputnica.contract.model.WithdrawnDto;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/** Between the contract's types and ours. */
public final class ConsentContract {
  private ConsentContract() {}

  /** A statement as it comes alone or with a registration. */
  public static RecordConsent toCommand(RecordConsentDto dto) {
    return new RecordConsent(
        new ConsentId(dto.getId()),
        scope(dto.getScope()),
        organization(dto.getRecipient()),
        ConsentStatus.of(dto.getStatus().value()).orElseThrow(),
        items(dto.getItems()),
        saidBy(dto.getSaidBy()),
        new Telling(
            dto.getMethod(),
            dto.getLanguage(),
            dto.getTextVersion(),
            dto.getInterpreter(),
            dto.getWitness(),
            dto.getUnderstoodBack(),
            dto.getContact(),
            dto.getEvidence()),
        reason(dto),
        dto.getExpiresAt(),
        dto.getDeviceTime());
  }

  private static @Nullable StatedReason reason(RecordConsentDto dto) {
    @Nullable RefusalReason why = refusalReason(dto.getRefusalReason());
    return why != null || dto.getReason() == null ? why : reason(dto.getReason().value());
  }

  private static StatedReason reason(String code) {
    return Stream.<StatedReason>concat(
            Stream.of(NotAskedReason.values()), Stream.of(InvalidReason.values()))
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable RefusalReason refusalReason(@Nullable RefusalReasonDto dto) {
    return dto == null ? null : RefusalReason.of(dto.toString()).orElseThrow();
  }

  static Withdraw toCommand(WithdrawDto dto) {
    return new Withdraw(
        new ConsentId(dto.getId()),
        scope(dto.getScope()),
        organization(dto.getRecipient()),
        saidBy(dto.getSaidBy()),
        new Telling(null, dto.getLanguage(), null, null, null, null, dto.getContact(), null),
        refusalReason(dto.getRefusalReason()),
        dto.getDeviceTime());
  }

  static RecordException toCommand(RecordExceptionDto dto) {
    return new RecordException(
        new ConsentId(dto.getId()),
        OverrideReason.of(dto.getReason().value()).orElseThrow(),
        scope(dto.getScope()),
        new OrganizationId(dto.getRecipient()),
        items(dto.getItems()),
        dto.getDeviceTime());
  }

  static ConsentDto toDto(Consent consent) {
    ConsentStatement statement = consent.statement();
    Said said = statement.said();
    ConsentDto dto =
        new ConsentDto()
            .id(said.id().value())
            .scope(ConsentScopeDto.fromString(said.scope().code()))
            .recipient(said.recipient() == null ? null : said.recipient().value())
            .status(statement.status().code())
            .items(
                said.items().stream().map(item -> ItemCategoryDto.fromString(item.name())).toList())
            .recordedAt(said.recordedAt())
            .deviceTime(said.deviceTime())
            .inForce(consent.inForce());
    if (statement instanceof Spoken spoken) {
      Telling told = spoken.told();
      dto.saidBy(said.saidBy().name())
          .method(told.method())
          .language(told.language())
          .textVersion(told.textVersion())
          .interpreter(told.interpreter())
          .witness(told.witness())
          .understoodBack(told.understoodBack())
          .contact(told.contact())
          .proof(ConsentDto.ProofEnum.fromString(consent.proof().name()))
          .evidence(consent.evidence());
    }
    if (statement instanceof Given given) {
      dto.expiresAt(given.expires());
    }
    if (statement instanceof NotAsked notAsked) {
      dto.reason(notAsked.reason().name());
    }
    if (statement instanceof Invalidated invalid && invalid.reason() != null) {
      dto.reason(invalid.reason().name());
    }
    if (consent.refusalReason() != null) {
      dto.refusalReason(RefusalReasonDto.fromString(consent.refusalReason().code()));
    }
    if (statement instanceof ExceptionAct act) {
      dto.exceptionReason(act.reason().code())
          .approved(consent.approved())
          .expiresAt(consent.approved() ? act.expires() : act.lapses());
    }
    return dto;
  }

  static QuestionListDto toQuestions(List<AskedQuestion> questions) {
    return new QuestionListDto()
        .storyAsked(AskedQuestion.storyAsked(questions))
        .questions(questions.stream().map(ConsentContract::toDto).toList());
  }

  private static QuestionDto toDto(AskedQuestion question) {
    @Nullable OrganizationId recipient = question.recipient();
    return new QuestionDto()
        .scope(ConsentScopeDto.fromString(question.scope().code()))
        .recipient(recipient == null ? null : recipient.value())
        .saidBy(question.saidBy().name())
        .askedAt(question.at())
        .organization(question.organization().value())
        .language(question.language())
        .contact(question.contact())
        .answer(question.answer() == null ? null : question.answer().code());
  }

  static WithdrawnDto toDto(Withdrawal withdrawal) {
    return new WithdrawnDto()
        .id(withdrawal.id().value())
        .scope(ConsentScopeDto.fromString(withdrawal.scope().code()))
        .effectiveAt(withdrawal.effectiveAt())
        .stopped(withdrawal.stopped());
  }

  static ExceptionActDto toDto(ExceptionState state) {
    ExceptionAct act = state.act();
    @Nullable OrganizationId recipient = act.said().recipient();
    return new ExceptionActDto()
        .id(act.id().value())
        .reason(act.reason().code())
        .scope(ConsentScopeDto.fromString(act.scope().code()))
        .recipient(recipient == null ? null : recipient.value())
        .items(
            act.said().items().stream()
                .map(item -> ItemCategoryDto.fromString(item.name()))
                .toList())
        .approved(state.approved())
        .approver(state.approver() == null ? null : UUID.fromString(state.approver()))
        .inForce(state.inForce())
        .expiresAt(state.expiresAt())
        .informPersonBy(act.informPersonBy())
        .toldAt(state.toldAt())
        .revision(state.revision());
  }

  static TellPerson toCommand(TellPersonDto dto) {
    return new TellPerson(
        dto.getId(),
        dto.getTold(),
        dto.getReason() == null ? null : ExceptionTelling.NotYet.valueOf(dto.getReason().value()),
        dto.getLanguage(),
        dto.getInterpreter(),
        dto.getContact(),
        dto.getDeviceTime());
  }

  static ExceptionReportDto toDto(ExceptionReport report) {
    return new ExceptionReportDto()
        .country(report.country().value())
        .month(report.month().toString())
        .exceptions(report.lines().stream().map(ConsentContract::toDto).toList())
        .more(report.more());
  }

  private static ReportedExceptionDto toDto(ExceptionTellings.Line line) {
    ExceptionAct act = line.act();
    @Nullable OrganizationId recipient = act.said().recipient();
    return new ReportedExceptionDto()
        .id(act.id().value())
        .caseId(act.said().caseId().value())
        .caseCode(line.caseCode().value())
        .reason(act.reason().code())
        .scope(ConsentScopeDto.fromString(act.scope().code()))
        .recipient(recipient == null ? null : recipient.value())
        .items(
            act.said().items().stream()
                .map(item -> ItemCategoryDto.fromString(item.name()))
                .toList())
        .organization(act.said().organization().value())
        .recordedAt(act.said().recordedAt())
        .approvedAt(line.approvedAt())
        .expiresAt(line.approvedAt() == null ? act.lapses() : act.expires())
        .informPersonBy(act.informPersonBy())
        .toldAt(line.toldAt())
        .notYetBecause(line.notYet() == null ? null : line.notYet().name());
  }

  static ReceiptDto toDto(Receipt receipt) {
    return new ReceiptDto()
        .receiptId(receipt.id().value())
        .caseCode(receipt.caseCode().value())
        .language(receipt.language().toLanguageTag())
        .direction(
            receipt.rightToLeft() ? ReceiptDto.DirectionEnum.RTL : ReceiptDto.DirectionEnum.LTR)
        .issuedAt(receipt.issuedAt())
        .lines(receipt.lines());
  }

  private static ConsentScope scope(ConsentScopeDto dto) {
    return ConsentScope.of(dto.toString()).orElseThrow();
  }

  private static SaidBy saidBy(@Nullable Enum<?> dto) {
    return dto == null ? SaidBy.PERSON : SaidBy.valueOf(dto.name());
  }

  private static @Nullable OrganizationId organization(@Nullable UUID id) {
    return id == null ? null : new OrganizationId(id);
  }

  private static Set<ItemCategory> items(@Nullable Set<ItemCategoryDto> dtos) {
    return dtos == null
        ? Set.of()
        : dtos.stream()
            .map(dto -> ItemCategory.valueOf(dto.toString()))
            .collect(Collectors.toUnmodifiableSet());
  }
}
