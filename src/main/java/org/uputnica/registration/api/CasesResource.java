package org.uputnica.registration.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.IdentityItems;
import org.uputnica.consent.ConsentService;
import org.uputnica.consent.domain.AskedQuestion;
import org.uputnica.contract.CasesApi;
import org.uputnica.contract.model.AgeStateDto;
import org.uputnica.contract.model.AssessmentDto;
import org.uputnica.contract.model.CaseDto;
import org.uputnica.contract.model.CasePageDto;
import org.uputnica.contract.model.IdentityDto;
import org.uputnica.contract.model.IdentityItemsDto;
import org.uputnica.contract.model.IdentityKeptDto;
import org.uputnica.contract.model.KeepNoteDto;
import org.uputnica.contract.model.NameGuardianDto;
import org.uputnica.contract.model.NoteKeptDto;
import org.uputnica.contract.model.RecordAssessmentDto;
import org.uputnica.contract.model.RegisterCaseDto;
import org.uputnica.contract.model.RegisteredCaseDto;
import org.uputnica.contract.model.RiskLevelDto;
import org.uputnica.mechanism.AgeService;
import org.uputnica.mechanism.CaseService;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.StepService;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.api.StepsContract;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.text.Texts;
import org.uputnica.platform.token.Unseals;
import org.uputnica.registration.GroupEventService;
import org.uputnica.registration.IdentityService;
import org.uputnica.registration.RegistrationService;
import org.uputnica.registration.RegistrationService.Registered;

