package org.uputnica.consent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.consent.IdentityAccessService;
import org.uputnica.consent.domain.IdentityAccess;
import org.uputnica.contract.AccessApi;
import org.uputnica.contract.model.BreakGlassDto;
import org.uputnica.contract.model.DecideIdentityRequestDto;
import org.uputnica.contract.model.IdentityAccessDto;
import org.uputnica.contract.model.IdentityAccessListDto;
import org.uputnica.contract.model.RequestIdentityDto;
import org.uputnica.contract.model.ReviewBreakGlassDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.token.SteppedUp;

/**
 * Identity for somebody outside the team. Translates, never decides. Contract: {@code
 * openapi/paths/access.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class AccessResource implements AccessApi {
  private final IdentityAccessService accesses;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  AccessResource(IdentityAccessService accesses, Callers callers, Writes writes, Clock clock) {
    this.accesses = accesses;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<IdentityAccessDto> requestIdentity(
      UUID idempotencyKey, UUID caseId, RequestIdentityDto requestIdentityDto) {
    return writes.once(
        idempotencyKey,
        IdentityAccessDto.class,
        new Writes.Request("requestIdentity", caseId.toString(), requestIdentityDto),
        () ->
            created(
                accesses.ask(new CaseId(caseId), AccessContract.toCommand(requestIdentityDto))));
  }

  @Override
  @SteppedUp
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.GUARD, Roles.COORD})
  public RestResponse<IdentityAccessDto> breakGlass(
      UUID idempotencyKey, UUID caseId, BreakGlassDto breakGlassDto) {
    return writes.once(
        idempotencyKey,
        IdentityAccessDto.class,
        new Writes.Request("breakGlass", caseId.toString(), breakGlassDto),
        () -> created(accesses.ask(new CaseId(caseId), AccessContract.toCommand(breakGlassDto))));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.GUARD,
    Roles.COORD,
    Roles.DPO
  })
  public RestResponse<IdentityAccessDto> getIdentityAccess(UUID accessId) {
    return shown(accesses.get(accessId));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.GUARD, Roles.COORD, Roles.DPO})
  public RestResponse<IdentityAccessListDto> listIdentityAccesses() {
    return RestResponse.ok(
        new IdentityAccessListDto()
            .accesses(
                accesses.waitingFor(callers.current()).stream()
                    .map(it -> AccessContract.toDto(it, clock.instant()))
                    .toList()));
  }

  @Override
  @RolesAllowed(Roles.CASE)
  public RestResponse<IdentityAccessDto> decideIdentityRequest(
      UUID idempotencyKey,
      String ifMatch,
      UUID accessId,
      DecideIdentityRequestDto decideIdentityRequestDto) {
    return writes.once(
        idempotencyKey,
        IdentityAccessDto.class,
        new Writes.Request("decideIdentityRequest", accessId + ifMatch, decideIdentityRequestDto),
        () ->
            shown(
                accesses.decide(
                    accessId, decideIdentityRequestDto.getGranted(), Revision.of(ifMatch))));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<IdentityAccessDto> reviewBreakGlass(
      UUID idempotencyKey, String ifMatch, UUID accessId, ReviewBreakGlassDto reviewBreakGlassDto) {
    return writes.once(
        idempotencyKey,
        IdentityAccessDto.class,
        new Writes.Request("reviewBreakGlass", accessId + ifMatch, reviewBreakGlassDto),
        () ->
            shown(
                accesses.review(
                    accessId, reviewBreakGlassDto.getJustified(), Revision.of(ifMatch))));
  }

  private RestResponse<IdentityAccessDto> created(IdentityAccess access) {
    return Revision.created(AccessContract.toDto(access, clock.instant()), access.revision());
  }

  private RestResponse<IdentityAccessDto> shown(IdentityAccess access) {
    return Revision.ok(AccessContract.toDto(access, clock.instant()), access.revision());
  }
}
