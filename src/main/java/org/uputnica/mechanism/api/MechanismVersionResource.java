package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.MechanismVersionsApi;
import org.uputnica.contract.model.ClockOnMoveDto;
import org.uputnica.contract.model.MechanismFindingDto;
import org.uputnica.contract.model.MechanismVersionDto;
import org.uputnica.contract.model.MechanismVersionListDto;
import org.uputnica.contract.model.MoveObstacleDto;
import org.uputnica.contract.model.MoveToVersionDto;
import org.uputnica.contract.model.StateOnMoveDto;
import org.uputnica.contract.model.StayingCaseDto;
import org.uputnica.contract.model.StayingCasePageDto;
import org.uputnica.contract.model.VersionMoveDto;
import org.uputnica.contract.model.VersionMovePreviewDto;
import org.uputnica.mechanism.MechanismMoveService;
import org.uputnica.mechanism.MechanismMoveService.ClockChange;
import org.uputnica.mechanism.MechanismMoveService.Preview;
import org.uputnica.mechanism.MechanismMoveService.StateChange;
import org.uputnica.mechanism.MechanismMoveService.Staying;
import org.uputnica.mechanism.Mechanisms;
import org.uputnica.mechanism.definition.Finding;
import org.uputnica.mechanism.domain.MechanismMove;
import org.uputnica.mechanism.domain.MechanismVersions.Kept;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;

/**
 * Versions of the caller's country's procedure over HTTP. Contract: {@code
 * openapi/paths/mechanism-versions.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class MechanismVersionResource implements MechanismVersionsApi {
  private final Mechanisms mechanisms;
  private final MechanismMoveService moves;
  private final Callers callers;
  private final Writes writes;

  MechanismVersionResource(
      Mechanisms mechanisms, MechanismMoveService moves, Callers callers, Writes writes) {
    this.mechanisms = mechanisms;
    this.moves = moves;
    this.callers = callers;
    this.writes = writes;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.ADMIN})
  public RestResponse<MechanismVersionListDto> listMechanismVersions() {
    Caller caller = callers.current();
    Optional<Mechanisms.Refused> refused = mechanisms.refused();
    return RestResponse.ok(
        new MechanismVersionListDto()
            .current(mechanisms.current(caller.country()).version())
            .versions(
                moves.versions(caller.country()).stream()
                    .map(MechanismVersionResource::toDto)
                    .toList())
            .findings(
                refused.map(Mechanisms.Refused::findings).orElse(List.of()).stream()
                    .map(MechanismVersionResource::toDto)
                    .toList())
            .refusedAt(refused.map(Mechanisms.Refused::at).orElse(null)));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<VersionMovePreviewDto> previewVersionMove(String from, String to) {
    Preview preview = moves.preview(callers.current().country(), from, to);
    return Revision.ok(toDto(preview), preview.cases());
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<StayingCasePageDto> listStayingCases(
      String from, String to, @Nullable String cursor, Integer limit) {
    Page<Staying> page = moves.staying(callers.current().country(), from, to, cursor, limit);
    return RestResponse.ok(
        new StayingCasePageDto()
            .entries(page.entries().stream().map(MechanismVersionResource::toDto).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<VersionMoveDto> moveToVersion(
      UUID idempotencyKey, String ifMatch, MoveToVersionDto moveToVersionDto) {
    return writes.once(
        idempotencyKey,
        VersionMoveDto.class,
        new Writes.Request("moveToVersion", ifMatch, moveToVersionDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                toDto(
                    moves.ask(
                        moveToVersionDto.getFrom(),
                        moveToVersionDto.getTo(),
                        MechanismMove.Reason.valueOf(moveToVersionDto.getReason().toString()),
                        Revision.of(ifMatch),
                        callers.current()))));
  }

  @Override
  @RolesAllowed(Roles.COORD)
  public RestResponse<VersionMoveDto> readVersionMove(UUID moveId) {
    return RestResponse.ok(toDto(moves.find(moveId, callers.current())));
  }

  private static MechanismVersionDto toDto(Kept kept) {
    return new MechanismVersionDto()
        .version(kept.version())
        .keptAt(kept.keptAt().equals(Instant.EPOCH) ? null : kept.keptAt())
        .openCases(kept.openCases());
  }

  private static MechanismFindingDto toDto(Finding finding) {
    return new MechanismFindingDto()
        .inFile(finding.file())
        .line(finding.line())
        .wrong(finding.wrong())
        .whatToDo(finding.whatToDo());
  }

  private static VersionMovePreviewDto toDto(Preview preview) {
    return new VersionMovePreviewDto()
        .cases(preview.cases())
        .states(preview.states().stream().map(MechanismVersionResource::toDto).toList())
        .clocks(preview.clocks().stream().map(MechanismVersionResource::toDto).toList());
  }

  private static StateOnMoveDto toDto(StateChange change) {
    return new StateOnMoveDto()
        .track(change.where().track().value())
        .state(change.where().state().value())
        .cases(change.where().cases())
        .gone(change.obstacle().isPresent())
        .stepsGone(codes(change.steps().gone()))
        .stepsNew(codes(change.steps().added()))
        .stepsChanged(codes(change.steps().changed()));
  }

  private static ClockOnMoveDto toDto(ClockChange change) {
    return new ClockOnMoveDto()
        .clock(change.where().clock().value())
        .cases(change.where().cases())
        .gone(change.gone());
  }

  private static StayingCaseDto toDto(Staying staying) {
    return new StayingCaseDto()
        .caseCode(staying.code().value())
        .obstacles(
            staying.obstacles().stream()
                .map(it ->
                    new MoveObstacleDto()
                        .what(MoveObstacleDto.WhatEnum.fromString(it.what().name()))
                        .code(it.code()))
                .toList());
  }

  private static VersionMoveDto toDto(MechanismMove move) {
    return new VersionMoveDto()
        .id(move.id())
        .from(move.from())
        .to(move.to())
        .reason(VersionMoveDto.ReasonEnum.fromString(move.reason().name()))
        .askedAt(move.askedAt())
        .moved(move.moved())
        .stayed(move.stayed())
        .finishedAt(move.finishedAt());
  }

  private static List<String> codes(Set<StepCode> steps) {
    return steps.stream().map(StepCode::value).sorted().toList();
  }
}
