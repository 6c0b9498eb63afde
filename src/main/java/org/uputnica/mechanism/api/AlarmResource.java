package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.AlarmsApi;
import org.uputnica.contract.model.ConductAlarmDto;
import org.uputnica.contract.model.ConductAlarmPageDto;
import org.uputnica.contract.model.ReviewAlarmDto;
import org.uputnica.mechanism.ConductAlarmService;
import org.uputnica.mechanism.domain.ConductAlarm;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;

/** Alarms about users over HTTP. Contract: {@code openapi/paths/alarms.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class AlarmResource implements AlarmsApi {
  private final ConductAlarmService alarms;
  private final Writes writes;

  AlarmResource(ConductAlarmService alarms, Writes writes) {
    this.alarms = alarms;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<ConductAlarmPageDto> listAlarms(@Nullable String cursor, Integer limit) {
    Page<ConductAlarm> page = alarms.open(cursor, limit);
    return RestResponse.ok(
        new ConductAlarmPageDto()
            .entries(page.entries().stream().map(AlarmResource::toDto).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.DPO})
  public RestResponse<ConductAlarmDto> reviewAlarm(
      UUID idempotencyKey, UUID alarmId, ReviewAlarmDto reviewAlarmDto) {
    return writes.once(
        idempotencyKey,
        ConductAlarmDto.class,
        new Writes.Request("reviewAlarm", alarmId.toString(), reviewAlarmDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                toDto(
                    alarms.review(
                        alarmId,
                        ConductAlarm.Finding.valueOf(reviewAlarmDto.getFinding().toString())))));
  }

  private static ConductAlarmDto toDto(ConductAlarm alarm) {
    ConductAlarm.Finding finding = alarm.finding();
    return new ConductAlarmDto()
        .id(alarm.id())
        .kind(ConductAlarmDto.KindEnum.fromString(alarm.kind()))
        .organization(alarm.organization().value())
        .actor(alarm.actor())
        .count(alarm.count())
        .withinSeconds(alarm.within().toSeconds())
        .raisedAt(alarm.raisedAt())
        .finding(finding == null ? null : ConductAlarmDto.FindingEnum.fromString(finding.name()));
  }
}
