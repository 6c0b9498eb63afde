package org.uputnica.mechanism.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.CaseNextDto;
import org.uputnica.contract.model.CasePlaceDto;
import org.uputnica.contract.model.ClosedStepDto;
import org.uputnica.contract.model.NextClockDto;
import org.uputnica.contract.model.NextReasonDto;
import org.uputnica.contract.model.OpenStepDto;
import org.uputnica.contract.model.TrackNextDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.StepService;
import org.uputnica.mechanism.TrackService.Seen;
import org.uputnica.mechanism.domain.ClosedReason;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.TrackInstance;

/** What to do next in one case, for the contract; whatever is empty is left out. */
final class NextContract {
  private final MechanismLabels texts;
  private final @Nullable Locale language;
  private final Instant now;

  /**
   * For one answer.
   *
   * @param language of labels and sentences; null leaves them out
   */
  NextContract(MechanismLabels texts, @Nullable Locale language, Instant now) {
    this.texts = texts;
    this.language = language;
    this.now = now;
  }

  CaseNextDto next(StepService.Next next) {
    return new CaseNextDto()
        .caseId(next.record().id().value())
        .code(next.record().code().value())
        .asOf(now)
        .place(new CasePlaceDto().done(next.done()).ahead(next.ahead()))
        .tracks(next.seen().stream().map(this::track).toList());
  }

  private TrackNextDto track(Seen seen) {
    TrackInstance track = seen.track();
    List<StepOption> options = seen.evaluation().options();
    return new TrackNextDto()
        .id(track.id().value())
        .track(track.snapshot().track().value())
        .state(track.snapshot().state().value())
        .label(text(it -> texts.state(track.snapshot().state(), it)))
        .revision(track.revision())
        .open(orAbsent(options.stream().filter(StepOption::isOpen).map(this::open).toList()))
        .closed(orAbsent(options.stream().filter(it -> !it.isOpen()).map(this::closed).toList()))
        .waitsFor(orAbsent(waitsFor(options)))
        .clocks(orAbsent(track.snapshot().clocks().stream().map(this::clock).toList()));
  }

  private static List<String> waitsFor(List<StepOption> options) {
    return options.stream()
        .filter(it -> !it.isOpen())
        .filter(it -> it.closed().stream().allMatch(ClosedReason.NotYourTurn.class::isInstance))
        .flatMap(it -> it.step().by().stream())
        .map(Performer::toString)
        .distinct()
        .toList();
  }

  private OpenStepDto open(StepOption option) {
    return new OpenStepDto()
        .step(option.step().code().value())
        .label(text(it -> texts.step(option.step().code(), it)))
        .procedureStep(place(option));
  }

  private ClosedStepDto closed(StepOption option) {
    return new ClosedStepDto()
        .step(option.step().code().value())
        .label(text(it -> texts.step(option.step().code(), it)))
        .procedureStep(place(option))
        .reasons(option.closed().stream().map(this::reason).toList());
  }

  private NextReasonDto reason(ClosedReason closed) {
    NextReasonDto dto = new NextReasonDto().text(text(it -> texts.sentence(closed, it)));
    return switch (closed) {
      case ClosedReason.NotYourTurn(List<Performer> performers) ->
          dto.code("not-your-turn").who(names(performers));
      case ClosedReason.GuardNotMet(var _, var reason) ->
          dto.code(reason.code())
              .parameters(orAbsent(reason.parameters()))
              .who(orAbsent(names(reason.fixableBy())));
    };
  }

  private NextClockDto clock(RunningClock clock) {
    return new NextClockDto()
        .clock(clock.code().value())
        .label(text(it -> texts.clock(clock.code(), it)))
        .dueAt(clock.due())
        .overdue(clock.passed(now));
  }

  private @Nullable String text(Function<Locale, String> in) {
    return language == null ? null : in.apply(language);
  }

  private static @Nullable String place(StepOption option) {
    return option.step().partOf().isEmpty() ? null : option.step().partOf();
  }

  private static List<String> names(List<Performer> performers) {
    return performers.stream().map(Performer::toString).toList();
  }

  private static <T> @Nullable List<T> orAbsent(List<T> entries) {
    return entries.isEmpty() ? null : entries;
  }
}
