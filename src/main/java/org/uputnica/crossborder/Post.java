package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
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
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.problem.SafeTrace;

/**
 * Carries messages to where they are read. Each is tried until it is taken in; one that comes twice
 * counts once. Several copies of the service may carry side by side. Both countries of this node
 * read here; the message between them is the same as to a node elsewhere.
 */
@ApplicationScoped
class Post {
  private static final int AT_ONCE = 50;
  private static final Caller CARRIER =
      Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));

  private final Outbox outbox;
  private final MessageSeal seal;
  private final InboxService inbox;
  private final DirectoryService directory;

  Post(Outbox outbox, MessageSeal seal, InboxService inbox, DirectoryService directory) {
    this.outbox = outbox;
    this.seal = seal;
    this.inbox = inbox;
    this.directory = directory;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void carry() {
    List<Outbox.Queued> waiting =
        Callers.as(CARRIER, () -> QuarkusTransaction.requiringNew().call(this::take));
    waiting.forEach(this::deliver);
  }

  private List<Outbox.Queued> take() {
    List<Outbox.Queued> taken = outbox.take(AT_ONCE);
    taken.forEach(it -> outbox.trying(it.id()));
    return taken;
  }

  private void deliver(Outbox.Queued queued) {
    try {
      read(queued);
      Callers.as(
          CARRIER,
          () ->
              QuarkusTransaction.requiringNew()
                  .call(() -> {
                    outbox.delivered(queued.id());
                    return true;
                  }));
    } catch (RuntimeException failed) {
      Log.errorf("message %s waits for another try: %s", queued.id(), SafeTrace.of(failed));
    }
  }

  private void read(Outbox.Queued queued) {
    Caller reader = reader(queued.receiver());
    Message message;
    try {
      message = seal.open(queued.token(), queued.sender(), queued.receiver());
    } catch (ForgedMessageException forged) {
      Log.errorf("message %s is not taken in: %s", queued.id(), forged.getMessage());
      return;
    }
    try {
      Callers.as(
          reader,
          () -> {
            inbox.accept(message, reader);
            return true;
          });
    } catch (RefusedException impossible) {
      Callers.as(
          reader,
          () -> {
            inbox.setAside(message, impossible, reader);
            return true;
          });
    }
  }

  private Caller reader(CountryCode country) {
    OrganizationId contact =
        Callers.as(CARRIER, () -> directory.withFunction(country, "contact-point")).stream()
            .findFirst()
            .map(Organization::id)
            .orElseThrow(() -> new IllegalStateException("no contact point in " + country));
    return Caller.service(contact, country);
  }
}