/** Cases over HTTP. Translates, never decides. Contract: {@code openapi/paths/cases.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class CasesResource implements CasesApi {
  private final RegistrationService registrations;
  private final GroupEventService events;
  private final IdentityService identities;
  private final CaseService cases;
  private final AgeService ages;
  private final ConsentService consents;
  private final TrackService tracks;
  private final StepService steps;
  private final MechanismLabels texts;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  CasesResource(
      RegistrationService registrations,
      GroupEventService events,
      IdentityService identities,
      CaseService cases,
      AgeService ages,
      ConsentService consents,
      TrackService tracks,
      StepService steps,
      MechanismLabels texts,
      Callers callers,
      Writes writes,
      Clock clock) {
    this.registrations = registrations;
    this.events = events;
    this.identities = identities;
    this.cases = cases;
    this.ages = ages;
    this.consents = consents;
    this.tracks = tracks;
    this.steps = steps;
    this.texts = texts;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER})
  public RestResponse<RegisteredCaseDto> registerCase(
      UUID idempotencyKey, RegisterCaseDto registerCaseDto, @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        RegisteredCaseDto.class,
        new Writes.Request("registerCase", "", registerCaseDto),
        () -> {
          Caller caller = callers.current();
          Registered registered =
              registrations.register(CasesContract.toCommand(registerCaseDto), caller);
          CaseRecord record = registered.record();
          return Revision.created(
              CasesContract.registered(record, registered.seen(), contract(acceptLanguage)),
              record.revision());
        });
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.COORD,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB
  })
  public RestResponse<CasePageDto> listCases(
      @Nullable String cursor, Integer limit, @Nullable String code) {
    Caller caller = callers.current();
    Page<CaseRecord> page =
        code == null
            ? cases.list(caller, cursor, limit)
            : new Page<>(cases.find(code, caller).stream().toList(), null);
    return RestResponse.ok(
        new CasePageDto()
            .entries(page.entries().stream().map(CasesContract::entry).toList())
            .next(page.next()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.COORD,
    Roles.SHELTER,
    Roles.LAW,
    Roles.GUARD,
    Roles.XB
  })
  public RestResponse<CaseDto> getCase(UUID caseId, @Nullable String acceptLanguage) {
    StepService.Standing standing = steps.standing(new CaseId(caseId), callers.current());
    return show(standing.record(), standing.tracks(), acceptLanguage);
  }

  @Override
  @Unseals
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD, Roles.ID, Roles.XB})
  public RestResponse<IdentityDto> readIdentity(UUID caseId) {
    IdentityService.Opened opened = identities.open(new CaseId(caseId), callers.current());
    return RestResponse.ok(IdentityContract.toDto(opened.grant(), opened.items()));
  }

  @Override
  @RolesAllowed({
    Roles.FRONT,
    Roles.BORDER,
    Roles.CASE,
    Roles.SHELTER,
    Roles.GUARD,
    Roles.COORD,
    Roles.DPO
  })
  @Unseals
  public RestResponse<IdentityDto> openIdentity(UUID accessId) {
    IdentityService.Opened opened = identities.open(accessId);
    return RestResponse.ok(IdentityContract.toDto(opened.grant(), opened.items()));
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE})
  public RestResponse<IdentityKeptDto> keepIdentity(
      UUID idempotencyKey, String ifMatch, UUID caseId, IdentityItemsDto identityItemsDto) {
    return writes.once(
        idempotencyKey,
        IdentityKeptDto.class,
        new Writes.Request("keepIdentity", caseId + ifMatch, identityItemsDto),
        () -> {
          IdentityItems items = IdentityContract.toItems(identityItemsDto);
          CaseRecord record =
              identities.keep(new CaseId(caseId), items, Revision.of(ifMatch), callers.current());
          return Revision.ok(
              new IdentityKeptDto()
                  .caseId(caseId)
                  .categories(IdentityContract.categories(items.categories())),
              record.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.GUARD})
  public RestResponse<AssessmentDto> recordAssessment(
      UUID idempotencyKey, String ifMatch, UUID caseId, RecordAssessmentDto recordAssessmentDto) {
    return writes.once(
        idempotencyKey,
        AssessmentDto.class,
        new Writes.Request("recordAssessment", caseId + ifMatch, recordAssessmentDto),
        () -> {
          CaseRecord record = assess(new CaseId(caseId), Revision.of(ifMatch), recordAssessmentDto);
          return Revision.created(
              new AssessmentDto()
                  .id(recordAssessmentDto.getId())
                  .kind(recordAssessmentDto.getKind().value())
                  .riskLevel(RiskLevelDto.fromString(record.risk().name()))
                  .favourable(record.bestInterests())
                  .ageState(AgeStateDto.fromString(record.ageState().name()))
                  .recordedAt(clock.instant()),
              record.revision());
        });
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.COORD})
  public RestResponse<CaseDto> nameGuardian(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      NameGuardianDto nameGuardianDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        CaseDto.class,
        new Writes.Request("nameGuardian", caseId + ifMatch, nameGuardianDto),
        () ->
            show(
                cases.nameGuardian(
                    new CaseId(caseId),
                    new OrganizationId(nameGuardianDto.getOrganization()),
                    Revision.of(ifMatch),
                    callers.current()),
                tracks.of(new CaseId(caseId)),
                acceptLanguage));
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
    Roles.XB
  })
  public RestResponse<NoteKeptDto> keepNote(
      UUID idempotencyKey, UUID caseId, KeepNoteDto keepNoteDto) {
    return writes.once(
        idempotencyKey,
        NoteKeptDto.class,
        new Writes.Request("keepNote", caseId.toString(), keepNoteDto),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED,
                new NoteKeptDto()
                    .id(keepNoteDto.getId())
                    .keptAt(
                        identities.keepNote(
                            new CaseId(caseId),
                            keepNoteDto.getId(),
                            keepNoteDto.getText(),
                            callers.current()))));
  }

  private CaseRecord assess(CaseId id, Revision expected, RecordAssessmentDto dto) {
    return switch (dto.getKind()) {
      case RISK -> {
        if (dto.getRiskLevel() == null) {
          throw CasesContract.missing("riskLevel");
        }
        yield cases.assessRisk(
            id,
            dto.getId(),
            RiskLevel.valueOf(dto.getRiskLevel().toString()),
            expected,
            callers.current());
      }
      case BEST_INTERESTS -> {
        if (dto.getFavourable() == null) {
          throw CasesContract.missing("favourable");
        }
        yield cases.determineBestInterests(
            id,
            dto.getId(),
            dto.getFavourable(),
            Boolean.TRUE.equals(dto.getChildHeard()),
            expected,
            callers.current());
      }
      case AGE -> ages.record(id, CasesContract.toFinding(dto), expected, callers.current());
    };
  }

  private RestResponse<CaseDto> show(
      CaseRecord record, List<TrackInstance> standing, @Nullable String acceptLanguage) {
    return Revision.ok(
        CasesContract.toDto(
                record,
                events.of(record.id()).orElse(null),
                standing,
                contract(acceptLanguage),
                clock.instant())
            .storyAsked(AskedQuestion.storyAsked(consents.questions(record.id())))
            .aliases(cases.aliases(record.id()).stream().map(CaseCode::value).toList())
            .goesOnIn(
                cases.goesOnIn(record.id(), callers.current()).map(CaseId::value).orElse(null)),
        record.revision());
  }

  private StepsContract contract(@Nullable String acceptLanguage) {
    return new StepsContract(texts, Texts.staff(acceptLanguage), clock.instant());
  }
}
