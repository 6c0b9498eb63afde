package org.uputnica.offer;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.uputnica.offer.domain.Cascades;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;

/**
 * Goes on with every cascade that has something to do, each in a transaction of its own. Late,
 * twice or side by side, each candidate is asked once.
 */
@ApplicationScoped
class CascadeJob {
  private static final int AT_ONCE = 100;

  /** How long a cascade that waits for the person is left alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Cascades cascades;
  private final CascadePlayer player;
  private final Clock clock;
  private final Rounds rounds = new Rounds("asking the next of a cascade");

  CascadeJob(Cascades cascades, CascadePlayer player, Clock clock) {
    this.cascades = cascades;
    this.player = player;
    this.clock = clock;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::playAll);
  }

  private void playAll() {
    List<Cascades.Due> due =
        Callers.apart(Caller.NODE, () -> cascades.due(clock.instant(), PATIENCE, AT_ONCE));
    Rounds.each(due, this::play, this::putBehind);
  }

  /** The next turn of one that cannot go on comes after those of the others. */
  private void putBehind(Cascades.Due due, RuntimeException failed) {
    Log.errorf("cascade %s stays where it is: %s", due.id(), SafeTrace.of(failed));
    Callers.apart(service(due), () -> cascades.looked(due.id(), clock.instant()));
  }

  /** Plays one; false when another copy was quicker and it has ended. */
  boolean play(Cascades.Due due) {
    return Callers.apart(service(due), () -> player.play(due));
  }

  private static Caller service(Cascades.Due due) {
    return Caller.service(due.organization(), due.country());
  }
}
