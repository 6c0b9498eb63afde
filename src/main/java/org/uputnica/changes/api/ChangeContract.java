package org.uputnica.changes.api;

import org.uputnica.changes.ChangeService.Told;
import org.uputnica.changes.domain.Change;
import org.uputnica.contract.model.ChangeDto;
import org.uputnica.contract.model.ChangeKindDto;
import org.uputnica.contract.model.ChangesDto;
import org.uputnica.contract.model.GoneDto;

/** What has changed, in the words of the contract; asked for, or told by itself. */
public final class ChangeContract {
  private ChangeContract() {}

  public static ChangesDto toDto(Told told) {
    return new ChangesDto()
        .changed(
            told.changes().stream()
                .filter(it -> !it.gone())
                .map(it -> new ChangeDto().kind(kind(it)).id(it.id()).revision(it.revision()))
                .toList())
        .gone(
            told.changes().stream()
                .filter(Change::gone)
                .map(it -> new GoneDto().kind(kind(it)).id(it.id()))
                .toList())
        .cursor(told.cursor())
        .more(told.more());
  }

  private static ChangeKindDto kind(Change change) {
    return ChangeKindDto.fromString(change.kind().name());
  }
}
