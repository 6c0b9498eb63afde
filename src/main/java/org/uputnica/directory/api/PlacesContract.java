package org.uputnica.directory.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.CapacityAskDto;
import org.uputnica.contract.model.CapacityStatementDto;
import org.uputnica.contract.model.HoldDto;
import org.uputnica.contract.model.HoldRuleDto;
import org.uputnica.contract.model.HoldStateDto;
import org.uputnica.contract.model.OwnCapacityDto;
import org.uputnica.directory.CapacityService.OwnCapacity;
import org.uputnica.directory.domain.CapacityStatement;
import org.uputnica.directory.domain.Holds.HoldRule;
import org.uputnica.directory.domain.PlaceHold;
import org.uputnica.platform.caller.Caller;

/** Free places and holds in the words of the contract. */
final class PlacesContract {
  private PlacesContract() {}

  static CapacityStatementDto toDto(CapacityStatement statement) {
    return new CapacityStatementDto()
        .id(statement.id())
        .available(statement.available())
        .held(statement.held())
        .maximum(statement.maximum())
        .said(DirectoryContract.toDto(statement.said()))
        .by(statement.by())
        .saidAt(statement.saidAt())
        .recordedAt(statement.recordedAt())
        .answers(statement.answers());
  }

  /** The referral of a hold is for who holds it: before it was sent the house knows of none. */
  static HoldDto toDto(PlaceHold hold, Caller reader) {
    @Nullable Instant ends = hold.endsAt();
    return new HoldDto()
        .id(hold.id())
        .service(hold.service().value())
        .organization(hold.house().value())
        .unit(hold.unit())
        .places(hold.places())
        .holder(hold.holder().value())
        .referral(reader.isOf(hold.holder()) ? hold.referral().value() : null)
        .heldAt(hold.heldAt())
        .endsAt(ends)
        .endedAt(hold.endedAt())
        .state(HoldStateDto.fromString(hold.state().name()))
        .revision(hold.revision());
  }

  static HoldRuleDto toDto(HoldRule rule) {
    return new HoldRuleDto().minutes((int) rule.length().toMinutes()).revision(rule.revision());
  }

  static OwnCapacityDto toDto(OwnCapacity own, Instant now) {
    return new OwnCapacityDto()
        .service(own.service().id().value())
        .name(own.service().name())
        .capacities(
            own.service().capacities().stream()
                .map(it -> DirectoryContract.toDto(it, now))
                .toList())
        .holdRule(toDto(own.rule()))
        .asks(own.asks().map(it -> CapacityAskDto.fromString(it.name())).orElse(null));
  }
}
