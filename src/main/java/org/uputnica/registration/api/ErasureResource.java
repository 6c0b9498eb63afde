package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.contract.ErasuresApi;
import org.uputnica.contract.model.DecideErasureDto;
import org.uputnica.contract.model.ErasureDto;
import org.uputnica.contract.model.ErasureListDto;
import org.uputnica.contract.model.ErasureReasonDto;
import org.uputnica.contract.model.RequestErasureDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.token.SteppedUp;
import org.uputnica.registration.ErasureService;
import org.uputnica.registration.domain.Erasure;

/** Erasing over HTTP. Contract: {@code openapi/paths/erasures.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class ErasureResource implements ErasuresApi {
  private final ErasureService erasures;
  private final Callers callers;
  private final Writes writes;

  ErasureResource(ErasureService erasures, Callers callers, Writes writes) {
    this.erasures = erasures;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.DPO})
  public RestResponse<ErasureDto> requestErasure(
      UUID idempotencyKey, UUID caseId, RequestErasureDto requestErasureDto) {
    return writes.once(
        idempotencyKey,
        ErasureDto.class,
        new Writes.Request("requestErasure", caseId.toString(), requestErasureDto),
        () -> {
          Erasure erasure =
              erasures.request(
                  new CaseId(caseId),
                  requestErasureDto.getId(),
                  Erasure.Reason.valueOf(requestErasureDto.getReason().name()),
                  callers.current());
          return Revision.created(toDto(erasure), erasure.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.DPO, Roles.COORD})
  public RestResponse<ErasureListDto> listErasures(UUID caseId) {
    return RestResponse.ok(
        new ErasureListDto()
            .erasures(
                erasures.list(new CaseId(caseId), callers.current()).stream()
                    .map(ErasureResource::toDto)
                    .toList()));
  }

  @Override
  @SteppedUp
  @RolesAllowed({Roles.CASE, Roles.DPO, Roles.COORD})
  public RestResponse<ErasureDto> decideErasure(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID erasureId,
      DecideErasureDto decideErasureDto) {
    return writes.once(
        idempotencyKey,
        ErasureDto.class,
        new Writes.Request(
            "decideErasure", caseId + " " + erasureId + " " + ifMatch, decideErasureDto),
        () -> {
          Erasure erasure =
              erasures.decide(
                  new CaseId(caseId),
                  erasureId,
                  Erasure.State.valueOf(decideErasureDto.getDecision().name()),
                  Revision.of(ifMatch),
                  callers.current());
          return Revision.ok(toDto(erasure), erasure.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.DPO})
  public RestResponse<ErasureDto> takeErasureBack(
      UUID idempotencyKey, String ifMatch, UUID caseId, UUID erasureId) {
    return writes.once(
        idempotencyKey,
        ErasureDto.class,
        new Writes.Request("takeErasureBack", caseId + " " + erasureId + " " + ifMatch, null),
        () -> {
          Erasure erasure =
              erasures.takeBack(
                  new CaseId(caseId), erasureId, Revision.of(ifMatch), callers.current());
          return Revision.ok(toDto(erasure), erasure.revision());
        });
  }

  private static ErasureDto toDto(Erasure erasure) {
    return new ErasureDto()
        .id(erasure.id())
        .caseId(erasure.caseId().value())
        .reason(ErasureReasonDto.valueOf(erasure.reason().name()))
        .state(ErasureDto.StateEnum.valueOf(erasure.state().name()))
        .askedAs(erasure.askedAs())
        .askedAt(erasure.askedAt())
        .decidedAt(erasure.decidedAt())
        .revision(erasure.revision());
  }
}
