package org.uputnica.mechanism.definition;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.definition.Reading.Part;
import org.uputnica.mechanism.domain.Ask;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockRef;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Input;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.Track;

/**
 * Every clock is started by something, ends through somebody, tells somebody, and counts from what
 * is said.
 */
final class ClockCheck implements MechanismCheck.Check {
  @Override
  public void look(Mechanism mechanism, Reading reading) {
    Set<ClockCode> started =
        mechanism.tracks().stream()
            .flatMap(track -> started(track).stream())
            .collect(Collectors.toSet());
    for (Clock clock : mechanism.clocks()) {
      Node row = reading.place(clock.code());
      if (clock.tells().isEmpty()) {
        row.report(clock.code() + " tells nobody", "name role@party under tells");
      }
      if (!started.contains(clock.code()) && reading.isWhole(Part.CLOCKS)) {
        row.report(
            clock.code() + " is never started",
            "add it to starts of the step it counts from, or remove it");
      }
    }
    for (Track track : mechanism.tracks()) {
      if (reading.isWhole(Part.CLOCKS, reading.place(track.code()).file())) {
        lookAtEnds(track, mechanism, reading);
      }
    }
    if (reading.isWhole(Part.CLOCKS) && reading.isWhole(Part.INPUTS)) {
      mechanism.clocks().forEach(clock -> lookAtBeginning(clock, mechanism, reading));
    }
  }

  /** What a clock counts from is a day or a moment that some step says as it starts the clock. */
  private static void lookAtBeginning(Clock clock, Mechanism mechanism, Reading reading) {
    List<Input> said =
        mechanism.tracks().stream()
            .flatMap(track -> Wording.rows(track).stream())
            .filter(step -> starts(step).anyMatch(clock.code()::equals))
            .flatMap(step -> step.asks().stream())
            .map(Ask::input)
            .toList();
    for (String name : clock.from()) {
      List<Input> named = said.stream().filter(it -> it.name().equals(name)).toList();
      if (named.isEmpty()) {
        reading
            .place(clock.code())
            .report(
                clock.code() + " counts from " + name + ", which no step that starts it asks",
                "use an input of such a step, or take it out");
      } else if (!(named.getFirst().kind() instanceof InputKind.Day
          || named.getFirst().kind() instanceof InputKind.Moment)) {
        reading
            .place(clock.code())
            .report(
                clock.code() + " counts from " + name + ", which is no day and no moment",
                "use an input of kind date or instant");
      }
    }
  }

  private static void lookAtEnds(Track track, Mechanism mechanism, Reading reading) {
    Set<ClockCode> stopped = named(track, Step::stops);
    Set<ClockCode> resumed = named(track, Step::resumes);
    Set<ClockCode> started = started(track);
    for (Step step : Wording.rows(track)) {
      Node row = reading.place(step);
      step.starts().stream()
          .flatMap(start -> start.what().possible())
          .filter(code -> !stopped.contains(code) && !isAnswered(code, mechanism))
          .forEach(code ->
              row.report(
                  step.code() + " starts " + code + ", which nothing stops and nobody can answer",
                  "add it to stops of a step of this track, or give the clock answered-by"));
      codes(step.pauses())
          .filter(code -> !resumed.contains(code))
          .forEach(code ->
              row.report(
                  step.code() + " pauses " + code + ", which nothing resumes",
                  "add it to resumes of the step that goes on"));
      Stream.of(step.stops(), step.pauses(), step.resumes(), begunAnew(step))
          .flatMap(ClockCheck::codes)
          .distinct()
          .filter(code -> !started.contains(code))
          .forEach(code ->
              row.report(
                  step.code() + " names " + code + ", which no step of this track starts",
                  "mend the code, or add it to starts"));
    }
  }

  private static List<ClockRef> begunAnew(Step step) {
    return step.starts().stream()
        .<ClockRef>map(Conditional::what)
        .filter(ClockRef.Again.class::isInstance)
        .toList();
  }

  private static boolean isAnswered(ClockCode code, Mechanism mechanism) {
    return mechanism.clock(code).filter(clock -> !clock.answeredBy().isEmpty()).isPresent();
  }

  private static Set<ClockCode> named(Track track, Function<Step, List<ClockRef>> refs) {
    return track.steps().stream()
        .flatMap(step -> codes(refs.apply(step)))
        .collect(Collectors.toSet());
  }

  private static Stream<ClockCode> codes(Collection<ClockRef> refs) {
    return refs.stream().flatMap(ClockRef::possible);
  }

  /** Clocks that a step of the track starts, or what a step puts before a desk. */
  static Set<ClockCode> started(Track track) {
    Stream<ClockCode> byNotice =
        Stream.of(Notice.About.values()).flatMap(about -> about.clock().stream());
    Stream<ClockCode> byStep = Wording.rows(track).stream().flatMap(ClockCheck::starts);
    return Stream.concat(byNotice, byStep).collect(Collectors.toSet());
  }

  /** Clocks that a step starts; what it begins anew was started before. */
  private static Stream<ClockCode> starts(Step step) {
    return step.starts().stream()
        .map(Conditional::what)
        .filter(it -> !(it instanceof ClockRef.Again))
        .flatMap(ClockRef::possible);
  }

  /**
   * Of those, the clocks that have a length in this country; before any country has spoken, all.
   */
  static Set<ClockCode> startedIn(Track track, Mechanism mechanism) {
    return started(track).stream()
        .filter(code ->
            mechanism.country().isEmpty()
                || mechanism.clock(code).flatMap(Clock::lasts).isPresent())
        .collect(Collectors.toSet());
  }
}
