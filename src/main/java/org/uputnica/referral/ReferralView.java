package org.uputnica.referral;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralStates;

/**
 * A referral, where it stands, and the public names of who asks and who is asked.
 *
 * @param needs with the age as it is known now, until the referral is over
 * @param waitingPlace on a waiting list, the place in its order; else null
 */
public record ReferralView(
    Referral referral,
    NeedsEnvelope needs,
    TrackInstance track,
    PublicNames names,
    @Nullable Integer waitingPlace) {
  private static final Set<String> ANSWER_CLOCKS = Set.of("DL-EMERG", "DL-URG", "DL-NORM");
  private static final Set<String> TO_MEET = Set.of("RF-ACC", "RF-MOVE");

  /** Whether the two sides still have to find each other: only then is there a word to say. */
  public boolean isToMeet() {
    return isToMeet(track);
  }

  static boolean isToMeet(TrackInstance track) {
    return isToMeet(track.snapshot().state().value());
  }

  static boolean isToMeet(String state) {
    return TO_MEET.contains(state);
  }

  /** Whether it was accepted, by whoever's word, and has not ended yet. */
  public boolean isAccepted() {
    return ReferralStates.ACCEPTED.contains(track.snapshot().state().value());
  }

  /** Whether the house itself has said yes, and it has not ended yet. */
  public boolean isAcceptedByHouse() {
    return isAccepted() && !referral.isOnlyNoted();
  }

  /** Until when an answer is waited for; null while nobody is. */
  public @Nullable Instant answerBy() {
    return track.snapshot().clocks().stream()
        .filter(it -> ANSWER_CLOCKS.contains(it.code().value()))
        .findFirst()
        .map(RunningClock::due)
        .orElse(null);
  }
}
