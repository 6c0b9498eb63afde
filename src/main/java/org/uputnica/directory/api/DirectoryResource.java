package org.uputnica.directory.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.DirectoryApi;
import org.uputnica.contract.model.AddressSaidDto;
import org.uputnica.contract.model.ChangeOrganizationDto;
import org.uputnica.contract.model.ChangeServiceDto;
import org.uputnica.contract.model.ImportReportDto;
import org.uputnica.contract.model.OrganizationEntryDto;
import org.uputnica.contract.model.OrganizationPageDto;
import org.uputnica.contract.model.ServiceDto;
import org.uputnica.contract.model.ServicePageDto;
import org.uputnica.contract.model.SetAddressDto;
import org.uputnica.contract.model.SetLicenceDto;
import org.uputnica.directory.ChangeOrganization;
import org.uputnica.directory.ChangeService;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.DirectoryUpload;
import org.uputnica.directory.EntryService;
import org.uputnica.directory.api.hsds.DirectoryFile;
import org.uputnica.directory.api.hsds.EntryEditing;
import org.uputnica.directory.api.hsds.HsdsWriter;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.RefusedException;

/** The directory over HTTP. Contract: {@code openapi/paths/directory.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class DirectoryResource implements DirectoryApi {
  private static final String ORGANIZATIONS = "organizations";
  private static final String SERVICES = "services";

  /** Fifty thousand services take a minute on two busy cores. */
  private static final Duration LONGEST_IMPORT = Duration.ofMinutes(10);

  private static final String KEEPING = "KEEP";
  private static final String CLOSING = "MARK_INACTIVE";

  private final DirectoryService directory;
  private final EntryService entries;
  private final DirectoryFiles files;
  private final DirectoryUpload upload;
  private final Callers callers;
  private final CodeLists lists;
  private final Writes writes;
  private final Clock clock;

  DirectoryResource(
      DirectoryService directory,
      EntryService entries,
      DirectoryFiles files,
      DirectoryUpload upload,
      Callers callers,
      CodeLists lists,
      Writes writes,
      Clock clock) {
    this.directory = directory;
    this.entries = entries;
    this.files = files;
    this.upload = upload;
    this.callers = callers;
    this.lists = lists;
    this.writes = writes;
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
      throw DirectoryContract.unknownCode("function", Organization.FUNCTIONS);
    }
    List<Organization> found =
        directory.listOrganizations(
            country(country), function, DirectoryContract.position(ORGANIZATIONS, cursor), limit);
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
      throw DirectoryContract.unknownCode("serviceType", types.codes());
    }
    List<ServiceOffer> found =
        directory.listServices(
            country(country), serviceType, DirectoryContract.position(SERVICES, cursor), limit);
    Page<ServiceOffer> page =
        Page.of(SERVICES, found, limit, last -> List.of(last.name(), last.id().toString()));
    Instant now = clock.instant();
    return RestResponse.ok(
        new ServicePageDto()
            .entries(
                page.entries().stream()
                    .map(it -> EntryContract.intake(DirectoryContract.toDto(it, now), it, now))
                    .toList())
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
    return answer(entries.service(new ServiceId(serviceId)));
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
  public RestResponse<OrganizationEntryDto> getOrganization(UUID organizationId) {
    return answer(entries.organization(new OrganizationId(organizationId)));
  }

  @Override
  @RolesAllowed({Roles.SHELTER, Roles.LAW, Roles.CASE})
  public RestResponse<ServiceDto> changeService(
      UUID idempotencyKey, String ifMatch, UUID serviceId, ChangeServiceDto changeServiceDto) {
    ChangeService said = EntryContract.toCommand(changeServiceDto);
    return writes.once(
        idempotencyKey,
        ServiceDto.class,
        new Writes.Request("changeService", serviceId + ifMatch, changeServiceDto),
        () ->
            answer(
                entries.changeService(
                    new ServiceId(serviceId),
                    Revision.of(ifMatch),
                    entry ->
                        EntryEditing.change(
                            entry, files.owner(entry.offer()), said, entries.now()))));
  }

  @Override
  @RolesAllowed({Roles.SHELTER, Roles.LAW, Roles.CASE, Roles.COORD})
  public RestResponse<OrganizationEntryDto> changeOrganization(
      UUID idempotencyKey,
      String ifMatch,
      UUID organizationId,
      ChangeOrganizationDto changeOrganizationDto) {
    ChangeOrganization said = EntryContract.toCommand(changeOrganizationDto);
    return writes.once(
        idempotencyKey,
        OrganizationEntryDto.class,
        new Writes.Request("changeOrganization", organizationId + ifMatch, changeOrganizationDto),
        () ->
            answer(
                entries.changeOrganization(
                    new OrganizationId(organizationId),
                    Revision.of(ifMatch),
                    entry -> EntryEditing.change(entry, said, entries.now()))));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<ServiceDto> setLicence(
      UUID idempotencyKey, String ifMatch, UUID serviceId, SetLicenceDto setLicenceDto) {
    Licence licence = EntryContract.toDomain(setLicenceDto);
    return writes.once(
        idempotencyKey,
        ServiceDto.class,
        new Writes.Request("setLicence", serviceId + ifMatch, setLicenceDto),
        () ->
            answer(
                entries.setLicence(
                    new ServiceId(serviceId),
                    Revision.of(ifMatch),
                    entry ->
                        EntryEditing.license(
                            entry, files.owner(entry.offer()), licence, entries.now()))));
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<AddressSaidDto> setAddress(
      UUID idempotencyKey, String ifMatch, UUID serviceId, SetAddressDto setAddressDto) {
    return writes.once(
        idempotencyKey,
        AddressSaidDto.class,
        new Writes.Request("setAddress", serviceId + ifMatch, setAddressDto),
        () -> {
          EntryService.AddressSaid said =
              entries.setAddress(
                  new ServiceId(serviceId), setAddressDto.getAddress(), Revision.of(ifMatch));
          return Revision.ok(
              new AddressSaidDto()
                  .service(said.service().value())
                  .saidAt(said.at())
                  .revision(said.revision()),
              said.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.XB})
  public RestResponse<InputStream> exportDirectory(Boolean guarded) {
    return file(files.export(guarded));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.XB, Roles.SHELTER, Roles.LAW, Roles.CASE})
  public RestResponse<InputStream> exportEntry(UUID entryId) {
    EntryService.Found found = entries.find(entryId).orElseThrow(RefusedException::notFound);
    String content =
        entries.isWhole(found)
            ? HsdsWriter.write(found)
            : HsdsWriter.extract(found, entries::isOpen, id -> entries.term(found, id));
    return file(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The file is received and looked at before the transaction that takes it, so that neither a slow
   * sender nor a file full of errors holds one open.
   */
  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<ImportReportDto> importDirectory(
      UUID idempotencyKey, InputStream body, Boolean dryRun, String absent) {
    boolean closing = absent.equals(CLOSING);
    if (!closing && !absent.equals(KEEPING)) {
      throw DirectoryContract.unknownCode("absent", List.of(KEEPING, CLOSING));
    }
    try (DirectoryUpload.Received received = upload.receive(body)) {
      DirectoryFile.Result looked = files.look(received.file());
      if (dryRun) {
        int closed = closing ? files.absent(looked).size() : 0;
        return RestResponse.ok(EntryContract.toDto(looked, false, closed));
      }
      DirectoryFiles.require(looked);
      return writes.once(
          idempotencyKey,
          ImportReportDto.class,
          new Writes.Request("importDirectory", absent, received.digest()),
          () -> RestResponse.ok(files.take(received.file(), looked, closing)),
          LONGEST_IMPORT);
    }
  }

  private RestResponse<ServiceDto> answer(ServiceEntry entry) {
    return Revision.ok(
        EntryContract.toDto(entry, clock.instant(), callers.current()), entry.revision());
  }

  private static RestResponse<OrganizationEntryDto> answer(OrganizationEntry entry) {
    return Revision.ok(EntryContract.toDto(entry), entry.revision());
  }

  private static RestResponse<InputStream> file(InputStream content) {
    return RestResponse.ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"directory.json\"")
        .build();
  }

  private CountryCode country(@Nullable String asked) {
    return asked == null ? callers.current().country() : new CountryCode(asked);
  }
}
