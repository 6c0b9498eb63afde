package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.TeamApi;
import org.uputnica.contract.model.AssignTeamDto;
import org.uputnica.contract.model.ConflictListDto;
import org.uputnica.contract.model.ConflictOfInterestDto;
import org.uputnica.contract.model.ConflictReasonDto;
import org.uputnica.contract.model.RecordConflictDto;
import org.uputnica.contract.model.TeamDto;
import org.uputnica.mechanism.AssignTeam;
import org.uputnica.mechanism.TeamService;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Who works on a case. Translates, never decides. Contract: {@code openapi/paths/team.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class TeamResource implements TeamApi {
  private final TeamService teams;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  TeamResource(TeamService teams, Callers callers, Writes writes, Clock clock) {
    this.teams = teams;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<TeamDto> getTeam(UUID caseId) {
    return show(teams.of(new CaseId(caseId), callers.current()));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<TeamDto> assignTeam(
      UUID idempotencyKey, String ifMatch, UUID caseId, AssignTeamDto assignTeamDto) {
    return writes.once(
        idempotencyKey,
        TeamDto.class,
        new Writes.Request("assignTeam", caseId + ifMatch, assignTeamDto),
        () ->
            show(
                teams.assign(
                    new CaseId(caseId),
                    new AssignTeam(
                        assignTeamDto.getManager(), Set.copyOf(assignTeamDto.getColleagues())),
                    Revision.of(ifMatch),
                    callers.current())));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<ConflictListDto> listConflicts(UUID caseId) {
    return RestResponse.ok(
        new ConflictListDto()
            .conflicts(
                teams.conflicts(new CaseId(caseId), callers.current()).stream()
                    .map(TeamResource::dto)
                    .toList()));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<ConflictOfInterestDto> recordConflict(
      UUID idempotencyKey, String ifMatch, UUID caseId, RecordConflictDto recordConflictDto) {
    return writes.once(
        idempotencyKey,
        ConflictOfInterestDto.class,
        new Writes.Request("recordConflict", caseId + ifMatch, recordConflictDto),
        () -> {
          ConflictOfInterest conflict = conflict(new CaseId(caseId), recordConflictDto);
          CaseRecord record =
              teams.close(new CaseId(caseId), conflict, Revision.of(ifMatch), callers.current());
          return Revision.created(dto(conflict), record.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<ConflictOfInterestDto> liftConflict(
      UUID idempotencyKey, String ifMatch, UUID caseId, UUID conflictId) {
    return writes.once(
        idempotencyKey,
        ConflictOfInterestDto.class,
        new Writes.Request("liftConflict", caseId + "/" + conflictId + ifMatch, null),
        () -> {
          TeamService.Lifted lifted =
              teams.lift(new CaseId(caseId), conflictId, Revision.of(ifMatch), callers.current());
          return Revision.ok(dto(lifted.conflict()), lifted.record().revision());
        });
  }

  private ConflictOfInterest conflict(CaseId id, RecordConflictDto dto) {
    @Nullable UUID organization = dto.getOrganization();
    if ((dto.getAccount() == null) == (organization == null)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Name an account or an organisation, one of the two",
          FieldProblem.at("account", "or organization, one of the two"));
    }
    return new ConflictOfInterest(
        dto.getId(),
        id,
        dto.getAccount(),
        organization == null ? null : new OrganizationId(organization),
        ConflictOfInterest.Reason.valueOf(dto.getReason().toString()),
        clock.instant(),
        null);
  }

  private static RestResponse<TeamDto> show(CaseRecord record) {
    return Revision.ok(
        new TeamDto()
            .manager(record.assigned().manager())
            .colleagues(record.assigned().colleagues().stream().sorted().toList())
            .revision(record.revision()),
        record.revision());
  }

  private static ConflictOfInterestDto dto(ConflictOfInterest conflict) {
    @Nullable OrganizationId organization = conflict.organization();
    return new ConflictOfInterestDto()
        .id(conflict.id())
        .account(conflict.account())
        .organization(organization == null ? null : organization.value())
        .reason(ConflictReasonDto.fromString(conflict.reason().name()))
        .recordedAt(conflict.recordedAt())
        .liftedAt(conflict.liftedAt());
  }
}
