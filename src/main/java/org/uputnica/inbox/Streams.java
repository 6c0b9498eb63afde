package org.uputnica.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.ChangeService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;

/**
 * The streams this copy of the service keeps open, and what wakes them: once a second it is asked
 * which of their readers the register has told of something since. One question for all of them,
 * which costs who writes nothing; {@code NOTIFY} would have every commit of the database wait for
 * the one before, and could not say when a change is certain. What a stream tells it reads itself.
 */
@ApplicationScoped
public class Streams {
  private static final int OF_ONE_ACCOUNT = 4;
  private static final int OF_ALL = 2_000;

  private final Set<Listening> open = ConcurrentHashMap.newKeySet();
  private final Rounds rounds = new Rounds("waking streams");
  private final ChangeService changes;
  private final Clock clock;
  private volatile @Nullable Long looked;
  private long begun;

  Streams(ChangeService changes, @RealTime Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Begins to listen for a caller; the oldest stream of an account that has enough is closed, which
   * may be one whose reader has gone without a word.
   *
   * @param until when it is over at the latest
   * @throws RefusedException {@code too-many-requests} when this copy has as many as it may have
   */
  public Listening listen(Caller caller, Instant until) {
    synchronized (open) {
      Instant now = clock.instant();
      open.removeIf(it -> it.until.isBefore(now));
      List<Listening> own =
          open.stream()
              .filter(it -> it.account.equals(caller.user()))
              .sorted(Comparator.comparingLong(it -> it.number))
              .toList();
      own.stream().limit(Math.max(0, own.size() - OF_ONE_ACCOUNT + 1)).forEach(Listening::close);
      if (open.size() >= OF_ALL) {
        throw new RefusedException(new InboxRefusal.EnoughStreams());
      }
      Listening listening = new Listening(caller, until, begun++);
      open.add(listening);
      return listening;
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::look);
  }

  private void look() {
    if (open.isEmpty()) {
      looked = null;
      return;
    }
    Callers.as(
        Caller.NODE,
        () -> {
          long certain = changes.horizon().before();
          @Nullable Long before = looked;
          if (before == null) {
            open.forEach(Listening::wake);
          } else if (before != certain) {
            Set<String> told = changes.told(readers(), before, certain);
            open.stream().filter(it -> it.isAmong(told)).forEach(Listening::wake);
          }
          looked = certain;
          return certain;
        });
  }

  private Set<String> readers() {
    Set<String> readers = new HashSet<>();
    open.forEach(it -> readers.addAll(it.readers));
    return readers;
  }

  void stop(@Observes ShutdownEvent stopping) {
    open.forEach(Listening::close);
  }

  /** One stream as it waits to be told that there is something. */
  public final class Listening implements AutoCloseable {
    private final String account;
    private final Set<String> readers;
    private final Instant until;
    private final long number;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;

    private Listening(Caller caller, Instant until, long number) {
      this.account = caller.user();
      this.readers = ChangeService.readers(caller);
      this.until = until;
      this.number = number;
    }

    /**
     * Waits.
     *
     * @return whether there may be something; false when the time is up
     */
    public boolean await(Duration atMost) throws InterruptedException {
      boolean told = woken.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
      woken.drainPermits();
      return told;
    }

    public boolean isOver() {
      return closed || !clock.instant().isBefore(until);
    }

    /** How long it may last from now on. */
    public Duration left() {
      return Duration.between(clock.instant(), until);
    }

    @Override
    public void close() {
      closed = true;
      open.remove(this);
      wake();
    }

    private void wake() {
      woken.release();
    }

    private boolean isAmong(Set<String> told) {
      return !Collections.disjoint(readers, told);
    }
  }
}
