package org.uputnica.referral.api;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.contract.model.AgeStateDto;
import org.uputnica.contract.model.AnswerDto;
import org.uputnica.contract.model.DraftReferralDto;
import org.uputnica.contract.model.ExcludedDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.MatchDto;
import org.uputnica.contract.model.MatchListDto;
import org.uputnica.contract.model.MatchNeedDto;
import org.uputnica.contract.model.MatchReasonDto;
import org.uputnica.contract.model.NeedsEnvelopeDto;
import org.uputnica.contract.model.PlacementSexDto;
import org.uputnica.contract.model.ReferralDto;
import org.uputnica.contract.model.ReferralEntryDto;
import org.uputnica.contract.model.ReferralNoteDto;
import org.uputnica.contract.model.RiskAnswerDto;
import org.uputnica.contract.model.RiskLevelDto;
import org.uputnica.contract.model.RuleCountDto;
import org.uputnica.contract.model.UrgentNeedsDto;
import org.uputnica.directory.domain.Candidate;
import org.uputnica.directory.domain.ExcludedOffer;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Matches;
import org.uputnica.directory.domain.Particulars;
import org.uputnica.directory.domain.Reason;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.text.Texts;
import org.uputnica.referral.DraftReferral;
import org.uputnica.referral.ReferralNoteService;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.Handover;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Priority;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralNote;

/** Referrals between the contract and the domain. */
final class ReferralContract {
  /** The fields of a referral that say how she comes, and the number she is known by. */
  static final Set<String> THE_WAY =
      Set.of("meetingPlace", "meetAt", "companion", "codeWord", "caseCode");

  private final MechanismLabels labels;
  private final Texts texts;
  private final Locale language;
  private final Caller caller;

  ReferralContract(MechanismLabels labels, Texts texts, Locale language, Caller caller) {
    this.labels = labels;
    this.texts = texts;
    this.language = language;
    this.caller = caller;
  }

  static DraftReferral toCommand(CaseId caseId, DraftReferralDto dto) {
    return new DraftReferral(
        new TrackId(dto.getId()),
        caseId,
        new ServiceId(dto.getService()),
        Priority.valueOf(dto.getPriority().value()),
        dto.getItems().stream()
            .map(it -> ItemCategory.valueOf(it.toString()))
            .collect(Collectors.toSet()),
        dto.getNeeds() == null ? List.of() : dto.getNeeds(),
        dto.getMeetingPlace());
  }

  ReferralDto toDto(ReferralView view) {
    Referral referral = view.referral();
    TrackInstance track = view.track();
    boolean senderSide = referral.isSender(caller);
    boolean watches = !senderSide && !referral.isReceiver(caller);
    boolean asks = senderSide || watches;
    ReferralDto dto =
        new ReferralDto()
            .id(referral.id().value())
            .caseId(asks ? referral.caseId().value() : null)
            .state(track.snapshot().state().value())
            .label(labels.state(track.snapshot().state(), language))
            .revision(track.revision())
            .service(referral.service().value())
            .serviceName(view.names().service())
            .sender(referral.sender().value())
            .senderName(view.names().sender())
            .receiver(referral.receiver().value())
            .receiverName(view.names().receiver())
            .priority(referral.priority().name())
            .items(items(referral.items()))
            .needs(needs(view.needs()))
            .handedOverAt(referral.handover().saidAt())
            .sentAt(referral.sentAt())
            .answerBy(view.answerBy())
            .expectedAt(
                referral.answer().expectedOn() == null
                    ? null
                    : referral.answer().expectedOn().atStartOfDay(ZoneOffset.UTC).toInstant())
            .declineReason(referral.answer().declineReason())
            .alternative(
                referral.answer().alternative() == null
                    ? null
                    : referral.answer().alternative().toString())
            .waitingPlace(view.waitingPlace())
            .answeredBy(
                referral.answer().how() == null
                    ? null
                    : ReferralDto.AnsweredByEnum.fromString(referral.answer().how().name()))
            .outcome(referral.answer().outcome())
            .underException(asks ? referral.underException() : null);
    tellTheWay(view, dto);
    return dto;
  }

  /** How she comes: to the house from its own yes on, and the word to the two sides alone. */
  void tellTheWay(ReferralView view, ReferralDto dto) {
    Referral referral = view.referral();
    boolean watches = !referral.isSender(caller) && !referral.isReceiver(caller);
    boolean arranges = referral.isSender(caller) || watches || view.isAcceptedByHouse();
    Handover way = arranges ? referral.handover() : Handover.at(null);
    dto.caseCode(caseCode(view))
        .identityOpen(referral.identityOpen())
        .meetingPlace(way.place())
        .meetAt(way.at())
        .companion(way.companion())
        .codeWord(!watches && view.isToMeet() ? way.word() : null);
  }

