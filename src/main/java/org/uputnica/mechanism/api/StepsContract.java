package org.uputnica.mechanism.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.ClockViewDto;
import org.uputnica.contract.model.ClosedReasonDto;
import org.uputnica.contract.model.InputViewDto;
import org.uputnica.contract.model.NextStepDto;
import org.uputnica.contract.model.RemedyDto;
import org.uputnica.contract.model.StepRequestDto;
import org.uputnica.contract.model.StepTakenDto;
import org.uputnica.contract.model.StepViewDto;
import org.uputnica.contract.model.TrackOpeningDto;
import org.uputnica.contract.model.TrackStateDto;
import org.uputnica.contract.model.TrackStepsDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService.Opening;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.AskedInput;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.Reason;
import org.uputnica.mechanism.domain.Remedy;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;

/** Steps between the contract and the domain. */
public final class StepsContract {
  private static final int NEXT_AT_MOST = 12;

  private final MechanismLabels texts;
  private final Locale language;
  private final Instant now;

  public StepsContract(MechanismLabels texts, Locale language, Instant now) {
    this.texts = texts;
    this.language = language;
    this.now = now;
  }

  /** A step request on a run of a track. */
  public static TakeStep toCommand(TrackId track, String ifMatch, StepRequestDto dto) {
    Map<String, String> inputs = dto.getInputs() == null ? Map.of() : dto.getInputs();
    return new TakeStep(
        track,
        new StepCode(dto.getStep()),
        inputs,
        dto.getSaidBy() == null ? SaidBy.ACTOR : SaidBy.valueOf(dto.getSaidBy().value()),
        dto.getDeviceTime(),
        Revision.of(ifMatch));
  }

  public String label(TrackInstance track) {
    return texts.state(track.snapshot().state(), language);
  }

  public TrackStateDto state(TrackInstance track) {
    return new TrackStateDto()
        .id(track.id().value())
        .track(track.snapshot().track().value())
        .state(track.snapshot().state().value())
        .label(label(track))
        .revision(track.revision())
        .since(track.since());
  }

  public StepTakenDto taken(Taken taken) {
    TrackInstance track = taken.track();
    return new StepTakenDto()
        .trackId(track.id().value())
        .track(track.snapshot().track().value())
        .step(taken.moved().step().code().value())
        .state(track.snapshot().state().value())
        .label(label(track))
        .revision(track.revision())
        .takenAt(taken.moved().at())
        .clocks(clocks(track));
  }

  /**
   * A run with its steps.
   *
   * @param schemas with the JSON Schema of the inputs of each step
   */
  public TrackStepsDto steps(Seen seen, boolean schemas) {
    TrackInstance track = seen.track();
    return new TrackStepsDto()
        .id(track.id().value())
        .track(track.snapshot().track().value())
        .state(track.snapshot().state().value())
        .label(label(track))
        .revision(track.revision())
        .steps(seen.evaluation().options().stream().map(option -> step(option, schemas)).toList())
        .clocks(clocks(track));
  }

  /** A track this caller may begin. */
  public TrackOpeningDto opening(Opening opening, boolean schemas) {
    return new TrackOpeningDto()
        .track(opening.track().value())
        .label(texts.track(opening.track(), language))
        .step(step(opening.step(), schemas));
  }

  /** What comes next in plain words: steps whose conditions are met, whoever takes them. */
  public List<NextStepDto> next(List<Seen> seen) {
    return seen.stream()
        .flatMap(it ->
            it.evaluation().options().stream()
                .filter(StepsContract::waitsOnlyForSomebody)
                .map(option -> next(it.track(), option)))
        .limit(NEXT_AT_MOST)
        .toList();
  }

  private static boolean waitsOnlyForSomebody(StepOption option) {
    return option.closed().stream().allMatch(ClosedReason.NotYourTurn.class::isInstance);
  }

  private NextStepDto next(TrackInstance track, StepOption option) {
    return new NextStepDto()
        .track(track.snapshot().track().value())
        .step(option.step().code().value())
        .label(texts.step(option.step().code(), language))
        .performers(names(option.step().by()))
        .dueAt(
            track.snapshot().clocks().stream()
                .flatMap(it -> Optional.ofNullable(it.due()).stream())
                .min(Comparator.naturalOrder())
                .orElse(null));
  }

  private StepViewDto step(StepOption option, boolean schemas) {
    return new StepViewDto()
        .step(option.step().code().value())
        .label(texts.step(option.step().code(), language))
        .to(option.step().to().value())
        .open(option.isOpen())
        .performers(names(option.step().by()))
        .inputs(option.asks().stream().map(this::input).toList())
        .reasons(option.closed().stream().map(this::reason).toList())
        .schema(schemas ? new InputSchema(texts, language).of(option) : null)
        .procedureStep(option.step().partOf().isEmpty() ? null : option.step().partOf());
  }

  private InputViewDto input(AskedInput asked) {
    InputViewDto dto =
        new InputViewDto()
            .name(asked.name())
            .label(texts.input(asked.name(), language))
            .kind(asked.input().kind().word())
            .required(asked.required());
    switch (asked.input().kind()) {
      case InputKind.Code code -> dto.codes(code.allowed());
      case InputKind.Codes codes -> dto.codes(codes.allowed());
      default -> {
        // no list to choose from
      }
    }
    return dto;
  }

  private ClosedReasonDto reason(ClosedReason reason) {
    return switch (reason) {
      case ClosedReason.NotYourTurn turn ->
          new ClosedReasonDto()
              .code("not-your-turn")
              .about(String.join(", ", names(turn.performers())))
              .who(names(turn.performers()))
              .text(texts.sentence(reason, language));
      case ClosedReason.GuardNotMet unmet -> reason(unmet.reason());
    };
  }

  private ClosedReasonDto reason(Reason reason) {
    return new ClosedReasonDto()
        .code(reason.code())
        .about(reason.parameters().isEmpty() ? null : String.join(", ", reason.parameters()))
        .parameters(orAbsent(reason.parameters()))
        .who(orAbsent(names(reason.fixableBy())))
        .remedies(orAbsent(reason.remedies().stream().map(this::remedy).toList()))
        .ways(orAbsent(reason.alternatives().stream().map(this::reason).toList()))
        .text(texts.sentence(reason, language));
  }

  private RemedyDto remedy(Remedy remedy) {
    RemedyDto dto = new RemedyDto().label(texts.remedy(remedy, language));
    return switch (remedy) {
      case Remedy.Operation(String id) -> dto.operation(id);
      case Remedy.OtherStep(StepCode step) -> dto.step(step.value());
      case Remedy.OwnInput(String input) -> dto.input(input);
    };
  }

  private static <T> @Nullable List<T> orAbsent(List<T> entries) {
    return entries.isEmpty() ? null : entries;
  }

  private List<ClockViewDto> clocks(TrackInstance track) {
    return track.snapshot().clocks().stream()
        .filter(it -> it.due() != null)
        .map(this::clock)
        .toList();
  }

  private ClockViewDto clock(RunningClock clock) {
    return new ClockViewDto()
        .clock(clock.code().value())
        .label(texts.clock(clock.code(), language))
        .startedAt(clock.startedAt())
        .dueAt(clock.due())
        .overdue(clock.passed(now));
  }

  private static List<String> names(List<Performer> performers) {
    return performers.stream().map(Performer::toString).toList();
  }
}
