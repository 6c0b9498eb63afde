package org.uputnica.referral;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * What was asked for somebody who had died before a death took it back by itself is taken back now,
 * and the house she was on the way to, or lived in, is told; each request in a transaction of its
 * own: one that cannot end raises an alarm and is tried again.
 */
@ApplicationScoped
class LeftByDeath {
  private final TrackService tracks;
  private final Referrals referrals;
  private final EndedByDeath ending;
  private final Rounds rounds = new Rounds("taking back what was asked for the dead");

  LeftByDeath(TrackService tracks, Referrals referrals, EndedByDeath ending) {
    this.tracks = tracks;
    this.referrals = referrals;
    this.ending = ending;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::endAll);
  }

  private void endAll() {
    Rounds.each(
        Callers.apart(Caller.NODE, this::left),
        this::end,
        (it, failed) ->
            Log.errorf(
                "ALARM referral %s stays open although the person has died: %s",
                it.id(), SafeTrace.of(failed)));
  }

  private List<Referral> left() {
    return tracks.ofTheDead(ReferralService.TRACK, EndedByDeath.NOT_OVER).stream()
        .flatMap(it -> referrals.find(it).stream())
        .toList();
  }

  private void end(Referral referral) {
    Caller sender = Caller.service(referral.sender(), referral.country());
    Callers.apart(sender, () -> ending.end(referral));
  }
}
