package org.uputnica.offer.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.model.AnswerByLinkDto;
import org.uputnica.contract.model.LinkAnsweredDto;
import org.uputnica.door.api.RequestSource;
import org.uputnica.offer.AnswerLinkService;
import org.uputnica.platform.idempotency.Writes;

/**
 * The one way an answer comes in, from a client or from a page: once under its key, so that whoever
 * presses twice, or sends the form and then the same as JSON, has answered once.
 */
@ApplicationScoped
class Answers {
  private final AnswerLinkService links;
  private final RequestSource source;
  private final Writes writes;

  Answers(AnswerLinkService links, RequestSource source, Writes writes) {
    this.links = links;
    this.source = source;
    this.writes = writes;
  }

  RestResponse<LinkAnsweredDto> once(
      UUID key, AnswerByLinkDto answer, @Nullable String acceptLanguage) {
    return links.answering(
        answer.getSecret(),
        source.address(),
        link ->
            writes.once(
                key,
                LinkAnsweredDto.class,
                new Writes.Request("answerByLink", "", answer),
                () ->
                    RestResponse.ok(
                        OfferContract.toDto(
                            links.answer(link, OfferContract.toAnswer(answer), acceptLanguage)))));
  }
}
