package org.uputnica.offer.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.AnswerLinksApi;
import org.uputnica.contract.model.AnswerByLinkDto;
import org.uputnica.contract.model.AnswerLinkDto;
import org.uputnica.contract.model.LinkAnsweredDto;
import org.uputnica.contract.model.LinkQuestionDto;
import org.uputnica.contract.model.MakeAnswerLinkDto;
import org.uputnica.contract.model.OpenAnswerLinkDto;
import org.uputnica.door.api.RequestSource;
import org.uputnica.offer.AnswerLinkService;
import org.uputnica.offer.AnswerLinkService.Fresh;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.token.ServiceAddress;

/**
 * Answer links over HTTP: made by a worker, opened and answered by whoever has one, without a
 * token. Translates, never decides. Contract: {@code openapi/paths/answer-links.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class AnswerLinkResource implements AnswerLinksApi {
  private final AnswerLinkService links;
  private final Answers answers;
  private final RequestSource source;
  private final ServiceAddress address;
  private final CurrentVertxRequest request;
  private final Callers callers;
  private final Writes writes;

  AnswerLinkResource(
      AnswerLinkService links,
      Answers answers,
      RequestSource source,
      ServiceAddress address,
      CurrentVertxRequest request,
      Callers callers,
      Writes writes) {
    this.links = links;
    this.answers = answers;
    this.source = source;
    this.address = address;
    this.request = request;
    this.callers = callers;
    this.writes = writes;
  }

  /** The answer is kept without the secret, which is put into the one that stands. */
  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  @SuppressWarnings("ReferenceEquality") // another answer with the same content is not the one
  public RestResponse<AnswerLinkDto> makeAnswerLink(
      UUID idempotencyKey, UUID referralId, MakeAnswerLinkDto makeAnswerLinkDto) {
    record Shown(AnswerLinkDto dto, Fresh fresh) {}
    List<Shown> made = new ArrayList<>(1);
    RestResponse<AnswerLinkDto> answer =
        writes.once(
            idempotencyKey,
            AnswerLinkDto.class,
            new Writes.Request("makeAnswerLink", referralId.toString(), makeAnswerLinkDto),
            () -> {
              Fresh fresh =
                  links.make(new TrackId(referralId), makeAnswerLinkDto.getId(), callers.current());
              AnswerLinkDto dto = OfferContract.toDto(fresh.link());
              made.add(new Shown(dto, fresh));
              return RestResponse.status(RestResponse.Status.CREATED, dto);
            });
    made.stream()
        .filter(it -> it.dto() == answer.getEntity())
        .forEach(
            it -> it.dto().secret(it.fresh().secret()).address(onThePage(it.fresh().secret())));
    return answer;
  }

  /** Behind the {@code #}, which no browser sends and no server logs. */
  private String onThePage(String secret) {
    return address.origin(request.getCurrent().request()) + AnswerPage.PATH + "#" + secret;
  }

  @Override
  @PermitAll
  public RestResponse<LinkQuestionDto> openAnswerLink(
      OpenAnswerLinkDto openAnswerLinkDto, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        OfferContract.toDto(
            links.open(openAnswerLinkDto.getSecret(), source.address(), acceptLanguage)));
  }

  @Override
  @PermitAll
  public RestResponse<LinkAnsweredDto> answerByLink(
      UUID idempotencyKey, AnswerByLinkDto answerByLinkDto, @Nullable String acceptLanguage) {
    return answers.once(idempotencyKey, answerByLinkDto, acceptLanguage);
  }
}
