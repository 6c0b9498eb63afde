package org.uputnica.directory.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.PlacesApi;
import org.uputnica.contract.model.AddCapacityDto;
import org.uputnica.contract.model.CapacityDto;
import org.uputnica.contract.model.CapacityStatementPageDto;
import org.uputnica.contract.model.HoldDto;
import org.uputnica.contract.model.HoldPageDto;
import org.uputnica.contract.model.HoldPlacesDto;
import org.uputnica.contract.model.HoldRuleDto;
import org.uputnica.contract.model.OwnCapacitiesDto;
import org.uputnica.contract.model.RecordCapacityCallDto;
import org.uputnica.contract.model.SetCapacityDto;
import org.uputnica.contract.model.SetHoldRuleDto;
import org.uputnica.directory.CapacityService;
import org.uputnica.directory.HoldPlaces;
import org.uputnica.directory.HoldService;
import org.uputnica.directory.SetCapacity;
import org.uputnica.directory.domain.CapacityStatement;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Holds.HoldRule;
import org.uputnica.directory.domain.PlaceHold;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.codelist.CodeList;
import org.uputnica.platform.codelist.CodeLists;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Free places and holds over HTTP. Contract: {@code openapi/paths/places.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class PlacesResource implements PlacesApi {
  private final CapacityService capacities;
  private final HoldService holds;
  private final Callers callers;
  private final CodeLists lists;
  private final Writes writes;
  private final Clock clock;

  PlacesResource(
      CapacityService capacities,
      HoldService holds,
      Callers callers,
      CodeLists lists,
      Writes writes,
      Clock clock) {
    this.capacities = capacities;
    this.holds = holds;
    this.callers = callers;
    this.lists = lists;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<OwnCapacitiesDto> listOwnCapacities() {
    Instant now = clock.instant();
    return RestResponse.ok(
        new OwnCapacitiesDto()
            .services(capacities.own().stream().map(it -> PlacesContract.toDto(it, now)).toList()));
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<CapacityDto> setCapacity(
      UUID idempotencyKey,
      String ifMatch,
      UUID serviceId,
      UUID capacityId,
      SetCapacityDto setCapacityDto) {
    var command =
        new SetCapacity(
            new ServiceId(serviceId),
            capacityId,
            setCapacityDto.getAvailable(),
            setCapacityDto.getMaximum(),
            Revision.of(ifMatch));
    return said(
        idempotencyKey,
        "setCapacity",
        serviceId + " " + capacityId + " " + ifMatch,
        setCapacityDto,
        () -> capacities.set(command));
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<CapacityDto> addCapacity(
      UUID idempotencyKey, UUID serviceId, AddCapacityDto addCapacityDto) {
    requireCode("unit", "capacity-units", addCapacityDto.getUnit());
    return writes.once(
        idempotencyKey,
        CapacityDto.class,
        new Writes.Request("addCapacity", serviceId.toString(), addCapacityDto),
        () -> {
          FreePlaces added =
              capacities.add(
                  new ServiceId(serviceId),
                  addCapacityDto.getId(),
                  addCapacityDto.getUnit(),
                  addCapacityDto.getAvailable(),
                  addCapacityDto.getMaximum());
          return Revision.created(
              DirectoryContract.toDto(added, clock.instant()), added.revision());
        });
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<CapacityDto> removeCapacity(
      UUID idempotencyKey, String ifMatch, UUID serviceId, UUID capacityId) {
    return said(
        idempotencyKey,
        "removeCapacity",
        serviceId + " " + capacityId + " " + ifMatch,
        null,
        () -> capacities.remove(new ServiceId(serviceId), capacityId, Revision.of(ifMatch)));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD})
  public RestResponse<CapacityDto> recordCapacityCall(
      UUID idempotencyKey,
      String ifMatch,
      UUID serviceId,
      UUID capacityId,
      RecordCapacityCallDto recordCapacityCallDto) {
    requireCode("toldBy", "told-by", recordCapacityCallDto.getToldBy());
    return said(
        idempotencyKey,
        "recordCapacityCall",
        serviceId + " " + capacityId + " " + ifMatch,
        recordCapacityCallDto,
        () ->
            capacities.recordCall(
                new ServiceId(serviceId),
                capacityId,
                recordCapacityCallDto.getAvailable(),
                recordCapacityCallDto.getToldBy(),
                recordCapacityCallDto.getToldAt(),
                Revision.of(ifMatch)));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.COORD, Roles.SHELTER})
  public RestResponse<CapacityStatementPageDto> listCapacityStatements(
      UUID serviceId, UUID capacityId, @Nullable String cursor, Integer limit) {
    Page<CapacityStatement> page =
        capacities.statements(new ServiceId(serviceId), capacityId, cursor, limit);
    return RestResponse.ok(
        new CapacityStatementPageDto()
            .entries(page.entries().stream().map(PlacesContract::toDto).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER})
  public RestResponse<HoldDto> holdPlaces(
      UUID idempotencyKey, UUID serviceId, HoldPlacesDto holdPlacesDto) {
    Integer minutes = holdPlacesDto.getMinutes();
    var wish =
        new HoldPlaces(
            holdPlacesDto.getId(),
            new ServiceId(serviceId),
            new TrackId(holdPlacesDto.getReferral()),
            holdPlacesDto.getPlaces(),
            holdPlacesDto.getUnit(),
            minutes == null ? null : Duration.ofMinutes(minutes));
    return writes.once(
        idempotencyKey,
        HoldDto.class,
        new Writes.Request("holdPlaces", serviceId.toString(), holdPlacesDto),
        () -> {
          PlaceHold hold = holds.hold(wish);
          return Revision.created(PlacesContract.toDto(hold, callers.current()), hold.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.COORD})
  public RestResponse<HoldPageDto> listHolds(@Nullable String cursor, Integer limit) {
    Caller reader = callers.current();
    Page<PlaceHold> page = holds.running(cursor, limit);
    return RestResponse.ok(
        new HoldPageDto()
            .entries(page.entries().stream().map(it -> PlacesContract.toDto(it, reader)).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER})
  public RestResponse<HoldDto> releaseHold(UUID idempotencyKey, String ifMatch, UUID holdId) {
    return writes.once(
        idempotencyKey,
        HoldDto.class,
        new Writes.Request("releaseHold", holdId + " " + ifMatch, null),
        () -> {
          PlaceHold hold = holds.release(holdId, Revision.of(ifMatch));
          return Revision.ok(PlacesContract.toDto(hold, callers.current()), hold.revision());
        });
  }

  @Override
  @RolesAllowed(Roles.SHELTER)
  public RestResponse<HoldRuleDto> setHoldRule(
      UUID idempotencyKey, String ifMatch, UUID serviceId, SetHoldRuleDto setHoldRuleDto) {
    return writes.once(
        idempotencyKey,
        HoldRuleDto.class,
        new Writes.Request("setHoldRule", serviceId + " " + ifMatch, setHoldRuleDto),
        () -> {
          HoldRule rule =
              capacities.setHoldRule(
                  new ServiceId(serviceId), setHoldRuleDto.getMinutes(), Revision.of(ifMatch));
          return Revision.ok(PlacesContract.toDto(rule), rule.revision());
        });
  }

  private RestResponse<CapacityDto> said(
      UUID key, String operation, String about, @Nullable Object body, Supplier<FreePlaces> say) {
    return writes.once(
        key,
        CapacityDto.class,
        new Writes.Request(operation, about, body),
        () -> {
          FreePlaces said = say.get();
          return Revision.ok(DirectoryContract.toDto(said, clock.instant()), said.revision());
        });
  }

  private void requireCode(String field, String list, String code) {
    CodeList codes = lists.get(list);
    if (!codes.has(code)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "The code is not known",
          FieldProblem.at(field, "is not a known code", codes.codes()));
    }
  }
}
