package org.uputnica.crossborder.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.CrossborderApi;
import org.uputnica.contract.model.AgreementEndDto;
import org.uputnica.contract.model.AgreementEndListDto;
import org.uputnica.contract.model.AnnounceAgreementEndDto;
import org.uputnica.contract.model.ContactPointListDto;
import org.uputnica.contract.model.CrossborderRequestDto;
import org.uputnica.contract.model.DraftRequestDto;
import org.uputnica.contract.model.RequestPageDto;
import org.uputnica.contract.model.StepRequestDto;
import org.uputnica.crossborder.AgreementService;
import org.uputnica.crossborder.CrossborderService;
import org.uputnica.crossborder.RequestView;
import org.uputnica.crossborder.domain.AgreementEnd;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.api.StepsContract;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.token.Unseals;

/**
 * Requests between countries over HTTP. Translates, never decides. Contract: {@code
 * openapi/paths/crossborder.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class CrossborderResource implements CrossborderApi {
  private final CrossborderService requests;
  private final AgreementService agreements;
  private final MechanismLabels labels;
  private final Texts texts;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  CrossborderResource(
      CrossborderService requests,
      AgreementService agreements,
      MechanismLabels labels,
      Texts texts,
      Callers callers,
      Writes writes,
      Clock clock) {
    this.requests = requests;
    this.agreements = agreements;
    this.labels = labels;
    this.texts = texts;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD})
  public RestResponse<CrossborderRequestDto> draftRequest(
      UUID idempotencyKey,
      UUID caseId,
      DraftRequestDto draftRequestDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CrossborderRequestDto.class,
        new Writes.Request("draftRequest", caseId.toString(), draftRequestDto),
        () -> {
          RequestView view =
              requests.draft(
                  CrossborderContract.toCommand(new CaseId(caseId), draftRequestDto),
                  callers.current());
          return Revision.created(dto(view, acceptLanguage), view.track().revision());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD})
  public RestResponse<RequestPageDto> listRequests(
      @Nullable String acceptLanguage, @Nullable String cursor, Integer limit) {
    Page<RequestView> page = requests.list(callers.current(), cursor, limit);
    Locale language = Texts.staff(acceptLanguage);
    return RestResponse.ok(
        new RequestPageDto()
            .entries(
                page.entries().stream()
                    .map(it -> CrossborderContract.entry(it, labels, language))
                    .toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD, Roles.GUARD})
  public RestResponse<CrossborderRequestDto> getRequest(
      UUID requestId, @Nullable String acceptLanguage) {
    RequestView view = requests.get(new TrackId(requestId), callers.current());
    return Revision.ok(dto(view, acceptLanguage), view.track().revision());
  }

  @Override
  @Unseals
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD, Roles.GUARD})
  public RestResponse<CrossborderRequestDto> takeRequestStep(
      UUID idempotencyKey,
      String ifMatch,
      UUID requestId,
      StepRequestDto stepRequestDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CrossborderRequestDto.class,
        new Writes.Request("takeRequestStep", requestId + ifMatch, stepRequestDto),
        theWord(requestId),
        () -> {
          RequestView view =
              requests.take(
                  StepsContract.toCommand(new TrackId(requestId), ifMatch, stepRequestDto),
                  callers.current());
          return Revision.ok(dto(view, acceptLanguage), view.track().revision());
        });
  }

  /**
   * The word by which she is met is never kept with an answer, and told anew as long as there is
   * one.
   */
  private Writes.Unkept<CrossborderRequestDto> theWord(UUID request) {
    return new Writes.Unkept<>(
        Set.of("codeWord"),
        again -> {
          RequestView now = requests.get(new TrackId(request), callers.current());
          again.codeWord(now.request().codeWord());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD})
  public RestResponse<ContactPointListDto> listContactPoints() {
    return RestResponse.ok(
        new ContactPointListDto()
            .contactPoints(
                agreements.contactPoints(callers.current()).stream()
                    .map(CrossborderContract::toDto)
                    .toList()));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<AgreementEndDto> announceAgreementEnd(
      UUID idempotencyKey, AnnounceAgreementEndDto announceAgreementEndDto) {
    return writes.once(
        idempotencyKey,
        AgreementEndDto.class,
        new Writes.Request("announceAgreementEnd", "", announceAgreementEndDto),
        () -> {
          Caller caller = callers.current();
          AgreementEnd said =
              CrossborderContract.end(announceAgreementEndDto, caller.country(), clock.instant());
          return RestResponse.status(
              RestResponse.Status.CREATED,
              CrossborderContract.toDto(agreements.announce(said, caller)));
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.XB, Roles.COORD})
  public RestResponse<AgreementEndListDto> listAgreementEnds() {
    return RestResponse.ok(
        new AgreementEndListDto()
            .ends(agreements.ends().stream().map(CrossborderContract::toDto).toList()));
  }

  private CrossborderRequestDto dto(RequestView view, @Nullable String acceptLanguage) {
    return CrossborderContract.toDto(view, labels, texts, Texts.staff(acceptLanguage));
  }
}