  ReferralEntryDto entry(ReferralView view) {
    Referral referral = view.referral();
    return new ReferralEntryDto()
        .id(referral.id().value())
        .caseCode(caseCode(view))
        .state(view.track().snapshot().state().value())
        .label(labels.state(view.track().snapshot().state(), language))
        .priority(referral.priority().name())
        .senderName(view.names().sender())
        .receiverName(view.names().receiver())
        .draftedAt(referral.draftedAt())
        .answerBy(view.answerBy());
  }

  /** A house knows the case by its code while it has accepted, and by the referral otherwise. */
  private @Nullable String caseCode(ReferralView view) {
    Referral referral = view.referral();
    boolean isAsked = !referral.isSender(caller) && referral.isReceiver(caller);
    return isAsked && !view.isAccepted() ? null : referral.caseCode().value();
  }

  static ReferralNoteDto toDto(ReferralNoteService.Read read) {
    ReferralNote note = read.note();
    return new ReferralNoteDto()
        .id(note.id())
        .side(ReferralNoteDto.SideEnum.fromString(note.side().name()))
        .writtenAt(note.writtenAt())
        .step(note.step() == null ? null : note.step().value())
        .sentAt(note.sentAt())
        .text(read.text());
  }

  MatchListDto matches(Matches matches) {
    return new MatchListDto()
        .candidates(matches.candidates().stream().map(this::candidate).toList())
        .excluded(matches.excluded().stream().map(this::excluded).toList())
        .excludedByRule(
            matches.excludedByRule().entrySet().stream()
                .map(it -> new RuleCountDto().criterion(it.getKey()).services(it.getValue()))
                .toList());
  }

  static Particulars toDomain(MatchNeedDto dto) {
    return new Particulars(
        names(dto.getAccessibility()),
        dto.getLegalStatus() == null ? null : dto.getLegalStatus().name(),
        risks(dto),
        dto.getStay(),
        dto.getAvoidAreas().isEmpty() && !dto.getNothingToAvoid() ? null : dto.getAvoidAreas(),
        dto.getNear(),
        dto.getWishedServices().stream().map(ServiceId::new).collect(Collectors.toSet()),
        dto.getWishedAreas());
  }

  /** {@code NONE} says that there are none, which is another thing than not to know. */
  private static @Nullable Set<String> risks(MatchNeedDto dto) {
    if (dto.getRisks().isEmpty()) {
      return null;
    }
    return dto.getRisks().stream()
        .filter(it -> it != RiskAnswerDto.NONE)
        .map(Enum::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Collection<? extends Enum<?>> codes) {
    return codes.stream().map(Enum::name).collect(Collectors.toSet());
  }

  private MatchDto candidate(Candidate candidate) {
    FreePlaces latest =
        candidate.offer().capacities().stream()
            .max((one, other) -> one.updated().compareTo(other.updated()))
            .orElse(null);
    return new MatchDto()
        .service(candidate.offer().id().value())
        .organization(candidate.offer().organization().value())
        .serviceName(candidate.offer().name())
        .organizationName(candidate.offer().organizationName())
        .freePlaces(MatchDto.FreePlacesEnum.fromString(candidate.freePlaces().name()))
        .available(latest == null ? null : latest.available())
        .updated(latest == null ? null : latest.updated())
        .reasons(reasons(candidate.reasons()))
        .unknown(reasons(candidate.unknown()));
  }

  private ExcludedDto excluded(ExcludedOffer excluded) {
    return new ExcludedDto()
        .service(excluded.offer().id().value())
        .organizationName(excluded.offer().organizationName())
        .reasons(reasons(excluded.reasons()));
  }

  private List<MatchReasonDto> reasons(List<Reason> reasons) {
    return reasons.stream()
        .map(it ->
            new MatchReasonDto()
                .criterion(it.criterion())
                .text(texts.text("matching", language, it.text(), it.arguments().toArray())))
        .toList();
  }

  private static NeedsEnvelopeDto needs(NeedsEnvelope needs) {
    return new NeedsEnvelopeDto()
        .ageState(AgeStateDto.fromString(needs.ageState().name()))
        .age(needs.age())
        .placementSex(PlacementSexDto.fromString(needs.placementSex()))
        .language(needs.language())
        .interpreterNeeded(answer(needs.interpreterNeeded()))
        .urgentNeeds(urgentNeeds(needs.urgentNeeds()))
        .riskLevel(RiskLevelDto.fromString(needs.riskLevel().name()))
        .accompanyingChildren(needs.accompanyingChildren())
        .needs(needs.needs());
  }

  private static UrgentNeedsDto urgentNeeds(UrgentNeeds needs) {
    return new UrgentNeedsDto()
        .medical(answer(needs.medical()))
        .safety(answer(needs.safety()))
        .pregnancy(answer(needs.pregnancy()))
        .childrenWithThePerson(answer(needs.childrenWithThePerson()))
        .disability(answer(needs.disability()));
  }

  private static AnswerDto answer(Answer answer) {
    return AnswerDto.fromString(answer.name());
  }

  private static List<ItemCategoryDto> items(Set<ItemCategory> items) {
    return items.stream().sorted().map(it -> ItemCategoryDto.fromString(it.name())).toList();
  }
}
