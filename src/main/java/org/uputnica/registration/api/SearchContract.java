package org.uputnica.registration.api;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.contract.model.DismissalReasonDto;
import org.uputnica.contract.model.FoundPersonDto;
import org.uputnica.contract.model.FoundPersonsDto;
import org.uputnica.contract.model.MatchedCaseDto;
import org.uputnica.contract.model.PersonSearchDto;
import org.uputnica.contract.model.PossibleMatchDto;
import org.uputnica.contract.model.SearchCriterionDto;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.PersonSearchService.FoundPersons;
import org.uputnica.registration.PossibleMatchService.SeenMatch;
import org.uputnica.registration.domain.PossibleMatch;

/** Searches and possible matches between the contract and the domain. */
final class SearchContract {
  private SearchContract() {}

  static IdentityItems wanted(PersonSearchDto dto) {
    return new IdentityItems(
        dto.getName(),
        null,
        dto.getPhone(),
        null,
        null,
        dto.getBirthYear(),
        null,
        null,
        dto.getDocumentNumber(),
        null,
        null);
  }

  static FoundPersonsDto toDto(FoundPersons found) {
    return new FoundPersonsDto()
        .found(
            found.found().stream()
                .map(it ->
                    new FoundPersonDto()
                        .caseId(it.id().value())
                        .caseCode(it.code().value())
                        .matched(criteria(it.matched())))
                .toList())
        .complete(found.complete());
  }

  static PossibleMatchDto toDto(SeenMatch seen) {
    PossibleMatch match = seen.match();
    OrganizationId office = match.brokeredBy();
    return new PossibleMatchDto()
        .id(match.id())
        .revision(match.revision())
        .state(PossibleMatchDto.StateEnum.fromString(match.state().name()))
        .foundAt(match.foundAt())
        .criteria(criteria(match.criteria()))
        .cases(
            seen.sides().stream()
                .map(side ->
                    new MatchedCaseDto()
                        .caseId(side.id().value())
                        .caseCode(side.code().value())
                        .organization(side.organization().value())
                        .agreed(side.agreed()))
                .toList())
        .seekingOrganization(seen.seeking() ? match.askingOrganization().value() : null)
        .askedScope(office == null ? null : ConsentScopeDto.fromString(ConsentScope.STORAGE.code()))
        .askedRecipient(office == null ? null : office.value())
        .linked(seen.linked())
        .dismissedBecause(reason(match.dismissedBecause()));
  }

  private static @Nullable DismissalReasonDto reason(PossibleMatch.@Nullable Dismissal because) {
    return because == null ? null : DismissalReasonDto.fromString(because.name());
  }

  private static List<SearchCriterionDto> criteria(Collection<Criterion> criteria) {
    return criteria.stream().sorted().map(it -> SearchCriterionDto.fromString(it.name())).toList();
  }
}
