package org.uputnica.mechanism.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.uputnica.contract.model.CaseClockDto;
import org.uputnica.contract.model.ChangeClockDto;
import org.uputnica.contract.model.ClockEventDto;
import org.uputnica.contract.model.ClockReasonDto;
import org.uputnica.mechanism.ClockService;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.ClockWish;
import org.uputnica.mechanism.domain.KeptClock;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Clocks between the contract and the domain. */
final class ClocksContract {
  private static final Clock.Changes NOBODY = new Clock.Changes(List.of(), List.of(), List.of());

  private final MechanismLabels texts;
  private final Locale language;
  private final Instant now;

  ClocksContract(MechanismLabels texts, Locale language, Instant now) {
    this.texts = texts;
    this.language = language;
    this.now = now;
  }

  /**
   * What is wanted of a clock.
   *
   * @throws RefusedException {@code invalid-value} for a length where none belongs, or none
   */
  static ClockService.Wish toWish(
      CaseId caseId, TrackId track, ClockCode clock, ChangeClockDto dto, Caller caller) {
    Duration length = length(dto);
    return new ClockService.Wish(
        caseId,
        track,
        clock,
        switch (dto.getChange()) {
          case PAUSE -> new ClockWish.Pause();
          case RESUME -> new ClockWish.Resume();
          case EXTEND -> new ClockWish.AskExtension(length);
        },
        new ClockEvent.Because(
            caller.user(),
            ClockEvent.Reason.valueOf(dto.getReason().name()),
            dto.getNote(),
            dto.getDocument(),
            length.isZero() ? null : length,
            null));
  }

  private static Duration length(ChangeClockDto dto) {
    boolean longer = dto.getChange() == ChangeClockDto.ChangeEnum.EXTEND;
    if (longer != (dto.getLength() != null)) {
      throw noLength(longer ? "is missing" : "belongs to EXTEND only");
    }
    try {
      return dto.getLength() == null ? Duration.ZERO : Duration.parse(dto.getLength());
    } catch (DateTimeParseException _) {
      throw noLength("is no length of time");
    }
  }

  private static RefusedException noLength(String detail) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE, "The length is not right", FieldProblem.at("length", detail));
  }

  CaseClockDto clock(ClockService.Seen seen) {
    KeptClock kept = seen.clock();
    RunningClock clock = kept.clock();
    Duration left = kept.isOpen() ? clock.remaining() : null;
    Optional<Clock> row = Optional.ofNullable(seen.row());
    Clock.Changes changes = row.map(Clock::changes).orElse(NOBODY);
    Duration extension = kept.extension();
    return new CaseClockDto()
        .trackId(kept.track().value())
        .track(seen.track().snapshot().track().value())
        .revision(seen.track().revision())
        .clock(clock.code().value())
        .label(texts.clock(clock.code(), language))
        .counts(
            CaseClockDto.CountsEnum.fromString(
                row.map(Clock::counts).orElse(Clock.Counts.ELAPSED).name()))
        .startedAt(clock.startedAt())
        .dueAt(clock.due())
        .remainingSeconds(left == null ? null : left.toSeconds())
        .endedAt(kept.stoppedAt())
        .paused(left != null)
        .overdue(kept.isOpen() && clock.passed(now))
        .warned(kept.wasTold(ClockEvent.Kind.WARNED))
        .escalated(kept.escalations())
        .extendedSeconds(extension.isZero() ? null : extension.toSeconds())
        .askedExtension(kept.asked().map(ClockEvent::id).orElse(null))
        .pausedBy(names(changes.pausedBy()))
        .extendedBy(names(changes.extendedBy()))
        .approvedBy(names(changes.approvedBy()))
        .history(kept.history().stream().map(this::event).toList());
  }

  private ClockEventDto event(ClockEvent event) {
    ClockEventDto dto =
        new ClockEventDto()
            .id(event.id())
            .kind(ClockEventDto.KindEnum.fromString(event.kind().name()))
            .label(texts.clockEvent(event.kind(), language))
            .at(event.at())
            .dueAt(event.due())
            .level(event.level() == 0 ? null : event.level());
    ClockEvent.Because because = event.because();
    if (because != null) {
      ClockEvent.Reason reason = because.reason();
      Duration length = because.length();
      dto.reason(reason == null ? null : ClockReasonDto.fromString(reason.name()))
          .reasonLabel(reason == null ? null : texts.clockReason(reason, language))
          .note(because.note())
          .document(because.document())
          .lengthSeconds(length == null ? null : length.toSeconds())
          .asked(because.asked());
    }
    return dto;
  }

  private static List<String> names(List<Performer> performers) {
    return performers.stream().map(Performer::toString).toList();
  }
}
