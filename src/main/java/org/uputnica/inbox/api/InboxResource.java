package org.uputnica.inbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.ChangeService;
import org.uputnica.contract.InboxApi;
import org.uputnica.contract.model.ChooseInboxDto;
import org.uputnica.contract.model.InboxChoicesDto;
import org.uputnica.contract.model.InboxPageDto;
import org.uputnica.contract.model.InboxSeenDto;
import org.uputnica.contract.model.MarkInboxSeenDto;
import org.uputnica.inbox.InboxService;
import org.uputnica.inbox.InboxService.Entry;
import org.uputnica.inbox.InboxSettings;
import org.uputnica.inbox.Streams;
import org.uputnica.inbox.domain.InboxReader;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.time.RealTime;
import org.uputnica.platform.token.TokenWatch;

/**
 * The inbox over HTTP, for the roles that are told of changes. Contract: {@code
 * openapi/paths/inbox.yaml}.
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
  Roles.XB,
  Roles.DPO
})
public class InboxResource implements InboxApi {
  private final InboxService inbox;
  private final ChangeService changes;
  private final Streams streams;
  private final TokenWatch tokens;
  private final CurrentIdentityAssociation identity;
  private final CurrentVertxRequest request;
  private final InboxSettings settings;
  private final ObjectMapper json;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  InboxResource(
      InboxService inbox,
      ChangeService changes,
      Streams streams,
      TokenWatch tokens,
      CurrentIdentityAssociation identity,
      CurrentVertxRequest request,
      InboxSettings settings,
      ObjectMapper json,
      Callers callers,
      Writes writes,
      @RealTime Clock clock) {
    this.inbox = inbox;
    this.changes = changes;
    this.streams = streams;
    this.tokens = tokens;
    this.identity = identity;
    this.request = request;
    this.settings = settings;
    this.json = json;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public RestResponse<InboxPageDto> listInbox(@Nullable String cursor, Integer limit) {
    Page<Entry> page = inbox.page(cursor, limit, callers.current());
    return RestResponse.ok(
        new InboxPageDto()
            .entries(page.entries().stream().map(InboxContract::toDto).toList())
            .next(page.next()));
  }

  @Override
  public RestResponse<InboxSeenDto> markInboxSeen(
      UUID idempotencyKey, MarkInboxSeenDto markInboxSeenDto) {
    return writes.once(
        idempotencyKey,
        InboxSeenDto.class,
        new Writes.Request("markInboxSeen", "", markInboxSeenDto),
        () ->
            RestResponse.ok(
                new InboxSeenDto()
                    .seenAt(inbox.seen(markInboxSeenDto.getUpTo(), callers.current()))));
  }

  @Override
  public RestResponse<InputStream> streamInbox(@Nullable String lastEventID, Integer seconds) {
    Caller caller = callers.current();
    Streams.Listening listening = streams.listen(caller, clock.instant().plusSeconds(seconds));
    // Writing to somebody who has gone does not fail, so only the connection tells.
    request.getCurrent().addEndHandler(_ -> listening.close());
    try {
      ChangeService.Told first = changes.since(lastEventID, caller);
      return RestResponse.ResponseBuilder.<InputStream>ok(
              new EventStream(
                  changes,
                  tokens,
                  json,
                  settings.heartbeat(),
                  caller,
                  identity.getIdentity(),
                  listening,
                  first))
          .type("text/event-stream")
          .header("X-Accel-Buffering", "no")
          .build();
    } catch (RuntimeException refused) {
      listening.close();
      throw refused;
    }
  }

  @Override
  public RestResponse<InboxChoicesDto> readInboxChoices() {
    InboxReader reader = inbox.reader(callers.current());
    return Revision.ok(InboxContract.toDto(reader), reader.revision());
  }

  @Override
  public RestResponse<InboxChoicesDto> chooseInbox(
      UUID idempotencyKey, String ifMatch, ChooseInboxDto chooseInboxDto) {
    return writes.once(
        idempotencyKey,
        InboxChoicesDto.class,
        new Writes.Request("chooseInbox", ifMatch, chooseInboxDto),
        () -> {
          InboxReader chosen =
              inbox.choose(
                  Revision.of(ifMatch),
                  InboxContract.choices(chooseInboxDto),
                  chooseInboxDto.getByMail(),
                  chooseInboxDto.getMail(),
                  callers.current());
          return Revision.ok(InboxContract.toDto(chosen), chosen.revision());
        });
  }
}
