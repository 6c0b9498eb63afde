package org.uputnica.registration.api;

import java.util.List;
import java.util.Set;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.Grant;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.contract.model.IdentityDto;
import org.uputnica.contract.model.IdentityItemsDto;
import org.uputnica.contract.model.ItemCategoryDto;

/** Identity items between the contract and the domain. */
public final class IdentityContract {
  private IdentityContract() {}

  static IdentityItems toItems(IdentityItemsDto dto) {
    return new IdentityItems(
        dto.getName(),
        dto.getAlias(),
        dto.getPhone(),
        dto.getSafeContact(),
        dto.getBirthDate(),
        dto.getBirthYear(),
        dto.getNationality(),
        dto.getDocumentType(),
        dto.getDocumentNumber(),
        dto.getHealth(),
        dto.getNarrative());
  }

  /** What was opened, and on which ground. */
  public static IdentityDto toDto(Grant grant, IdentityItems items) {
    return new IdentityDto()
        .caseId(grant.caseId().value())
        .opened(categories(grant.items()))
        .ground(grant.ground())
        .items(toDto(items));
  }

  static IdentityItemsDto toDto(IdentityItems items) {
    return new IdentityItemsDto()
        .name(items.name())
        .alias(items.alias())
        .phone(items.phone())
        .safeContact(items.safeContact())
        .birthDate(items.birthDate())
        .birthYear(items.birthYear())
        .nationality(items.nationality())
        .documentType(items.documentType())
        .documentNumber(items.documentNumber())
        .health(items.health())
        .narrative(items.narrative());
  }

  static List<ItemCategoryDto> categories(Set<ItemCategory> items) {
    return items.stream().sorted().map(it -> ItemCategoryDto.fromString(it.name())).toList();
  }
}
