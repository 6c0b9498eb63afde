package org.uputnica.consent.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Recall;
import org.uputnica.contract.model.ConsentScopeDto;
import org.uputnica.contract.model.ItemCategoryDto;
import org.uputnica.contract.model.RecallDto;
import org.uputnica.contract.model.RecallListDto;

/** Between the contract's types and ours. */
final class RecallContract {
  private RecallContract() {}

  static RecallListDto toDto(List<Recall> recalls) {
    return new RecallListDto().recalls(recalls.stream().map(RecallContract::toDto).toList());
  }

  static RecallDto toDto(Recall recall) {
    return new RecallDto()
        .id(recall.id())
        .revision(recall.revision())
        .caseId(recall.caseId().value())
        .caseCode(recall.caseCode().value())
        .recipient(recall.recipient().value())
        .scope(ConsentScopeDto.fromString(recall.scope().code()))
        .items(
            recall.items().stream().map(item -> ItemCategoryDto.fromString(item.name())).toList())
        .askedAt(recall.askedAt())
        .dueAt(recall.dueAt())
        .remindedAt(recall.remindedAt())
        .escalatedAt(recall.escalatedAt())
        .answer(name(recall.answer()))
        .because(name(recall.because()))
        .answeredAt(recall.answeredAt());
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
