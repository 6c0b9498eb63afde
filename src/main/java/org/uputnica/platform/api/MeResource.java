package org.uputnica.platform.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;
import org.uputnica.contract.MeApi;
import org.uputnica.contract.model.MeDto;
import org.uputnica.contract.model.RoleDto;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;

/** The caller as the service sees her or him. Contract: {@code openapi/paths/me.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class MeResource implements MeApi {
  private final Callers callers;

  MeResource(Callers callers) {
    this.callers = callers;
  }

  @Override
  @Authenticated
  public RestResponse<MeDto> whoAmI() {
    Caller caller = callers.current();
    return RestResponse.ok(
        new MeDto()
            .account(caller.user())
            .roles(caller.roles().stream().sorted().map(RoleDto::fromString).toList())
            .organization(caller.organization().value())
            .country(caller.country().value()));
  }
}
