package org.uputnica.offer.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.CascadesApi;
import org.uputnica.contract.model.CascadeDto;
import org.uputnica.contract.model.CascadeListDto;
import org.uputnica.contract.model.StartCascadeDto;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.offer.CascadeService;
import org.uputnica.offer.CascadeView;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.text.Texts;

/** Cascades over HTTP. Translates, never decides. Contract: {@code openapi/paths/cascades.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class CascadeResource implements CascadesApi {
  private final CascadeService cascades;
  private final MechanismLabels labels;
  private final Callers callers;
  private final Writes writes;

  CascadeResource(CascadeService cascades, MechanismLabels labels, Callers callers, Writes writes) {
    this.cascades = cascades;
    this.labels = labels;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  public RestResponse<CascadeDto> startCascade(
      UUID idempotencyKey,
      UUID caseId,
      StartCascadeDto startCascadeDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CascadeDto.class,
        new Writes.Request("startCascade", caseId.toString(), startCascadeDto),
        () -> {
          CascadeView view =
              cascades.start(
                  OfferContract.toCommand(new CaseId(caseId), startCascadeDto), callers.current());
          return Revision.created(dto(view, acceptLanguage), view.cascade().revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE, Roles.COORD})
  public RestResponse<CascadeListDto> listCascades(UUID caseId, @Nullable String acceptLanguage) {
    return RestResponse.ok(
        OfferContract.toDto(
            cascades.list(new CaseId(caseId), callers.current()),
            labels,
            Texts.staff(acceptLanguage)));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.CASE})
  public RestResponse<CascadeDto> endCascade(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID cascadeId,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CascadeDto.class,
        new Writes.Request("endCascade", caseId + " " + cascadeId + " " + ifMatch, null),
        () -> {
          CascadeView view =
              cascades.end(new CaseId(caseId), cascadeId, Revision.of(ifMatch), callers.current());
          return Revision.ok(dto(view, acceptLanguage), view.cascade().revision());
        });
  }

  private CascadeDto dto(CascadeView view, @Nullable String acceptLanguage) {
    return OfferContract.toDto(view, labels, Texts.staff(acceptLanguage));
  }
}
