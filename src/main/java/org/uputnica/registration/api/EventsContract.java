package org.uputnica.registration.api;

import java.util.List;
import org.uputnica.contract.model.AgeStateDto;
import org.uputnica.contract.model.EventCaseDto;
import org.uputnica.contract.model.EventEntryDto;
import org.uputnica.contract.model.EventKindDto;
import org.uputnica.contract.model.GroupEventDto;
import org.uputnica.contract.model.LanguageCountDto;
import org.uputnica.contract.model.OpenEventDto;
import org.uputnica.contract.model.PlacementSexDto;
import org.uputnica.contract.model.RegisterGroupDto;
import org.uputnica.contract.model.RegisteredGroupDto;
import org.uputnica.contract.model.RegisteredLineDto;
import org.uputnica.contract.model.RiskLevelDto;
import org.uputnica.mechanism.domain.AgeState;
import org.uputnica.mechanism.domain.Answer;
import org.uputnica.platform.id.CaseId;
import org.uputnica.registration.GroupEventService.OpenEvent;
import org.uputnica.registration.GroupEventService.RegisteredLine;
import org.uputnica.registration.GroupEventService.Seen;
import org.uputnica.registration.domain.GroupEvent;
import org.uputnica.registration.domain.GroupEvents.EventCase;
import org.uputnica.registration.domain.GroupLine;

/** Group events between the contract and the domain. */
final class EventsContract {
  private EventsContract() {}

  static OpenEvent toCommand(OpenEventDto dto) {
    return new OpenEvent(
        dto.getId(),
        GroupEvent.Kind.valueOf(dto.getKind().toString()),
        dto.getPlace(),
        dto.getHappenedAt(),
        CasesContract.organization(dto.getLeadOrganization()),
        dto.getCounted());
  }

  static List<GroupLine> lines(RegisterGroupDto dto) {
    return dto.getLines().stream()
        .map(it ->
            new GroupLine(
                new CaseId(it.getId()),
                AgeState.valueOf(it.getAgeState().toString()),
                it.getAge(),
                it.getPlacementSex().toString(),
                it.getLanguage(),
                it.getInterpreterNeeded() == null
                    ? Answer.UNKNOWN
                    : Answer.valueOf(it.getInterpreterNeeded().toString()),
                CasesContract.urgentNeeds(it.getUrgentNeeds()),
                it.getHousehold(),
                it.getAlias()))
        .toList();
  }

  static GroupEventDto toDto(Seen seen) {
    GroupEvent event = seen.event();
    return new GroupEventDto()
        .id(event.id())
        .code(event.code())
        .kind(EventKindDto.fromString(event.kind().name()))
        .place(event.place())
        .happenedAt(event.happenedAt())
        .openedBy(event.opened().value())
        .leadOrganization(event.lead().value())
        .counted(event.counted())
        .registered(seen.count().registered())
        .interpretersNeeded(
            seen.count().interpreters().entrySet().stream()
                .map(it -> new LanguageCountDto().language(it.getKey()).persons(it.getValue()))
                .toList());
  }

  static EventEntryDto entry(GroupEvent event) {
    return new EventEntryDto()
        .id(event.id())
        .code(event.code())
        .kind(EventKindDto.fromString(event.kind().name()))
        .place(event.place())
        .happenedAt(event.happenedAt())
        .leadOrganization(event.lead().value())
        .counted(event.counted());
  }

  static RegisteredGroupDto registered(List<RegisteredLine> lines) {
    return new RegisteredGroupDto()
        .lines(
            lines.stream()
                .map(it ->
                    new RegisteredLineDto()
                        .id(it.line().id().value())
                        .number(it.line().number())
                        .code(it.line().code().value())
                        .known(it.known()))
                .toList());
  }

  static EventCaseDto toDto(EventCase line) {
    return new EventCaseDto()
        .id(line.id().value())
        .number(line.number())
        .code(line.code().value())
        .ageState(AgeStateDto.fromString(line.ageState().name()))
        .placementSex(PlacementSexDto.fromString(line.placementSex()))
        .language(line.language())
        .interpreterNeeded(CasesContract.answer(line.interpreterNeeded()))
        .urgentNeeds(CasesContract.urgentNeeds(line.urgentNeeds()))
        .riskLevel(RiskLevelDto.fromString(line.risk().name()))
        .responsibleOrganization(line.responsible().value());
  }
}
