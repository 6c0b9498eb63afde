package org.uputnica.mechanism.proof;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Track;

/**
 * A set of views. A view is what a step can see of the other tracks: whether a referral or a
 * request is open, whether a claim for protection is pending, whether the person is held while
 * identification runs, whether the case is over, and how far identification has come.
 */
record Views(long low, long high) {
  static final int REFERRAL_OPEN = 1;
  static final int REQUEST_OPEN = 1 << 1;
  static final int CLAIM_PENDING = 1 << 2;
  static final int HELD = 1 << 3;
  static final int CASE_OVER = 1 << 4;

  /** How many views there are: these five marks, and two bits for the stage. */
  static final int COUNT = 1 << 7;

  /** Marks that no step sees, but an invariant. */
  static final int JOURNEY = 1 << 7;

  static final int CASE_CLOSED = 1 << 8;
  private static final int UNDECIDED = 1 << 9;
  private static final int STAGE = 5;

  static final Views ALL = new Views(-1L, -1L);
  static final Views NONE = new Views(0L, 0L);

  /** What one run shows to the others, to be joined with what all other runs show. */
  static int shown(Track track, Standing at) {
    if (at.state() == null) {
      return 0;
    }
    State state = track.state(at.state());
    return switch (track.code().value()) {
      case "referral" -> state.isOpen() ? REFERRAL_OPEN : 0;
      case "cross-border" ->
          (state.isOpen() ? REQUEST_OPEN : 0)
              | (StepLaw.TRAVEL.contains(state.code().value()) ? JOURNEY : 0);
      case "legal-status" -> AcrossTracks.isClaimPending(state.code()) ? CLAIM_PENDING : 0;
      case "overall" ->
          (at.noted() ? HELD : 0)
              | (AcrossTracks.isOver(state.code()) ? CASE_OVER : 0)
              | (AcrossTracks.isClosed(state.code()) ? CASE_CLOSED : 0);
      case "identification" ->
          (AcrossTracks.isDecided(state.code()) ? 0 : UNDECIDED)
              | stage(IdentificationStage.of(state.code()).orElse(null)) << STAGE;
      default -> 0;
    };
  }

  /** The number of the view that all runs together show. */
  static int of(int shown) {
    boolean bound = (shown & UNDECIDED) != 0;
    return shown & COUNT - 1 & (bound ? -1 : ~HELD);
  }

  /** The views in which one of these marks is shown. */
  static Views with(int marks) {
    return where(view -> (view & marks) != 0);
  }

  /** The views in which identification has come to this stage. */
  static Views at(@Nullable IdentificationStage stage) {
    return where(view -> view >>> STAGE == stage(stage));
  }

  /** The same views, and those that differ from them in the stage of identification only. */
  Views whateverStage() {
    return where(view -> {
      for (int other = view & (1 << STAGE) - 1; other < COUNT; other += 1 << STAGE) {
        if (has(other)) {
          return true;
        }
      }
      return false;
    });
  }

  /** Is a view among them by these marks alone? */
  boolean dependOnlyOn(int marks) {
    for (int view = 0; view < COUNT; view++) {
      if (has(view) != has(view & marks)) {
        return false;
      }
    }
    return true;
  }

  boolean has(int view) {
    return ((view < Long.SIZE ? low : high) >>> view & 1) != 0; // a shift counts modulo 64
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  Views and(Views others) {
    return new Views(low & others.low, high & others.high);
  }

  Views or(Views others) {
    return new Views(low | others.low, high | others.high);
  }

  Views minus(Views others) {
    return new Views(low & ~others.low, high & ~others.high);
  }

  private static int stage(@Nullable IdentificationStage stage) {
    return stage == null ? 0 : stage.ordinal() + 1;
  }

  private static Views where(IntPredicate holds) {
    long low = 0;
    long high = 0;
    for (int view = 0; view < Long.SIZE; view++) {
      low |= holds.test(view) ? 1L << view : 0;
      high |= holds.test(view + Long.SIZE) ? 1L << view : 0;
    }
    return new Views(low, high);
  }
}
