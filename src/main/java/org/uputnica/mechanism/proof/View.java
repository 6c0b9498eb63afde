package org.uputnica.mechanism.proof;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.IdentificationStage;
import org.uputnica.mechanism.domain.State;
import org.uputnica.mechanism.domain.Track;

/**
 * What a step can see of the other tracks: whether a referral or a request is open, whether a claim
 * for protection is pending, whether the person is held while identification runs, and how far
 * identification has come. Small enough to be numbered: a set of views is the bits of a long.
 */
final class View {
  static final int REFERRAL_OPEN = 1;
  static final int REQUEST_OPEN = 1 << 1;
  static final int CLAIM_PENDING = 1 << 2;
  static final int HELD = 1 << 3;
  static final int JOURNEY = 1 << 4;
  static final int UNDECIDED = 1 << 5;
  private static final int STAGE = 6;
  private static final int STAGES = 4;

  static final long ALL = -1L;
  static final long NONE = 0L;

  private View() {}

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
      case "overall" -> at.noted() ? HELD : 0;
      case "identification" ->
          (AcrossTracks.isDecided(state.code()) ? 0 : UNDECIDED)
              | stage(IdentificationStage.of(state.code()).orElse(null)) << STAGE;
      default -> 0;
    };
  }

  /** The number of the view, from 0 to 63, that all runs together show. */
  static int of(int shown) {
    boolean bound = (shown & HELD) != 0 && (shown & UNDECIDED) != 0;
    return shown & (REFERRAL_OPEN | REQUEST_OPEN | CLAIM_PENDING)
        | (bound ? HELD : 0)
        | (shown >>> STAGE & STAGES - 1) << 4;
  }

  /** The views in which one of these marks is shown. */
  static long with(int mark) {
    return where(view -> (view & mark) != 0);
  }

  /** The views in which identification has come to this stage. */
  static long at(@Nullable IdentificationStage stage) {
    return where(view -> view >>> 4 == stage(stage));
  }

  /** The same views, and those that differ from them in the stage of identification only. */
  static long whateverStage(long views) {
    return where(view -> {
      for (int stage = 0; stage < STAGES; stage++) {
        if ((views >>> (view & 15 | stage << 4) & 1) != 0) {
          return true;
        }
      }
      return false;
    });
  }

  private static int stage(@Nullable IdentificationStage stage) {
    return stage == null ? 0 : stage.ordinal() + 1;
  }

  private static long where(IntPredicate holds) {
    long views = 0;
    for (int view = 0; view < Long.SIZE; view++) {
      if (holds.test(view)) {
        views |= 1L << view;
      }
    }
    return views;
  }
}
