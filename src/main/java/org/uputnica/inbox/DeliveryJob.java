package org.uputnica.inbox;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.ChangeService;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Deliveries;
import org.uputnica.inbox.domain.Delivery;
import org.uputnica.inbox.domain.Delivery.Outcome;
import org.uputnica.inbox.domain.Delivery.Way;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.inbox.domain.InboxReaders;
import org.uputnica.inbox.domain.RetrySchedule;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.inbox.domain.WebhookSecret;
import org.uputnica.inbox.domain.Webhooks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.keys.CountrySeal;
import org.uputnica.platform.time.RealTime;

/**
 * Delivers what is on its way, several at once and never inside a transaction. Before a try the
 * time of the next one is kept, so that a copy of the service that dies in between has lost
 * nothing; each is in one copy's hands at a time. One that dies after the other side has taken it,
 * and before that is kept, delivers it once more: rather twice than never, and under the same id,
 * by which receivers and mail systems know it again. Nobody is told of what waits no more, of what
 * she has seen, or of what she may not see.
 */
@ApplicationScoped
class DeliveryJob {
  private static final int AT_ONCE = 50;
  private static final Duration KEPT = Duration.ofDays(30);

  private final InboxReaders readers;
  private final Webhooks webhooks;
  private final WebhookService giving;
  private final Deliveries deliveries;
  private final ChangeService changes;
  private final MailChannel mail;
  private final WebhookChannel calls;
  private final CountrySeal seal;
  private final InboxSettings settings;
  private final Clock clock;
  private final Rounds delivering = new Rounds("delivering that something waits");
  private final Rounds forgetting = new Rounds("forgetting what was delivered");

  DeliveryJob(
      InboxReaders readers,
      Webhooks webhooks,
      WebhookService giving,
      Deliveries deliveries,
      ChangeService changes,
      MailChannel mail,
      WebhookChannel calls,
      CountrySeal seal,
      InboxSettings settings,
      @RealTime Clock clock) {
    this.readers = readers;
    this.webhooks = webhooks;
    this.giving = giving;
    this.deliveries = deliveries;
    this.changes = changes;
    this.mail = mail;
    this.calls = calls;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    delivering.run(() -> deliver(clock.instant()));
  }

  @Scheduled(every = "1h", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void forget() {
    forgetting.run(
        () -> Callers.apart(Caller.NODE, () -> deliveries.forget(clock.instant().minus(KEPT))));
  }

  /** Tries everything that is due. */
  void deliver(Instant now) {
    List<Delivery> taken = Callers.apart(Caller.NODE, () -> take(now));
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      taken.forEach(it -> running.add(each.submit(() -> deliver(it, now))));
      Rounds.each(running, DeliveryJob::join);
    }
  }

  private static void join(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Delivery> take(Instant now) {
    List<Delivery> taken = new ArrayList<>();
    for (Delivery due : deliveries.due(now, AT_ONCE)) {
      Instant may = due.way() == Way.LETTER ? mayBeTold(due, now) : now;
      if (may.isAfter(now)) {
        deliveries.putOff(due.id(), may);
      } else {
        deliveries.trying(due.id(), schedule().next(due.tries() + 1, now));
        taken.add(due);
      }
    }
    return taken;
  }

  /**
   * Another letter may have left, or she may have chosen otherwise, since it was put on its way.
   */
  private Instant mayBeTold(Delivery due, Instant now) {
    return readers
        .find(due.to())
        .map(it -> it.choices().mayBeTold(now, it.mailedAt(), due.urgent()))
        .orElse(now);
  }

  private void deliver(Delivery delivery, Instant now) {
    switch (delivery.way()) {
      case LETTER -> write(delivery, now);
      case WEBHOOK -> call(delivery, now);
    }
  }

  private void write(Delivery delivery, Instant now) {
    Optional<InboxReader> to = Callers.apart(Caller.NODE, () -> readers.find(delivery.to()));
    @Nullable String address = to.map(InboxReader::mail).orElse(null);
    if (to.isEmpty() || address == null || !isToBeTold(to.get(), delivery, now)) {
      end(delivery, Outcome.NEEDLESS, now);
      return;
    }
    InboxReader reader = to.get();
    String plain =
        new String(
            seal.open(reader.id(), reader.caller().country(), address), StandardCharsets.UTF_8);
    if (mail.send(delivery.id(), plain, reader.choices().language())) {
      Callers.apart(
          Caller.NODE,
          () -> {
            readers.mailed(reader.id(), now);
            deliveries.delivered(delivery, now);
          });
    } else if (schedule().isOver(delivery.madeAt(), now)) {
      end(delivery, Outcome.GIVEN_UP, now);
    }
  }

  private boolean isToBeTold(InboxReader reader, Delivery delivery, Instant now) {
    long since =
        Long.compareUnsigned(reader.seen(), delivery.since()) > 0
            ? reader.seen()
            : delivery.since();
    return reader.metAt().isAfter(now.minus(settings.metWithin()))
        && waits(reader.caller(), reader.desks(), reader.choices().kinds(), since);
  }

  private void call(Delivery delivery, Instant now) {
    Optional<Webhook> to = Callers.apart(Caller.NODE, () -> webhooks.find(delivery.to()));
    @Nullable String sealed = to.map(Webhook::secret).orElse(null);
    if (to.isEmpty()
        || sealed == null
        || to.get().state() != Webhook.State.ACTIVE
        || !waits(to.get().caller(), to.get().desks(), to.get().kinds(), delivery.since())) {
      end(delivery, Outcome.NEEDLESS, now);
      return;
    }
    Webhook webhook = to.get();
    WebhookSecret secret = new WebhookSecret(seal.open(webhook.id(), webhook.country(), sealed));
    switch (calls.call(webhook.url(), delivery.id(), secret)) {
      case TAKEN -> Callers.apart(Caller.NODE, () -> deliveries.delivered(delivery, now));
      case GONE -> giveUp(webhook);
      case NOT_TAKEN -> {
        if (schedule().isOver(delivery.madeAt(), now)) {
          giveUp(webhook);
        }
      }
    }
  }

  private void giveUp(Webhook webhook) {
    Log.warnf("webhook %s is given up", webhook.id());
    Callers.apart(
        Caller.service(webhook.organization(), webhook.country()),
        () -> giving.giveUp(webhook.id()));
  }

  /** Whether something of these kinds still waits there, for the eyes of who is to be told. */
  private boolean waits(Caller whose, Set<String> desks, Set<ChangeKind> kinds, long since) {
    return Callers.as(
        whose, () -> !changes.arrivals(desks, kinds, null, since, 1).standing().isEmpty());
  }

  private void end(Delivery delivery, Outcome outcome, Instant at) {
    Callers.apart(Caller.NODE, () -> deliveries.end(delivery.id(), outcome, at));
  }

  private RetrySchedule schedule() {
    return new RetrySchedule(
        settings.firstPause(), settings.longestPause(), settings.givenUpAfter());
  }
}
