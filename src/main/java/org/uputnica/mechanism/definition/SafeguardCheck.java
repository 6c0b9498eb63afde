package org.uputnica.mechanism.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Conditional;
import org.uputnica.mechanism.domain.Effect;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Guard;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Step;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/**
 * What no file may take away from the person, whatever else it says: no clock ends help, no step
 * rests on a police report, no case is closed over something open or opened again on old consents,
 * nothing begins in a case that is over, nobody travels without every hard stop, and nobody on the
 * way is lost sight of.
 */
final class SafeguardCheck implements MechanismCheck.Check {
  private static final Set<String> TRAVEL = Set.of("XB-AGR", "XB-TRV");
  private static final Set<String> ON_THE_OTHER_SIDE = Set.of("XB-HND", "XB-MON", "XB-TRV");

  /** The step by which one person's word stops a request to another country. */
  private static final StepCode STOP = new StepCode("T043");

  private static final List<Guard> HARD_STOPS =
      List.of(
          new Guard.ConsentGiven("CS-XBR"),
          new Guard.ConsentGiven("CS-RET"),
          new Guard.RiskNotHigh(),
          new Guard.Holds(Fact.RECEIVING_PERSON_NAMED),
          new Guard.Holds(Fact.RISK_FROM_BOTH_SIDES),
          new Guard.Holds(Fact.NO_ASYLUM_PENDING),
          new Guard.Holds(Fact.FREE_TO_CHOOSE),
          new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.BEST_INTERESTS_DETERMINED)),
          new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.GUARDIAN_NAMED)),
          new Guard.OnlyFor(AgeRule.CHILD, new Guard.ConsentGiven("CS-GUARD")));

  private static final StateCode ON_THE_WAY = new StateCode("XB-TRV");
  private static final List<Effect> LOOKED_FOR =
      List.of(Effect.ALARM_BOTH_COORDINATORS, Effect.CONSIDER_MISSING);

  private static final List<Guard> NOTHING_OPEN =
      List.of(new Guard.Holds(Fact.NO_OPEN_REFERRAL), new Guard.Holds(Fact.NO_OPEN_REQUEST));

  private static final List<Guard> CASE_OPEN = List.of(new Guard.Holds(Fact.CASE_OPEN));

  @Override
  public void look(Mechanism mechanism, Reading reading) {
    for (Track track : mechanism.tracks()) {
      if (!track.code().value().equals("overall")) {
        Step opening = track.opening();
        require(CASE_OPEN, opening, " begins something in a closed case", reading.place(opening));
      }
      for (Step step : Wording.rows(track)) {
        lookAtAnyStep(step, track, reading.place(step));
      }
    }
    track(mechanism, "identification")
        .forEach(track ->
            Wording.rows(track).stream()
                .filter(step -> !step.effects().isEmpty())
                .forEach(step ->
                    reading
                        .place(step)
                        .report(
                            step.code() + " lets identification change something outside it",
                            "take does away: help never waits for a status and never ends with one")));
    track(mechanism, "overall")
        .forEach(track ->
            track.steps().stream()
                .filter(step -> AcrossTracks.isClosed(step.to()))
                .forEach(step ->
                    require(
                        NOTHING_OPEN,
                        step,
                        " closes the case over something open",
                        reading.place(step))));
    track(mechanism, "overall").forEach(track -> lookAtReopening(track, reading));
    track(mechanism, "cross-border").forEach(track -> lookAtTravel(track, reading));
  }

  private static void lookAtAnyStep(Step step, Track track, Node row) {
    boolean endsOneRequest = track.code().value().equals("referral");
    boolean opensAChoice = step.to().value().equals("DS-DET");
    if (step.by().contains(Performer.SYSTEM) && !endsOneRequest && !opensAChoice) {
      row.report(
          step.code() + " would be taken by the service itself",
          "name people: a clock may end one request, never help");
    }
    boolean police =
        step.by().stream().anyMatch(performer -> performer.role().equals("R-POL"))
            || step.when().stream()
                .flatMap(Guard::parts)
                .anyMatch(new Guard.ConsentGiven("CS-POL")::equals)
            || step.asks().stream()
                .anyMatch(ask ->
                    !ask.optional()
                        && ask.name().matches(".*(police|report|complaint|testi|proceeding).*"));
    if (police && !track.code().value().equals("justice")) {
      row.report(
          step.code() + " would rest on a report to the police or on a statement",
          "take it out: no help and no status depends on it");
    }
  }

  private static void lookAtReopening(Track track, Reading reading) {
    track.steps().stream()
        .filter(step -> step.from().stream().anyMatch(AcrossTracks::isClosed))
        .filter(step -> !AcrossTracks.isClosed(step.to()))
        .forEach(step ->
            require(
                List.of(new Guard.Holds(Fact.ALL_CONSENTS_NEW)),
                step,
                " opens the case again before she was asked anew",
                reading.place(step)));
  }

  private static void lookAtTravel(Track track, Reading reading) {
    for (Step step : track.steps()) {
      Node row = reading.place(step);
      if (TRAVEL.contains(step.to().value())) {
        require(HARD_STOPS, step, " lets somebody travel without a hard stop", row);
        if (step.when().stream().noneMatch(Guard.RiskFresh.class::isInstance)) {
          row.report(
              step.code() + " lets somebody travel without a fresh risk assessment",
              "add risk-fresh to when");
        }
      }
      List<Effect> brings = step.effects().stream().map(Conditional::what).toList();
      if (step.from().contains(ON_THE_WAY)
          && track.state(step.to()).kind() == State.Kind.END
          && !brings.containsAll(LOOKED_FOR)) {
        row.report(
            step.code() + " ends a journey and nobody looks for who is on the way",
            "add to does: " + String.join(", ", LOOKED_FOR.stream().map(Effect::word).toList()));
      }
      boolean stopsBefore =
          step.to().value().equals("XB-STOP")
              && step.from().stream().noneMatch(state -> ON_THE_OTHER_SIDE.contains(state.value()));
      if (stopsBefore && !brings.contains(Effect.RECALL)) {
        row.report(
            step.code() + " ends the request and leaves what was sent where it is",
            "add recall to does");
      }
    }
    for (State state : track.states()) {
      if (state.kind() != State.Kind.END && track.step(state.code(), STOP).isEmpty()) {
        reading
            .place(state)
            .report(
                "in " + state.code() + " the person cannot stop the request",
                "add " + state.code() + " to from of " + STOP);
      }
    }
  }

  private static void require(List<Guard> all, Step step, String otherwise, Node row) {
    List<Guard> missing = new ArrayList<>(all);
    missing.removeAll(step.when());
    if (!missing.isEmpty()) {
      row.report(
          step.code() + otherwise,
          "add to its conditions: "
              + String.join(", and ", missing.stream().map(Wording::of).toList()));
    }
  }

  private static List<Track> track(Mechanism mechanism, String code) {
    return mechanism.track(TrackCode.of(code)).stream().toList();
  }
}
