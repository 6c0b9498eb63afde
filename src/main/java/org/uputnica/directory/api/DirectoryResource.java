package org.uputnica.directory.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.DirectoryApi;
import org.uputnica.contract.model.OrganizationPageDto;
import org.uputnica.contract.model.ServiceDto;
import org.uputnica.contract.model.ServicePageDto;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The directory over HTTP. Contract: {@code openapi/paths/directory.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class DirectoryResource implements DirectoryApi {
  private static final String ORGANIZATIONS = "organizations";
  private static final String SERVICES = "services";

  private final DirectoryService directory;
  private final Callers callers;
  private final CodeLists lists;
  private final Clock clock;

  DirectoryResource(DirectoryService directory, Callers callers, CodeLists lists, Clock clock) {
    this.directory = directory;
    this.callers = callers;
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.COORD,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.POL,
    Roles.GUARD,
    Roles.INTP,
    Roles.XB,
    Roles.REG,
    Roles.MON,
    Roles.ADMIN,
    Roles.DPO
  })
  public RestResponse<OrganizationPageDto> listOrganizations(
      @Nullable String country, @Nullable String function, @Nullable String cursor, Integer limit) {
    if (function != null && !Organization.FUNCTIONS.contains(function)) {
      throw unknownCode("function", Organization.FUNCTIONS);
    }
    List<Organization> found =
        directory.listOrganizations(
            country(country), function, position(ORGANIZATIONS, cursor), limit);
    Page<Organization> page =
        Page.of(ORGANIZATIONS, found, limit, last -> List.of(last.name(), last.id().toString()));
    return RestResponse.ok(
        new OrganizationPageDto()
            .entries(page.entries().stream().map(DirectoryContract::toDto).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.COORD,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.POL,
    Roles.GUARD,
    Roles.INTP,
    Roles.XB,
    Roles.REG,
    Roles.MON,
    Roles.ADMIN,
    Roles.DPO
  })
  public RestResponse<ServicePageDto> listServices(
      @Nullable String country,
      @Nullable String serviceType,
      @Nullable String cursor,
      Integer limit) {
    CodeList types = lists.get("service-types");
    if (serviceType != null && !types.has(serviceType)) {
      throw unknownCode("serviceType", types.codes());
    }
    List<ServiceOffer> found =
        directory.listServices(country(country), serviceType, position(SERVICES, cursor), limit);
    Page<ServiceOffer> page =
        Page.of(SERVICES, found, limit, last -> List.of(last.name(), last.id().toString()));
    Instant now = clock.instant();
    return RestResponse.ok(
        new ServicePageDto()
            .entries(
                page.entries().stream().map(offer -> DirectoryContract.toDto(offer, now)).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.ID,
    Roles.COORD,
    Roles.CASE,
    Roles.SHELTER,
    Roles.LAW,
    Roles.POL,
    Roles.GUARD,
    Roles.INTP,
    Roles.XB,
    Roles.REG,
    Roles.MON,
    Roles.ADMIN,
    Roles.DPO
  })
  public RestResponse<ServiceDto> getService(UUID serviceId) {
    ServiceOffer offer = directory.show(new ServiceId(serviceId));
    return RestResponse.ok(DirectoryContract.toDto(offer, clock.instant()));
  }

  private CountryCode country(@Nullable String asked) {
    return asked == null ? callers.current().country() : new CountryCode(asked);
  }

  private static @Nullable ListPosition position(String list, @Nullable String cursor) {
    @Nullable Cursor read = Cursor.read(list, 2, cursor);
    return read == null
        ? null
        : new ListPosition(read.key().getFirst(), read.part(1, UUID::fromString));
  }

  private static RefusedException unknownCode(String parameter, List<String> allowed) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE,
        "The code is not known",
        FieldProblem.at(parameter, "is not a known code", allowed));
  }
}
