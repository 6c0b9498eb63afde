package org.uputnica.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.ReferralsApi;
import org.uputnica.contract.model.AskAnotherDto;
import org.uputnica.contract.model.DraftReferralDto;
import org.uputnica.contract.model.HouseAddressDto;
import org.uputnica.contract.model.IdentityDto;
import org.uputnica.contract.model.KeepReferralNoteDto;
import org.uputnica.contract.model.MatchListDto;
import org.uputnica.contract.model.MatchNeedDto;
import org.uputnica.contract.model.NoteKeptDto;
import org.uputnica.contract.model.ReferralDto;
import org.uputnica.contract.model.ReferralNoteListDto;
import org.uputnica.contract.model.ReferralPageDto;
import org.uputnica.contract.model.StepRequestDto;
import org.uputnica.directory.domain.OpenedAddress;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.api.StepsContract;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.token.Unseals;
import org.uputnica.referral.ReferralNoteService;
import org.uputnica.referral.ReferralService;
import org.uputnica.referral.ReferralView;
import org.uputnica.referral.domain.Referrals.Box;
import org.uputnica.registration.api.IdentityContract;

/**
 * Referrals over HTTP. Translates, never decides. Contract: {@code openapi/paths/referrals.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class ReferralResource implements ReferralsApi {
  private final ReferralService referrals;
  private final ReferralNoteService notes;
  private final MechanismLabels labels;
  private final Texts texts;
  private final Callers callers;
  private final Writes writes;

  ReferralResource(
      ReferralService referrals,
      ReferralNoteService notes,
      MechanismLabels labels,
      Texts texts,
      Callers callers,
      Writes writes) {
    this.referrals = referrals;
    this.notes = notes;
    this.labels = labels;
    this.texts = texts;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD})
  public RestResponse<MatchListDto> matchServices(
      String serviceType, UUID caseId, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        contract(acceptLanguage)
            .matches(referrals.match(new CaseId(caseId), serviceType, callers.current())));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD})
  public RestResponse<MatchListDto> matchNeed(
      UUID caseId, MatchNeedDto matchNeedDto, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        contract(acceptLanguage)
            .matches(
                referrals.match(
                    new CaseId(caseId),
                    matchNeedDto.getServiceType(),
                    ReferralContract.toDomain(matchNeedDto),
                    callers.current())));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  public RestResponse<HouseAddressDto> readAddress(UUID referralId, Boolean driving) {
    OpenedAddress opened = referrals.address(new TrackId(referralId), driving, callers.current());
    return RestResponse.ok(
        new HouseAddressDto().service(opened.service().value()).address(opened.address()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  public RestResponse<ReferralDto> draftReferral(
      UUID idempotencyKey,
      UUID caseId,
      DraftReferralDto draftReferralDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        ReferralDto.class,
        new Writes.Request("draftReferral", caseId.toString(), draftReferralDto),
        theWay(draftReferralDto.getId(), acceptLanguage),
        () -> {
          ReferralView view =
              referrals.draft(
                  ReferralContract.toCommand(new CaseId(caseId), draftReferralDto),
                  callers.current());
          return Revision.created(contract(acceptLanguage).toDto(view), view.track().revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<ReferralPageDto> listReferrals(
      String box, @Nullable String acceptLanguage, @Nullable String cursor, Integer limit) {
    Page<ReferralView> page = referrals.list(box(box), callers.current(), cursor, limit);
    ReferralContract contract = contract(acceptLanguage);
    return RestResponse.ok(
        new ReferralPageDto()
            .entries(page.entries().stream().map(contract::entry).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW, Roles.COORD})
  public RestResponse<ReferralDto> getReferral(UUID referralId, @Nullable String acceptLanguage) {
    ReferralView view = referrals.get(new TrackId(referralId), callers.current());
    return Revision.ok(contract(acceptLanguage).toDto(view), view.track().revision());
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.SHELTER, Roles.LAW})
  public RestResponse<ReferralDto> takeReferralStep(
      UUID idempotencyKey,
      String ifMatch,
      UUID referralId,
      StepRequestDto stepRequestDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        ReferralDto.class,
        new Writes.Request("takeReferralStep", referralId + ifMatch, stepRequestDto),
        theWay(referralId, acceptLanguage),
        () -> {
          ReferralView view =
              referrals.take(
                  StepsContract.toCommand(new TrackId(referralId), ifMatch, stepRequestDto),
                  callers.current());
          return Revision.ok(contract(acceptLanguage).toDto(view), view.track().revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  public RestResponse<ReferralDto> askAnotherService(
      UUID idempotencyKey,
      UUID referralId,
      AskAnotherDto askAnotherDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        ReferralDto.class,
        new Writes.Request("askAnotherService", referralId.toString(), askAnotherDto),
        theWay(askAnotherDto.getId(), acceptLanguage),
        () -> {
          ReferralView view =
              referrals.again(
                  new TrackId(referralId),
                  new TrackId(askAnotherDto.getId()),
                  new ServiceId(askAnotherDto.getService()),
                  callers.current());
          return Revision.created(contract(acceptLanguage).toDto(view), view.track().revision());
        });
  }

  @Override
  @Unseals
  @RolesAllowed({Roles.SHELTER, Roles.LAW})
  public RestResponse<IdentityDto> readReferralIdentity(UUID referralId) {
    ReferralService.Opened opened = referrals.open(new TrackId(referralId), callers.current());
    return RestResponse.ok(IdentityContract.toDto(opened.grant(), opened.items()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.SHELTER, Roles.LAW})
  public RestResponse<NoteKeptDto> keepReferralNote(
      UUID idempotencyKey, UUID referralId, KeepReferralNoteDto keepReferralNoteDto) {
    return writes.once(
        idempotencyKey,
        NoteKeptDto.class,
        new Writes.Request("keepReferralNote", referralId.toString(), keepReferralNoteDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                new NoteKeptDto()
                    .id(keepReferralNoteDto.getId())
                    .keptAt(
                        notes.keep(
                            new TrackId(referralId),
                            keepReferralNoteDto.getId(),
                            keepReferralNoteDto.getText(),
                            callers.current()))));
  }

  @Override
  @Unseals
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.SHELTER, Roles.LAW})
  public RestResponse<ReferralNoteListDto> readReferralNotes(UUID referralId) {
    return RestResponse.ok(
        new ReferralNoteListDto()
            .entries(
                notes.read(new TrackId(referralId), callers.current()).stream()
                    .map(ReferralContract::toDto)
                    .toList()));
  }

  /**
   * How she comes is never kept with an answer: whoever repeats a step is told it as it is now, and
   * nothing of it once the referral is no longer hers to see.
   */
  private Writes.Unkept<ReferralDto> theWay(UUID referral, @Nullable String acceptLanguage) {
    return new Writes.Unkept<>(
        ReferralContract.THE_WAY,
        again ->
            contract(acceptLanguage)
                .tellTheWay(referrals.get(new TrackId(referral), callers.current()), again));
  }

  private static Box box(String box) {
    return Arrays.stream(Box.values())
        .filter(it -> it.name().equals(box))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.of(
                ProblemType.INVALID_VALUE,
                "There are two boxes",
                FieldProblem.at(
                    "box", "is not a box", Arrays.stream(Box.values()).map(Box::name).toList())));
  }

  private ReferralContract contract(@Nullable String acceptLanguage) {
    return new ReferralContract(labels, texts, Texts.staff(acceptLanguage), callers.current());
  }
}
