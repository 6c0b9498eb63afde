package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.uputnica.crossborder.domain.Undelivered;
import org.uputnica.crossborder.message.ForgedMessageException;
import org.uputnica.crossborder.message.Message;
import org.uputnica.crossborder.message.MessageSeal;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;

/**
 * Carries messages to where they are read, each as soon as the step that sends it stands; a round
 * every second carries what was missed then. Each is tried until it is taken in or expires, one
 * that does not open for half an hour only, since what comes after it waits behind it; one that
 * comes twice counts once. Several copies of the service may carry side by side: whoever delivers a
 * message holds it until it is delivered, so that none leaves after it was forgotten, and none
 * overtakes another one of its conversation. Both countries of this node read here; the message
 * between them is the same as to a node elsewhere.
 */
@ApplicationScoped
class Post {
  /** With pauses of 4, 8, 16 … and at most 300 seconds this takes half an hour. */
  static final int TRIES_TO_OPEN = 12;

  private static final int AT_ONCE = 50;

  private final Outbox outbox;
  private final MessageSeal seal;
  private final InboxService inbox;
  private final UndeliveredService undelivered;
  private final DirectoryService directory;
  private final Clock clock;
  private final AtomicBoolean called = new AtomicBoolean();
  private final Rounds carrying = new Rounds("carrying messages");
  private final Rounds forgetting = new Rounds("forgetting expired messages");

  Post(
      Outbox outbox,
      MessageSeal seal,
      InboxService inbox,
      UndeliveredService undelivered,
      DirectoryService directory,
      Clock clock) {
    this.outbox = outbox;
    this.seal = seal;
    this.inbox = inbox;
    this.undelivered = undelivered;
    this.directory = directory;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  @ActivateRequestContext
  void carry() {
    carrying.run(() -> {
      List<Outbox.Queued> taken = Callers.apart(Caller.NODE, this::take);
      while (!taken.isEmpty()) {
        Rounds.each(
            taken,
            this::deliver,
            (it, failed) ->
                Log.errorf("message %s waits for another try: %s", it.id(), SafeTrace.of(failed)));
        taken = Callers.apart(Caller.NODE, this::take);
      }
    });
  }

  /**
   * Carries on a thread of its own, so that whoever sent it does not wait; letters that are queued
   * before it begins leave with it.
   */
  void carrySoon(@Observes(during = TransactionPhase.AFTER_SUCCESS) LetterQueued queued) {
    if (!called.getAndSet(true)) {
      Thread.ofVirtual()
          .name("post")
          .start(() -> {
            called.set(false);
            carry();
          });
    }
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void forget() {
    forgetting.run(() -> Callers.apart(Caller.NODE, outbox::forgetExpired));
  }

  private List<Outbox.Queued> take() {
    List<Outbox.Queued> taken = outbox.take(AT_ONCE);
    taken.forEach(it -> outbox.trying(it.id()));
    return taken;
  }

  /** Delivers what was taken, unless it was delivered or forgotten since. */
  void deliver(Outbox.Queued queued) {
    Optional<Message> opened = Callers.apart(Caller.NODE, () -> open(queued));
    boolean known =
        opened.isEmpty() || Callers.apart(Caller.NODE, () -> handOver(queued, opened.get()));
    if (!known) {
      Callers.apart(Caller.NODE, () -> undelivered.unknown(queued, reader(queued.sender())));
    }
  }

  /** What it says, if it can be delivered; whether it is given up is decided before it is held. */
  private Optional<Message> open(Outbox.Queued queued) {
    if (queued.expires().isBefore(clock.instant())) {
      giveUp(queued, Undelivered.EXPIRED);
      return Optional.empty();
    }
    Message message;
    try {
      message = seal.open(queued.token(), queued.sender(), queued.receiver());
    } catch (ForgedMessageException forged) {
      int tried = queued.tries() + 1;
      Log.warnf(
          "message %s, try %d of %d: %s", queued.id(), tried, TRIES_TO_OPEN, forged.getMessage());
      if (tried >= TRIES_TO_OPEN) {
        giveUp(queued, Undelivered.UNREADABLE);
      }
      return Optional.empty();
    }
    if (message.expires().isBefore(clock.instant())) {
      giveUp(queued, Undelivered.EXPIRED);
      return Optional.empty();
    }
    return Optional.of(message);
  }

  private void giveUp(Outbox.Queued queued, Undelivered why) {
    if (undelivered.giveUp(queued, why, reader(queued.sender()), reader(queued.receiver()))) {
      Log.warnf("message %s is given up: %s", queued.id(), why);
    }
  }

  /**
   * Whether the other country knows what it is about; who wrote it learns of it once the message is
   * held no more, since the case comes before it.
   */
  private boolean handOver(Outbox.Queued queued, Message message) {
    boolean known = true;
    if (outbox.hold(queued.id())) {
      known = read(queued, message);
      outbox.delivered(queued.id());
    }
    return known;
  }

  private boolean read(Outbox.Queued queued, Message message) {
    Caller reader = reader(queued.receiver());
    try {
      Callers.apart(reader, () -> inbox.accept(message, reader));
      return true;
    } catch (RefusedException impossible) {
      if (Unavailable.is(impossible)) {
        throw impossible;
      }
      return Callers.apart(reader, () -> inbox.setAside(message, impossible, reader));
    }
  }

  private Caller reader(CountryCode country) {
    OrganizationId contact =
        directory.withFunction(country, "contact-point").stream()
            .findFirst()
            .map(Organization::id)
            .orElseThrow(() -> new IllegalStateException("no contact point in " + country));
    return Caller.service(contact, country);
  }
}
