package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.SearchApi;
import org.uputnica.contract.model.DismissPossibleMatchDto;
import org.uputnica.contract.model.FoundPersonsDto;
import org.uputnica.contract.model.PersonSearchDto;
import org.uputnica.contract.model.PossibleMatchDto;
import org.uputnica.contract.model.PossibleMatchPageDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.token.Unseals;
import org.uputnica.registration.PersonSearchService;
import org.uputnica.registration.PossibleMatchService;
import org.uputnica.registration.PossibleMatchService.SeenMatch;
import org.uputnica.registration.domain.PossibleMatch;

/** Searching over HTTP. Translates, never decides. Contract: {@code openapi/paths/search.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class SearchResource implements SearchApi {
  private final PersonSearchService search;
  private final PossibleMatchService matches;
  private final Callers callers;
  private final Writes writes;

  SearchResource(
      PersonSearchService search, PossibleMatchService matches, Callers callers, Writes writes) {
    this.search = search;
    this.matches = matches;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW})
  @Unseals
  public RestResponse<FoundPersonsDto> searchPerson(PersonSearchDto personSearchDto) {
    UUID about = personSearchDto.getCaseId();
    return RestResponse.ok(
        SearchContract.toDto(
            search.search(
                SearchContract.wanted(personSearchDto),
                about == null ? null : new CaseId(about),
                callers.current())));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.CASE, Roles.FRONT, Roles.BORDER})
  public RestResponse<PossibleMatchPageDto> listPossibleMatches(
      @Nullable String cursor, Integer limit) {
    Page<SeenMatch> page = matches.list(callers.current(), cursor, limit);
    return RestResponse.ok(
        new PossibleMatchPageDto()
            .entries(page.entries().stream().map(SearchContract::toDto).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<PossibleMatchDto> brokerPossibleMatch(
      UUID idempotencyKey, String ifMatch, UUID matchId) {
    return writes.once(
        idempotencyKey,
        PossibleMatchDto.class,
        new Writes.Request("brokerPossibleMatch", matchId + ifMatch, null),
        () -> answer(matches.broker(matchId, Revision.of(ifMatch), callers.current())));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<PossibleMatchDto> dismissPossibleMatch(
      UUID idempotencyKey,
      String ifMatch,
      UUID matchId,
      DismissPossibleMatchDto dismissPossibleMatchDto) {
    return writes.once(
        idempotencyKey,
        PossibleMatchDto.class,
        new Writes.Request("dismissPossibleMatch", matchId + ifMatch, dismissPossibleMatchDto),
        () ->
            answer(
                matches.dismiss(
                    matchId,
                    PossibleMatch.Dismissal.valueOf(dismissPossibleMatchDto.getReason().toString()),
                    Revision.of(ifMatch),
                    callers.current())));
  }

  private static RestResponse<PossibleMatchDto> answer(SeenMatch seen) {
    return Revision.ok(SearchContract.toDto(seen), seen.match().revision());
  }
}
