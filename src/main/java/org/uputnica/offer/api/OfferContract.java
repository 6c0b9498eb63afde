package org.uputnica.offer.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.contract.model.AnswerByLinkDto;
import org.uputnica.contract.model.AnswerLinkDto;
import org.uputnica.contract.model.CascadeCandidateDto;
import org.uputnica.contract.model.CascadeDto;
import org.uputnica.contract.model.CascadeListDto;
import org.uputnica.contract.model.CascadeStateDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.LinkAnsweredDto;
import org.uputnica.contract.model.LinkQuestionDto;
import org.uputnica.contract.model.LinkReasonDto;
import org.uputnica.contract.model.StartCascadeDto;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.offer.AnswerLinkService;
import org.uputnica.offer.ByLink;
import org.uputnica.offer.CascadeView;
import org.uputnica.offer.StartCascade;
import org.uputnica.offer.domain.AnswerLink;
import org.uputnica.offer.domain.Cascade;
import org.uputnica.offer.domain.Cascade.Candidate;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.text.Texts;
import org.uputnica.referral.domain.Priority;

/** Cascades and answer links between the contract and the domain. */
final class OfferContract {
  private OfferContract() {}

  static StartCascade toCommand(CaseId caseId, StartCascadeDto dto) {
    return new StartCascade(
        dto.getId(),
        caseId,
        dto.getServices().stream().map(ServiceId::new).toList(),
        Priority.valueOf(dto.getPriority().value()),
        dto.getItems().stream()
            .map(it -> ItemCategory.valueOf(it.toString()))
            .collect(Collectors.toSet()),
        dto.getNeeds() == null ? List.of() : dto.getNeeds(),
        dto.getMeetingPlace(),
        dto.getCompanion().value());
  }

  static CascadeListDto toDto(List<CascadeView> views, MechanismLabels labels, Locale language) {
    return new CascadeListDto()
        .cascades(views.stream().map(it -> toDto(it, labels, language)).toList());
  }

  static CascadeDto toDto(CascadeView view, MechanismLabels labels, Locale language) {
    Cascade cascade = view.cascade();
    return new CascadeDto()
        .id(cascade.id())
        .caseId(cascade.caseId().value())
        .state(CascadeStateDto.fromString(cascade.state().name()))
        .priority(cascade.priority().name())
        .items(
            cascade.items().stream()
                .sorted()
                .map(it -> ItemCategoryDto.fromString(it.name()))
                .toList())
        .needs(cascade.needs())
        .startedAt(cascade.startedAt())
        .endedAt(cascade.endedAt())
        .candidates(
            cascade.candidates().stream().map(it -> candidate(it, view, labels, language)).toList())
        .revision(cascade.revision());
  }

  private static CascadeCandidateDto candidate(
      Candidate candidate, CascadeView view, MechanismLabels labels, Locale language) {
    @Nullable ServiceOffer service = view.services().get(candidate.service());
    @Nullable TrackId referral = candidate.referral();
    @Nullable StateCode state = referral == null ? null : view.states().get(referral);
    Cascade.@Nullable PassedOver why = candidate.passedOver();
    return new CascadeCandidateDto()
        .service(candidate.service().value())
        .serviceName(service == null ? "" : service.name())
        .organization(candidate.receiver().value())
        .organizationName(service == null ? "" : service.organizationName())
        .referral(referral == null ? null : referral.value())
        .state(state == null ? null : state.value())
        .label(state == null ? null : labels.state(state, language))
        .passedOver(why == null ? null : CascadeCandidateDto.PassedOverEnum.fromString(why.name()));
  }

  static AnswerLinkDto toDto(AnswerLink link) {
    return new AnswerLinkDto().id(link.id()).until(link.until());
  }

  static ByLink toAnswer(AnswerByLinkDto dto) {
    return new ByLink(
        ByLink.Kind.valueOf(dto.getAnswer().value()),
        dto.getDay(),
        dto.getReason(),
        dto.getQuestion());
  }

  static LinkQuestionDto toDto(AnswerLinkService.Question question) {
    return new LinkQuestionDto()
        .until(question.until())
        .language(question.language().toLanguageTag())
        .direction(LinkQuestionDto.DirectionEnum.fromString(direction(question.language())))
        .title(question.title())
        .lines(question.lines())
        .telephone(question.phone())
        .reasons(
            question.reasons().entrySet().stream()
                .map(it -> new LinkReasonDto().code(it.getKey()).label(it.getValue()))
                .toList());
  }

  static LinkAnsweredDto toDto(AnswerLinkService.Answered answered) {
    return new LinkAnsweredDto()
        .answeredAt(answered.at())
        .language(answered.language().toLanguageTag())
        .direction(LinkAnsweredDto.DirectionEnum.fromString(direction(answered.language())))
        .lines(answered.lines());
  }

  private static String direction(Locale language) {
    return Texts.isRightToLeft(language) ? "rtl" : "ltr";
  }
}
