package org.uputnica.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.uputnica.changes.ChangeService;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Deliveries;
import org.uputnica.inbox.domain.Deliveries.Came;
import org.uputnica.inbox.domain.Delivery;
import org.uputnica.inbox.domain.Delivery.Way;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.inbox.domain.InboxReaders;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.inbox.domain.Webhooks;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.time.RealTime;

/**
 * Puts on its way that something waits, for everybody who wants to be told outside of the service:
 * reads what the register has from where it got to, and moves that mark in the same transaction. So
 * whatever was committed is told of once, whichever copy of the service does it, and also when none
 * was there for a while.
 */
@ApplicationScoped
class DispatchJob {
  /** What is due within a day is urgent, as on the work list. */
  private static final Duration SOON = Duration.ofDays(1);

  private static final Set<String> URGENT_NOTICES =
      Arrays.stream(Notice.About.values())
          .filter(Notice.About::urgent)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private final ChangeService changes;
  private final InboxReaders readers;
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final InboxSettings settings;
  private final Clock clock;
  private final Clock realTime;
  private final Rounds rounds = new Rounds("telling that something waits");

  DispatchJob(
      ChangeService changes,
      InboxReaders readers,
      Webhooks webhooks,
      Deliveries deliveries,
      InboxSettings settings,
      Clock clock,
      @RealTime Clock realTime) {
    this.changes = changes;
    this.readers = readers;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.settings = settings;
    this.clock = clock;
    this.realTime = realTime;
  }

  @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::dispatch);
  }

  /** Puts everything on its way that is certain by now. */
  void dispatch() {
    Callers.apart(Caller.NODE, () -> deliveries.holdMark().ifPresent(this::dispatch));
  }

  private void dispatch(long from) {
    long until = changes.horizon().before();
    if (until == from) {
      return;
    }
    if (Long.compareUnsigned(until, from) > 0) {
      dispatch(from, until);
    }
    // Another database may count anew: then from where it is.
    deliveries.moveMark(until);
  }

  private void dispatch(long from, long until) {
    Instant now = realTime.instant();
    List<InboxReader> letters = readers.byMail(now.minus(settings.metWithin()));
    List<Webhook> calls = webhooks.active();
    Set<String> desks = new HashSet<>();
    letters.forEach(it -> desks.addAll(it.desks()));
    calls.forEach(it -> desks.addAll(it.desks()));
    if (desks.isEmpty()) {
      return;
    }
    List<Came> came =
        deliveries.came(desks, from, until, URGENT_NOTICES, clock.instant().plus(SOON));
    for (InboxReader reader : letters) {
      List<Came> hers = of(reader.desks(), reader.choices().kinds(), came);
      if (!hers.isEmpty()) {
        boolean urgent = isUrgent(hers);
        deliveries.add(
            delivery(Way.LETTER, reader.id(), reader.caller(), urgent, from, now),
            reader.choices().mayBeTold(now, reader.mailedAt(), urgent));
      }
    }
    for (Webhook webhook : calls) {
      List<Came> its = of(webhook.desks(), webhook.kinds(), came);
      if (!its.isEmpty()) {
        deliveries.add(
            delivery(Way.WEBHOOK, webhook.id(), webhook.caller(), isUrgent(its), from, now), now);
      }
    }
  }

  private static List<Came> of(Set<String> desks, Set<ChangeKind> kinds, List<Came> came) {
    return came.stream()
        .filter(it -> desks.contains(it.desk()) && kinds.contains(it.kind()))
        .toList();
  }

  private static boolean isUrgent(List<Came> came) {
    return came.stream().anyMatch(Came::urgent);
  }

  private static Delivery delivery(
      Way way, UUID to, Caller whose, boolean urgent, long since, Instant now) {
    return new Delivery(
        Ids.random(), way, to, whose.organization(), whose.country(), urgent, since, now, 0);
  }
}
