package org.uputnica.mechanism.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds in every case, whatever the version of the procedure says with which it has started:
 * what a case that is over still lets happen, what no child and no journey goes without, and what a
 * step brings about that no file may leave out.
 */
public final class Safeguards {
  private static final TrackCode OVERALL = new TrackCode("overall");

  /** Tracks on which somebody was asked for something, and who asked may take it back. */
  private static final Set<String> ASKED_OF_OTHERS = Set.of("referral", "cross-border");

  /** Answers to what was asked before the case was over. */
  private static final Set<String> ANSWERS =
      Set.of(
          "T006", "T007", "T009", "T010", "A003", "T033", "T062", "A060", "A062", "T065", "T066");

  /** What she may want of what was decided or agreed, after a case was closed: not after death. */
  private static final Set<String> HERS = Set.of("T008", "T011", "T042");

  private static final ClockCode RETENTION = new ClockCode("DL-RET");

  /** Clocks of a decision on status, and of her time to ask for another look at it. */
  private static final Set<String> OF_DECISIONS = Set.of("DL-RG", "DL-CG", "DL-RECON");

  /** States in which a body was asked to decide on status and has not. */
  private static final Set<String> UNDECIDED = Set.of("ID-PND", "ID-REV");

  private static final ClockCode GUARDIAN = new ClockCode("DL-GUARD");

  /** Effects that look for her, or for something to be done together with her. */
  private static final Set<Effect> TOGETHER_WITH_HER =
      EnumSet.of(
          Effect.CONSIDER_MISSING,
          Effect.OFFER_SCREENING,
          Effect.REPORT_MISSING_CHILD,
          Effect.REOPEN_SOLUTION,
          Effect.DRAFT_REQUEST);

  private static final Guard OPEN = new Guard.Holds(Fact.CASE_OPEN);
  private static final StepCode MOVING = new StepCode("T027");
  private static final Guard TAKES_HER =
      new Guard.OnlyFor(AgeRule.CHILD, new Guard.Holds(Fact.CRITERIA_MET));

  private static final StepCode ASSESSING = new StepCode("T037");
  private static final StateCode ASSESSED = new StateCode("XB-RISK");
  private static final Set<String> OFFERED = Set.of("XB-OFF", "XB-AGR");

  private static final StateCode TRAVELS = new StateCode("XB-TRV");
  private static final StateCode STOPPED = new StateCode("XB-STOP");
  private static final StepCode SENDING = new StepCode("T036");

  private Safeguards() {}

  /**
   * Whether a step may be taken while the course of the case itself stands like this. In a case
   * that is over, what was asked is answered or taken back, and nothing else.
   *
   * @param overall empty where this country does not answer for the case
   */
  public static boolean let(Step step, Track track, Optional<StateCode> overall) {
    if (track.code().equals(OVERALL) || overall.filter(AcrossTracks::isOver).isEmpty()) {
      return true;
    }
    String code = step.code().value();
    boolean takesBack =
        ASKED_OF_OTHERS.contains(track.code().value())
            && track.state(step.to()).kind() == State.Kind.END;
    boolean hers = HERS.contains(code) && overall.filter(AcrossTracks::isDeath).isEmpty();
    return takesBack || ANSWERS.contains(code) || hers;
  }

  /**
   * What keeps a step from being taken: the case is over, or the house she is moved to does not
   * take children.
   */
  public static Optional<Guard> unmet(
      Step step, Track track, Optional<StateCode> overall, Facts known) {
    if (!let(step, track, overall)) {
      return Optional.of(OPEN);
    }
    return step.code().equals(MOVING) && !TAKES_HER.test(known)
        ? Optional.of(TAKES_HER)
        : Optional.empty();
  }

  /**
   * The run as it is asked for the risk of a journey. What was offered or agreed when one country's
   * word was enough, waits for the other's: it is assessed as before the offer, and the request
   * stays where it is.
   *
   * @return empty where nothing is missing
   */
  public static Optional<TrackSnapshot> unassessed(TrackSnapshot run, Facts known) {
    return OFFERED.contains(run.state().value()) && !known.holds(Fact.RISK_FROM_BOTH_SIDES)
        ? Optional.of(new TrackSnapshot(run.track(), ASSESSED, run.clocks()))
        : Optional.empty();
  }

  /** Whether the step assesses the risk of a journey. */
  public static boolean assesses(StepCode step) {
    return step.equals(ASSESSING);
  }

  /**
   * A step with what it brings about in any case: nobody who is on the way is lost sight of, time
   * that another country has to answer does not begin anew with each letter, nobody is looked for
   * in a case that is over, and a child that comes back without a guardian is given one in time.
   *
   * @param overall as it stood before the step
   * @param known of the case, as the step found it
   */
  public static Moved hold(
      Moved moved, Optional<StateCode> overall, Facts known, Mechanism mechanism) {
    Set<Effect> brings = new LinkedHashSet<>(moved.effects());
    List<RunningClock> clocks = new ArrayList<>(moved.after().clocks());
    boolean wasOnTheWay = moved.was().filter(it -> it.state().equals(TRAVELS)).isPresent();
    if (wasOnTheWay && moved.after().state().equals(STOPPED)) {
      brings.add(Effect.ALARM_BOTH_COORDINATORS);
      brings.add(Effect.CONSIDER_MISSING);
    }
    if (moved.step().code().equals(SENDING)) {
      clocks.replaceAll(
          clock -> moved.was().flatMap(before -> before.clock(clock.code())).orElse(clock));
    }
    boolean over =
        overall.filter(AcrossTracks::isOver).isPresent() && !moved.after().track().equals(OVERALL);
    if (over) {
      brings.removeAll(TOGETHER_WITH_HER);
      clocks.removeIf(clock -> !outlives(clock.code(), overall.get()));
    }
    if (moved.opensAgain()
        && known.age() == AgeRule.CHILD
        && !known.holds(Fact.GUARDIAN_NAMED)
        && moved.after().clock(GUARDIAN).isEmpty()) {
      mechanism.started(GUARDIAN, known.age(), moved.at()).ifPresent(clocks::add);
    }
    return moved.with(clocks, List.copyOf(brings));
  }

  /** The clocks of another run that still run once the case is over. */
  public static List<RunningClock> left(TrackSnapshot run, StateCode overall) {
    return run.clocks().stream().filter(clock -> outlives(clock.code(), overall)).toList();
  }

  /**
   * Whether a clock of another run still runs once the case is over: nothing is kept for ever, and
   * while she lives a body decides in time what it was asked, and she may ask for another look.
   */
  public static boolean outlives(ClockCode clock, StateCode overall) {
    return clock.equals(RETENTION)
        || (OF_DECISIONS.contains(clock.value()) && !AcrossTracks.isDeath(overall));
  }

  /**
   * The states of the case itself in which a run waits for nobody. A body that was asked to decide
   * on status has the run before it while the person lives; the course of the case waits always.
   */
  public static Set<String> restsIn(TrackCode track, StateCode state) {
    if (track.equals(OVERALL)) {
      return Set.of();
    }
    return UNDECIDED.contains(state.value()) ? Set.of(AcrossTracks.DEAD) : AcrossTracks.OVER;
  }
}
