package org.uputnica.changes.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.ChangeService;
import org.uputnica.contract.ChangesApi;
import org.uputnica.contract.model.ChangesDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;

/** What has changed for the caller. Contract: {@code openapi/paths/changes.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class ChangeResource implements ChangesApi {
  private final ChangeService changes;
  private final Callers callers;

  ChangeResource(ChangeService changes, Callers callers) {
    this.changes = changes;
    this.callers = callers;
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
    Roles.XB,
    Roles.DPO
  })
  public RestResponse<ChangesDto> readChanges(@Nullable String since) {
    return RestResponse.ok(ChangeContract.toDto(changes.since(since, callers.current())));
  }
}
