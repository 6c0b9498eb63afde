package org.uputnica.inbox.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.WebhooksApi;
import org.uputnica.contract.model.AddWebhookDto;
import org.uputnica.contract.model.WebhookDto;
import org.uputnica.contract.model.WebhookPageDto;
import org.uputnica.inbox.WebhookChannel;
import org.uputnica.inbox.WebhookService;
import org.uputnica.inbox.WebhookService.Added;
import org.uputnica.inbox.domain.Webhook;
import org.uputnica.inbox.domain.WebhookSecret;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.token.SteppedUp;

/**
 * Webhooks over HTTP, for whoever has an inbox in an organisation; the data protection officer, who
 * watches over a country, has the inbox alone. Contract: {@code openapi/paths/webhooks.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
@RolesAllowed({
  Roles.FRONT,
  Roles.BORDER,
  Roles.CASE,
  Roles.SHELTER,
  Roles.LAW,
  Roles.GUARD,
  Roles.ID,
  Roles.COORD,
  Roles.XB
})
public class WebhookResource implements WebhooksApi {
  private final WebhookService webhooks;
  private final WebhookChannel channel;
  private final Callers callers;
  private final Writes writes;

  WebhookResource(WebhookService webhooks, WebhookChannel channel, Callers callers, Writes writes) {
    this.webhooks = webhooks;
    this.channel = channel;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  public RestResponse<WebhookPageDto> listWebhooks(@Nullable String cursor, Integer limit) {
    Page<Webhook> page = webhooks.page(cursor, limit, callers.current());
    return RestResponse.ok(
        new WebhookPageDto()
            .entries(page.entries().stream().map(InboxContract::toDto).toList())
            .next(page.next()));
  }

  /**
   * The answer is kept without the secret, which is put into it once it stands: whoever repeats the
   * request is not shown it.
   */
  @Override
  @SteppedUp
  @SuppressWarnings("ReferenceEquality") // another answer with the same content is not the one
  public RestResponse<WebhookDto> addWebhook(UUID idempotencyKey, AddWebhookDto addWebhookDto) {
    URI url = channel.require(addWebhookDto.getUrl());
    List<Shown> made = new ArrayList<>(1);
    RestResponse<WebhookDto> answer =
        writes.once(
            idempotencyKey,
            WebhookDto.class,
            new Writes.Request("addWebhook", "", addWebhookDto),
            () -> {
              Added added =
                  webhooks.add(
                      addWebhookDto.getId(),
                      url,
                      InboxContract.toKinds(addWebhookDto.getKinds()),
                      callers.current());
              WebhookDto dto = InboxContract.toDto(added.webhook());
              made.add(new Shown(dto, added.secret()));
              return Revision.created(dto, added.webhook().revision());
            });
    made.stream()
        .filter(it -> it.dto() == answer.getEntity())
        .forEach(it -> it.dto().secret(it.secret().shown()));
    return answer;
  }

  @Override
  public RestResponse<WebhookDto> endWebhook(UUID idempotencyKey, String ifMatch, UUID webhookId) {
    return writes.once(
        idempotencyKey,
        WebhookDto.class,
        new Writes.Request("endWebhook", webhookId + " " + ifMatch, null),
        () -> {
          Webhook ended = webhooks.end(webhookId, Revision.of(ifMatch), callers.current());
          return Revision.ok(InboxContract.toDto(ended), ended.revision());
        });
  }

  /** A secret on its way into the one answer, the very object that stands. */
  private record Shown(WebhookDto dto, WebhookSecret secret) {}
}
