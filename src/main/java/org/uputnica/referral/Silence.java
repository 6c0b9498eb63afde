package org.uputnica.referral;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.uputnica.mechanism.AlarmService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.domain.Tracks.Silent;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;

/**
 * Silence is an answer: a request whose time has run out, of which everybody was told, and that
 * nobody answers within the grace either, ends as unanswered, so that the next service can be
 * asked. Late, twice or side by side, it ends once.
 */
@ApplicationScoped
class Silence {
  private static final int AT_ONCE = 100;

  private final AlarmService alarms;
  private final ReferralService referrals;
  private final Rounds rounds = new Rounds("ending requests nobody answered");

  Silence(AlarmService alarms, ReferralService referrals) {
    this.alarms = alarms;
    this.referrals = referrals;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void listen() {
    rounds.run(this::endSome);
  }

  private void endSome() {
    List<Silent> silent = Callers.as(Caller.NODE, () -> alarms.silent(AT_ONCE));
    Rounds.each(
        silent,
        this::end,
        (it, failed) -> Log.errorf("run %s stays open: %s", it.track(), SafeTrace.of(failed)));
  }

  /**
   * Ends one request.
   *
   * @return false when somebody else has ended it, or an answer came
   */
  boolean end(Silent silent) {
    Caller service = Caller.service(silent.organization(), silent.country());
    return Callers.apart(
        service,
        () -> {
          boolean mine = alarms.claimSilent(silent.track());
          if (mine) {
            referrals.take(TakeStep.following(silent.track(), "T055", Map.of()), service);
          }
          return mine;
        });
  }
}
