package org.uputnica.consent.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.consent.AskIdentity;
import org.uputnica.consent.domain.AccessReason;
import org.uputnica.consent.domain.IdentityAccess;
import org.uputnica.consent.domain.IdentityAccess.Kind;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.contract.model.AccessReasonDto;
import org.uputnica.contract.model.BreakGlassDto;
import org.uputnica.contract.model.IdentityAccessDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.RequestIdentityDto;

/** Between the contract and requests for identity. */
final class AccessContract {
  private AccessContract() {}

  static AskIdentity toCommand(RequestIdentityDto dto) {
    return new AskIdentity(
        dto.getId(), Kind.ON_REQUEST, reason(dto.getReason()), items(dto.getItems()), 0);
  }

  static AskIdentity toCommand(BreakGlassDto dto) {
    return new AskIdentity(
        dto.getId(),
        Kind.BREAK_GLASS,
        reason(dto.getReason()),
        items(dto.getItems()),
        dto.getMinutes());
  }

  /** As the contract shows it. */
  static IdentityAccessDto toDto(IdentityAccess access, Instant now) {
    return new IdentityAccessDto()
        .id(access.id())
        .revision(access.revision())
        .kind(IdentityAccessDto.KindEnum.fromString(access.kind().name()))
        .caseId(access.caseId().value())
        .caseCode(access.caseCode().value())
        .account(access.account())
        .organization(access.organization().value())
        .reason(AccessReasonDto.fromString(access.reason().name()))
        .items(
            access.items().stream()
                .sorted()
                .map(it -> ItemCategoryDto.fromString(it.name()))
                .toList())
        .askedAt(access.askedAt())
        .granted(access.granted())
        .until(access.until())
        .open(access.isOpen(now))
        .justified(access.justified());
  }

  private static AccessReason reason(AccessReasonDto dto) {
    return AccessReason.valueOf(dto.toString());
  }

  private static Set<ItemCategory> items(List<ItemCategoryDto> items) {
    return items.stream()
        .map(it -> ItemCategory.valueOf(it.toString()))
        .collect(Collectors.toSet());
  }
}
