package org.uputnica.door.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.Saying;
import org.uputnica.contract.model.AccessEntryDto;
import org.uputnica.contract.model.AccessPageDto;
import org.uputnica.contract.model.LeaveMessageDto;
import org.uputnica.contract.model.MessageKindDto;
import org.uputnica.contract.model.MessageLeftDto;
import org.uputnica.contract.model.OpenedDoorDto;
import org.uputnica.contract.model.OwnConsentDto;
import org.uputnica.contract.model.OwnConsentsDto;
import org.uputnica.contract.model.OwnMessageDto;
import org.uputnica.contract.model.OwnRecallDto;
import org.uputnica.contract.model.OwnRecallsDto;
import org.uputnica.contract.model.ReceiptNumberDto;
import org.uputnica.contract.model.TakenBackDto;
import org.uputnica.door.DoorService.OpenedDoor;
import org.uputnica.door.MessageService;
import org.uputnica.door.OwnPageService;
import org.uputnica.door.OwnRecall;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.Wish;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.text.Texts;
import org.uputnica.registration.AccessLine;

/** Between the contract's types and ours. */
final class DoorContract {
  private DoorContract() {}

  static OpenedDoorDto toDto(OpenedDoor opened) {
    return new OpenedDoorDto()
        .session(opened.session())
        .until(opened.until())
        .language(opened.language().toLanguageTag())
        .direction(OpenedDoorDto.DirectionEnum.fromString(direction(opened.language())))
        .title(opened.title())
        .lines(opened.lines());
  }

  static OwnConsentsDto toDto(OwnPageService.Said said) {
    return new OwnConsentsDto()
        .language(said.language().toLanguageTag())
        .direction(OwnConsentsDto.DirectionEnum.fromString(direction(said.language())))
        .consents(said.sayings().stream().map(DoorContract::toDto).toList());
  }

  private static OwnConsentDto toDto(Saying saying) {
    return new OwnConsentDto()
        .id(saying.id().value())
        .at(saying.at())
        .lines(saying.lines())
        .holds(saying.holds())
        .canBeTakenBack(saying.canBeTakenBack());
  }

  static TakenBackDto toDto(OwnPageService.TakenBack taken) {
    return new TakenBackDto()
        .id(taken.id().value())
        .effectiveAt(taken.effectiveAt())
        .language(taken.language().toLanguageTag())
        .direction(TakenBackDto.DirectionEnum.fromString(direction(taken.language())))
        .lines(taken.lines())
        .askedBack(taken.askedBack().stream().map(DoorContract::toDto).toList());
  }

  static OwnRecallsDto toDto(OwnPageService.AskedBack asked) {
    return new OwnRecallsDto()
        .language(asked.language().toLanguageTag())
        .direction(OwnRecallsDto.DirectionEnum.fromString(direction(asked.language())))
        .recalls(asked.recalls().stream().map(DoorContract::toDto).toList());
  }

  private static OwnRecallDto toDto(OwnRecall recall) {
    return new OwnRecallDto()
        .id(recall.id())
        .askedAt(recall.askedAt())
        .answeredAt(recall.answeredAt())
        .lines(recall.lines());
  }

  static AccessPageDto toDto(Page<AccessLine> page) {
    return new AccessPageDto()
        .entries(page.entries().stream().map(DoorContract::toDto).toList())
        .next(page.next());
  }

  private static AccessEntryDto toDto(AccessLine line) {
    return new AccessEntryDto()
        .at(line.at())
        .organization(line.organization())
        .function(line.function())
        .what(line.what())
        .why(line.why())
        .language(line.language().toLanguageTag())
        .direction(AccessEntryDto.DirectionEnum.fromString(direction(line.language())));
  }

  static MessageLeftDto toDto(OwnPageService.Left left) {
    return new MessageLeftDto()
        .id(left.id())
        .kind(MessageKindDto.fromString(left.kind().name()))
        .leftAt(left.at())
        .language(left.language().toLanguageTag())
        .direction(MessageLeftDto.DirectionEnum.fromString(direction(left.language())))
        .lines(left.lines());
  }

  static OwnMessageDto toDto(MessageService.Read read) {
    DoorMessage message = read.message();
    return new OwnMessageDto()
        .id(message.id())
        .kind(MessageKindDto.fromString(message.kind().name()))
        .leftAt(message.leftAt())
        .text(read.text());
  }

  static ReceiptNumberDto toDto(GivenNumber given) {
    return new ReceiptNumberDto()
        .id(given.id())
        .givenAt(given.givenAt())
        .live(given.isLive())
        .endedAt(given.endedAt())
        .revision(given.revision());
  }

  static Wish toWish(LeaveMessageDto dto) {
    @Nullable Enum<?> way = dto.getWay();
    return new Wish(
        DoorMessage.Kind.valueOf(dto.getKind().name()),
        dto.getText(),
        way == null ? null : way.name(),
        dto.getReach(),
        dto.getTimes());
  }

  private static String direction(Locale language) {
    return Texts.isRightToLeft(language) ? "rtl" : "ltr";
  }
}
