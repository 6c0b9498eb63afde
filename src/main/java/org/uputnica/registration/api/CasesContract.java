package org.uputnica.registration.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.api.ConsentContract;
import org.uputnica.contract.model.AgeStateDto;
import org.uputnica.contract.model.AnswerDto;
import org.uputnica.contract.model.CaseDto;
import org.uputnica.contract.model.CaseEntryDto;
import org.uputnica.contract.model.ElementsDto;
import org.uputnica.contract.model.IndicatorDto;
import org.uputnica.contract.model.PlacementSexDto;
import org.uputnica.contract.model.RecordAssessmentDto;
import org.uputnica.contract.model.RegisterCaseDto;
import org.uputnica.contract.model.RegisteredCaseDto;
import org.uputnica.contract.model.RiskDto;
import org.uputnica.contract.model.RiskLevelDto;
import org.uputnica.contract.model.UrgentNeedsDto;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.api.StepsContract;
import org.uputnica.mechanism.domain.AgeFinding;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.SeenIndicator;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.mechanism.domain.UrgentNeeds;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.registration.domain.NameKind;
import org.uputnica.registration.domain.Registration;
import org.uputnica.registration.domain.Screening;

/** Cases between the contract and the domain. */
final class CasesContract {
  private CasesContract() {}

  static Registration toCommand(RegisterCaseDto dto) {
    return new Registration(
        new CaseId(dto.getId()),
        dto.getDeviceTime(),
        dto.getPlace(),
        dto.getPrivatePlace(),
        NameKind.valueOf(dto.getNameKind().value()),
        dto.getName(),
        AgeState.valueOf(dto.getAgeState().toString()),
        dto.getAge(),
        dto.getBirthYear(),
        dto.getGender().value(),
        dto.getPlacementSex().toString(),
        dto.getLanguage(),
        answer(dto.getInterpreterNeeded()),
        urgentNeeds(dto.getUrgentNeeds()),
        dto.getAccompanyingChildren() == null ? 0 : dto.getAccompanyingChildren(),
        dto.getHousehold(),
        dto.getTriage(),
        dto.getIndicators() == null
            ? List.of()
            : dto.getIndicators().stream()
                .map(it -> new SeenIndicator(it.getCode(), it.getSource().value()))
                .toList(),
        dto.getJudgement() == null ? null : dto.getJudgement().value(),
        dto.getJudgementNote(),
        Screening.valueOf(dto.getScreening().value()),
        dto.getRiskLevel() == null
            ? RiskLevel.MEDIUM
            : RiskLevel.valueOf(dto.getRiskLevel().toString()),
        organization(dto.getResponsibleOrganization()),
        dto.getConsents().stream().map(ConsentContract::toCommand).toList());
  }

  static AgeFinding toFinding(RecordAssessmentDto dto) {
    if (dto.getAgeState() == null) {
      throw missing("ageState");
    }
    if (dto.getAgeGround() == null) {
      throw missing("ageGround");
    }
    return new AgeFinding(
        dto.getId(),
        AgeState.valueOf(dto.getAgeState().toString()),
        dto.getAge(),
        AgeFinding.Ground.valueOf(dto.getAgeGround().value()),
        organization(dto.getDecidedBy()));
  }

  static RefusedException missing(String field) {
    return RefusedException.of(
        ProblemType.MISSING_FIELD,
        "This kind of assessment needs it",
        FieldProblem.at(field, "is missing"));
  }

  static RegisteredCaseDto registered(CaseRecord record, List<Seen> seen, StepsContract steps) {
    return new RegisteredCaseDto()
        .id(record.id().value())
        .code(record.code().value())
        .revision(record.revision())
        .registeredAt(record.registeredAt())
        .elements(elements(record))
        .identificationState(
            seen.stream()
                .map(Seen::track)
                .filter(it -> it.snapshot().track().value().equals("identification"))
                .map(it -> it.snapshot().state().value())
                .findFirst()
                .orElseThrow())
        .next(steps.next(seen));
  }

  static CaseDto toDto(
      CaseRecord record,
      @Nullable UUID event,
      List<TrackInstance> tracks,
      StepsContract steps,
      Instant now) {
    return new CaseDto()
        .id(record.id().value())
        .code(record.code().value())
        .revision(record.revision())
        .country(record.country().value())
        .registeringOrganization(record.registering().value())
        .responsibleOrganization(record.responsible().value())
        .registeredAt(record.registeredAt())
        .deviceTime(record.deviceTime())
        .place(record.place())
        .nameKind(record.nameKind())
        .ageState(AgeStateDto.fromString(record.ageState().name()))
        .age(record.age())
        .gender(record.gender())
        .placementSex(PlacementSexDto.fromString(record.placementSex()))
        .language(record.language())
        .interpreterNeeded(answer(record.interpreterNeeded()))
        .urgentNeeds(urgentNeeds(record.urgentNeeds()))
        .accompanyingChildren(record.accompanyingChildren())
        .household(record.household())
        .triage(record.triage())
        .event(event)
        .indicators(
            record.indicators().stream()
                .map(it ->
                    new IndicatorDto()
                        .code(it.code())
                        .source(IndicatorDto.SourceEnum.fromString(it.source())))
                .toList())
        .elements(elements(record))
        .risk(
            new RiskDto()
                .level(RiskLevelDto.fromString(record.risk().name()))
                .assessedAt(record.riskAssessedAt())
                .fresh(record.riskIsFresh(now)))
        .bestInterestsDetermined(
            record.isChild() ? Objects.equals(record.bestInterests(), true) : null)
        .guardianOrganization(record.guardian() == null ? null : record.guardian().value())
        .tracks(tracks.stream().map(steps::state).toList());
  }

  static CaseEntryDto entry(CaseRecord record) {
    return new CaseEntryDto()
        .id(record.id().value())
        .code(record.code().value())
        .registeredAt(record.registeredAt())
        .ageState(AgeStateDto.fromString(record.ageState().name()))
        .language(record.language())
        .riskLevel(RiskLevelDto.fromString(record.risk().name()))
        .responsibleOrganization(record.responsible().value());
  }

  /** The urgent needs of a case for the contract. */
  static UrgentNeedsDto urgentNeeds(UrgentNeeds needs) {
    return new UrgentNeedsDto()
        .medical(answer(needs.medical()))
        .safety(answer(needs.safety()))
        .pregnancy(answer(needs.pregnancy()))
        .childrenWithThePerson(answer(needs.childrenWithThePerson()))
        .disability(answer(needs.disability()));
  }

  /** The urgent needs as they came. */
  static UrgentNeeds urgentNeeds(UrgentNeedsDto dto) {
    return new UrgentNeeds(
        answer(dto.getMedical()),
        answer(dto.getSafety()),
        answer(dto.getPregnancy()),
        answer(dto.getChildrenWithThePerson()),
        answer(dto.getDisability()));
  }

  private static ElementsDto elements(CaseRecord record) {
    return new ElementsDto()
        .act(record.elements().contains(Element.ACT))
        .means(record.elements().contains(Element.MEANS))
        .purpose(record.elements().contains(Element.PURPOSE))
        .sufficient(record.elementsSuffice());
  }

  private static Answer answer(AnswerDto dto) {
    return Answer.valueOf(dto.toString());
  }

  static AnswerDto answer(Answer answer) {
    return AnswerDto.fromString(answer.name());
  }

  static @Nullable OrganizationId organization(@Nullable UUID id) {
    return id == null ? null : new OrganizationId(id);
  }
}
