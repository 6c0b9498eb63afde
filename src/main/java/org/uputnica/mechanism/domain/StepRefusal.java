package org.uputnica.mechanism.domain;

import java.util.List;

/** Why a step was not taken. Nothing has changed. */
public sealed interface StepRefusal extends StepResult {
  /**
   * No such step leaves this state. Problem {@code step-not-open}.
   *
   * @param leaving the steps that do
   */
  record StepNotFromHere(TrackCode track, StateCode state, StepCode asked, List<StepCode> leaving)
      implements StepRefusal {
    public StepNotFromHere {
      leaving = List.copyOf(leaving);
    }
  }

  /** The step names other performers. Problem {@code not-your-turn}. */
  record NotYourTurn(StepCode step, List<Performer> performers) implements StepRefusal {
    public NotYourTurn {
      performers = List.copyOf(performers);
    }
  }

  /**
   * One or more conditions are not met. Problem {@code rule-broken}, or {@code consent-missing}
   * where it is a consent.
   */
  record GuardNotMet(StepCode step, List<Reason> reasons) implements StepRefusal {
    public GuardNotMet {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One or more inputs are missing or wrong. Problem {@code invalid-value} or {@code
   * missing-field}.
   */
  record InputInvalid(StepCode step, List<InputProblem> problems) implements StepRefusal {
    public InputInvalid {
      problems = List.copyOf(problems);
    }
  }
}
