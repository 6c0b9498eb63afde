package org.uputnica.inbox;

import com.google.crypto.tink.subtle.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Deliveries;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.inbox.domain.WebhookSecret;
import org.uputnica.inbox.domain.Webhooks;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.keys.CountrySeal;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;

/** Front door to the webhooks of an organisation. */
@ApplicationScoped
@Transactional
public class WebhookService {
  private static final String LIST = "webhooks";
  private static final int MOST = 5;

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final CountrySeal seal;
  private final AuditTrail audit;
  private final Clock clock;

  WebhookService(
      Webhooks webhooks,
      Deliveries deliveries,
      CountrySeal seal,
      AuditTrail audit,
      @RealTime Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.seal = seal;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds one.
   *
   * @param url looked at before, since a name must be asked about outside of a transaction
   * @throws RefusedException {@code already-exists}; {@code rule-broken} when there are enough
   */
  public Added add(UUID id, URI url, Set<ChangeKind> kinds, Caller caller) {
    if (webhooks.open(caller) >= MOST) {
      throw new RefusedException(new InboxRefusal.EnoughWebhooks(MOST));
    }
    byte[] secret = Random.randBytes(WebhookSecret.LENGTH);
    Webhook webhook =
        new Webhook(
            id,
            caller.organization(),
            caller.country(),
            caller.roles(),
            url,
            seal.seal(id, caller.country(), secret),
            kinds,
            Webhook.State.ACTIVE,
            clock.instant(),
            1);
    if (!webhooks.add(webhook)) {
      throw new RefusedException(new InboxRefusal.IdInUse());
    }
    audit.append(AuditEvent.of("webhook-added", null, id));
    return new Added(webhook, new WebhookSecret(secret));
  }

  /** Of the caller's organisation, newest first. */
  public Page<Webhook> page(@Nullable String cursor, int limit, Caller caller) {
    @Nullable Cursor after = Cursor.read(LIST, 2, cursor);
    List<Webhook> found =
        webhooks.of(
            caller,
            after == null
                ? null
                : new Webhooks.Mark(after.part(0, Instant::parse), after.part(1, UUID::fromString)),
            limit + 1);
    return Page.of(LIST, found, limit, it -> List.of(it.addedAt().toString(), it.id().toString()));
  }

  /**
   * Ends one for good and destroys its secret.
   *
   * @throws RefusedException {@code not-found}, {@code stale-revision}; {@code step-not-open} when
   *     it has ended
   */
  public Webhook end(UUID id, Revision expected, Caller caller) {
    Webhook webhook =
        webhooks
            .find(id)
            .filter(it -> caller.isOf(it.organization()))
            .orElseThrow(RefusedException::notFound);
    expected.require(webhook.revision());
    if (webhook.state() == Webhook.State.ENDED) {
      throw new RefusedException(new InboxRefusal.Ended());
    }
    Webhook ended = webhook.ended();
    webhooks.save(ended);
    audit.append(AuditEvent.of("webhook-ended", null, id));
    return ended;
  }

  /** Gives one up, whatever is on its way to it, and has the desks told; for the node's own job. */
  void giveUp(UUID id) {
    webhooks
        .find(id)
        .filter(it -> it.state() == Webhook.State.ACTIVE)
        .ifPresent(it -> {
          webhooks.save(it.givenUp());
          deliveries.endAllTo(id, clock.instant());
          audit.append(AuditEvent.of("webhook-given-up", null, id));
        });
  }

  /** A webhook, and its secret, which is shown once. */
  public record Added(Webhook webhook, WebhookSecret secret) {}
}
