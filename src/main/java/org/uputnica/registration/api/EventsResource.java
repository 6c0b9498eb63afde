package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.EventsApi;
import org.uputnica.contract.model.EventCasePageDto;
import org.uputnica.contract.model.EventPageDto;
import org.uputnica.contract.model.GroupEventDto;
import org.uputnica.contract.model.OpenEventDto;
import org.uputnica.contract.model.RegisterGroupDto;
import org.uputnica.contract.model.RegisteredGroupDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.registration.GroupEventService;
import org.uputnica.registration.domain.GroupEvent;
import org.uputnica.registration.domain.GroupEvents.EventCase;

/**
 * Group events over HTTP. Translates, never decides. Contract: {@code openapi/paths/events.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class EventsResource implements EventsApi {
  private final GroupEventService events;
  private final Callers callers;
  private final Writes writes;

  EventsResource(GroupEventService events, Callers callers, Writes writes) {
    this.events = events;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.COORD})
  public RestResponse<GroupEventDto> openEvent(UUID idempotencyKey, OpenEventDto openEventDto) {
    return writes.once(
        idempotencyKey,
        GroupEventDto.class,
        new Writes.Request("openEvent", "", openEventDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                EventsContract.toDto(
                    events.open(EventsContract.toCommand(openEventDto), callers.current()))));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.COORD, Roles.CASE})
  public RestResponse<EventPageDto> listEvents(@Nullable String cursor, Integer limit) {
    Page<GroupEvent> page = events.list(callers.current(), cursor, limit);
    return RestResponse.ok(
        new EventPageDto()
            .entries(page.entries().stream().map(EventsContract::entry).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.COORD, Roles.CASE})
  public RestResponse<GroupEventDto> getEvent(UUID eventId) {
    return RestResponse.ok(EventsContract.toDto(events.get(eventId, callers.current())));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER})
  public RestResponse<RegisteredGroupDto> registerGroup(
      UUID idempotencyKey, UUID eventId, RegisterGroupDto registerGroupDto) {
    return writes.once(
        idempotencyKey,
        RegisteredGroupDto.class,
        new Writes.Request("registerGroup", eventId.toString(), registerGroupDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                EventsContract.registered(
                    events.register(
                        eventId,
                        EventsContract.lines(registerGroupDto),
                        registerGroupDto.getDeviceTime(),
                        CasesContract.organization(registerGroupDto.getResponsibleOrganization()),
                        callers.current()))));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.COORD, Roles.CASE})
  public RestResponse<EventCasePageDto> listEventCases(
      UUID eventId, @Nullable String cursor, Integer limit) {
    Page<EventCase> page = events.cases(eventId, callers.current(), cursor, limit);
    return RestResponse.ok(
        new EventCasePageDto()
            .entries(page.entries().stream().map(EventsContract::toDto).toList())
            .next(page.next()));
  }
}
