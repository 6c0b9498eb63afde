package org.uputnica.crossborder.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.contract.model.AgreementDto;
import org.uputnica.contract.model.AgreementEndDto;
import org.uputnica.contract.model.AnnounceAgreementEndDto;
import org.uputnica.contract.model.ConditionDto;
import org.uputnica.contract.model.ContactPointDto;
import org.uputnica.contract.model.CrossborderRequestDto;
import org.uputnica.contract.model.DraftRequestDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.MonitoringDateDto;
import org.uputnica.contract.model.RequestEntryDto;
import org.uputnica.contract.model.RequestRiskDto;
import org.uputnica.contract.model.RiskLevelDto;
import org.uputnica.contract.model.UndeliveredDto;
import org.uputnica.crossborder.ContactPoint;
import org.uputnica.crossborder.DraftRequest;
import org.uputnica.crossborder.RequestView;
import org.uputnica.crossborder.domain.Agreed;
import org.uputnica.crossborder.domain.AgreementEnd;
import org.uputnica.crossborder.domain.Purpose;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.RequestRisk;
import org.uputnica.directory.domain.Organization;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.text.Texts;

/** Requests between the contract and the domain. */
final class CrossborderContract {
  private CrossborderContract() {}

  static DraftRequest toCommand(CaseId caseId, DraftRequestDto dto) {
    return new DraftRequest(
        new TrackId(dto.getId()),
        caseId,
        new CountryCode(dto.getToCountry()),
        Purpose.valueOf(dto.getPurpose().value()),
        dto.getItems().stream()
            .map(it -> ItemCategory.valueOf(it.toString()))
            .collect(Collectors.toSet()),
        dto.getConditions() == null
            ? Set.of()
            : dto.getConditions().stream()
                .map(it -> Condition.valueOf(it.toString()))
                .collect(Collectors.toSet()));
  }

  static CrossborderRequestDto toDto(
      RequestView view, MechanismLabels labels, Texts texts, Locale language) {
    Request request = view.request();
    ContactPoint other = view.other();
    return new CrossborderRequestDto()
        .contactPoint(other == null ? null : toDto(other))
        .risks(
            other == null
                ? List.of()
                : other.risks().stream().map(it -> risk(it, texts, language)).toList())
        .id(request.id().value())
        .side(CrossborderRequestDto.SideEnum.fromString(request.side().name()))
        .caseId(request.caseId().value())
        .caseCode(request.caseCode().value())
        .otherCountry(request.otherCountry().value())
        .pseudonym(request.pseudonym())
        .purpose(request.purpose().name())
        .state(view.track().snapshot().state().value())
        .label(labels.state(view.track().snapshot().state(), language))
        .revision(view.track().revision())
        .items(
            request.items().stream()
                .sorted()
                .map(it -> ItemCategoryDto.fromString(it.name()))
                .toList())
        .conditions(
            request.conditions().stream()
                .sorted()
                .map(it -> ConditionDto.fromString(it.name()))
                .toList())
        .child(request.child())
        .riskHere(risk(request.riskHere()))
        .riskThere(risk(request.riskThere()))
        .receivingOrganization(
            request.receivingOrganization() == null
                ? null
                : request.receivingOrganization().value())
        .receivingPlace(request.receivingPlace())
        .offeredFor(request.offeredFor())
        .travelOn(request.travelOn())
        .codeWord(request.codeWord())
        .handedOverAt(request.handedOverAt())
        .signedHere(request.signedHere())
        .signedThere(request.signedThere())
        .recall(
            request.recall() == null
                ? null
                : CrossborderRequestDto.RecallEnum.fromString(request.recall().name()))
        .undelivered(undelivered(request))
        .monitoring(monitoring(view));
  }

  static RequestEntryDto entry(RequestView view, MechanismLabels labels, Locale language) {
    Request request = view.request();
    return new RequestEntryDto()
        .id(request.id().value())
        .side(request.side().name())
        .caseCode(request.caseCode().value())
        .otherCountry(request.otherCountry().value())
        .state(view.track().snapshot().state().value())
        .label(labels.state(view.track().snapshot().state(), language))
        .openedAt(request.openedAt())
        .undelivered(undelivered(request));
  }

  private static @Nullable UndeliveredDto undelivered(Request request) {
    return request.undelivered() == null
        ? null
        : UndeliveredDto.fromString(request.undelivered().name());
  }

  private static List<MonitoringDateDto> monitoring(RequestView view) {
    return view.monitoring().stream()
        .map(it ->
            new MonitoringDateDto()
                .clock(it.clock())
                .dueAt(it.dueAt())
                .done(it.done())
                .result(it.result()))
        .toList();
  }

  static ContactPointDto toDto(ContactPoint point) {
    Organization organization = point.organization();
    Agreed agreed = point.agreed();
    String ground = point.dataGround();
    return new ContactPointDto()
        .country(organization.country().value())
        .organization(organization.id().value())
        .name(organization.name())
        .phone(organization.phone())
        .hours(organization.hours())
        .languages(organization.languages())
        .agreement(
            new AgreementDto()
                .standing(AgreementDto.StandingEnum.fromString(agreed.standing().name()))
                .since(agreed.since())
                .until(agreed.until())
                .scope(agreed.scope()))
        .dataGround(ground == null ? null : ContactPointDto.DataGroundEnum.fromString(ground));
  }

  static AgreementEnd end(AnnounceAgreementEndDto wish, CountryCode country, Instant now) {
    return new AgreementEnd(
        wish.getId(),
        country,
        new CountryCode(wish.getCountry()),
        wish.getLastDay(),
        wish.getSource(),
        now);
  }

  static AgreementEndDto toDto(AgreementEnd said) {
    return new AgreementEndDto()
        .id(said.id())
        .saidBy(said.country().value())
        .country(said.partner().value())
        .lastDay(said.lastDay())
        .source(said.source())
        .saidAt(said.saidAt());
  }

  private static RequestRiskDto risk(RequestRisk risk, Texts texts, Locale language) {
    String day = risk.day();
    return new RequestRiskDto()
        .code(RequestRiskDto.CodeEnum.fromString(risk.code().name()))
        .sentence(
            texts.text("crossborder", language, "risk." + risk.code(), day == null ? "" : day));
  }

  private static @Nullable RiskLevelDto risk(@Nullable RiskLevel level) {
    return level == null ? null : RiskLevelDto.fromString(level.name());
  }
}
