package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.ClocksApi;
import org.uputnica.contract.model.CaseClockDto;
import org.uputnica.contract.model.CaseClocksDto;
import org.uputnica.contract.model.ChangeClockDto;
import org.uputnica.contract.model.DecideExtensionDto;
import org.uputnica.mechanism.ClockService;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.text.Texts;

/** Clocks over HTTP. Contract: {@code openapi/paths/clocks.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class ClocksResource implements ClocksApi {
  private final ClockService clocks;
  private final MechanismLabels texts;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  ClocksResource(
      ClockService clocks, MechanismLabels texts, Callers callers, Writes writes, Clock clock) {
    this.clocks = clocks;
    this.texts = texts;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
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
  public RestResponse<CaseClocksDto> listClocks(UUID caseId, @Nullable String acceptLanguage) {
    ClocksContract contract = contract(acceptLanguage);
    return RestResponse.ok(
        new CaseClocksDto()
            .caseId(caseId)
            .clocks(
                clocks.of(new CaseId(caseId), callers.current()).stream()
                    .map(contract::clock)
                    .toList()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.GUARD, Roles.ID, Roles.COORD})
  public RestResponse<CaseClockDto> changeClock(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID trackId,
      String clock,
      ChangeClockDto changeClockDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CaseClockDto.class,
        new Writes.Request(
            "changeClock", caseId + " " + trackId + " " + clock + ifMatch, changeClockDto),
        () -> {
          Caller caller = callers.current();
          return answer(
              clocks.change(
                  ClocksContract.toWish(
                      new CaseId(caseId),
                      new TrackId(trackId),
                      new ClockCode(clock),
                      changeClockDto,
                      caller),
                  Revision.of(ifMatch),
                  caller),
              acceptLanguage);
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.GUARD, Roles.ID, Roles.COORD})
  public RestResponse<CaseClockDto> decideExtension(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID trackId,
      String clock,
      UUID eventId,
      DecideExtensionDto decideExtensionDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CaseClockDto.class,
        new Writes.Request(
            "decideExtension",
            caseId + " " + trackId + " " + clock + " " + eventId + ifMatch,
            decideExtensionDto),
        () ->
            answer(
                clocks.decide(
                    new CaseId(caseId),
                    new TrackId(trackId),
                    new ClockCode(clock),
                    eventId,
                    decideExtensionDto.getDecision() == DecideExtensionDto.DecisionEnum.APPROVED,
                    Revision.of(ifMatch),
                    callers.current()),
                acceptLanguage));
  }

  private RestResponse<CaseClockDto> answer(
      ClockService.Seen seen, @Nullable String acceptLanguage) {
    return Revision.ok(contract(acceptLanguage).clock(seen), seen.track().revision());
  }

  private ClocksContract contract(@Nullable String acceptLanguage) {
    return new ClocksContract(texts, Texts.staff(acceptLanguage), clock.instant());
  }
}
