package org.uputnica.mechanism.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.StepsApi;
import org.uputnica.contract.model.CaseNextDto;
import org.uputnica.contract.model.CaseStepsDto;
import org.uputnica.contract.model.ComparedWayDto;
import org.uputnica.contract.model.ComparisonDto;
import org.uputnica.contract.model.ComparisonsDto;
import org.uputnica.contract.model.OpenTrackDto;
import org.uputnica.contract.model.StepRequestDto;
import org.uputnica.contract.model.StepTakenDto;
import org.uputnica.contract.model.TrackStateDto;
import org.uputnica.mechanism.ComparisonService;
import org.uputnica.mechanism.ComparisonService.Compared;
import org.uputnica.mechanism.MechanismLabels;
import org.uputnica.mechanism.StepService;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.domain.Comparison;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.idempotency.Revision;
import org.uputnica.platform.idempotency.Writes;
import org.uputnica.platform.print.Paper;
import org.uputnica.platform.print.Press;
import org.uputnica.platform.text.Texts;

/**
 * What is open, and taking it, for the tracks no other room carries out. Contract: {@code
 * openapi/paths/steps.yaml}.
 */
@ApplicationScoped
@RunOnVirtualThread
public class StepsResource implements StepsApi {
  private final StepService steps;
  private final ComparisonService comparisons;
  private final ComparisonLeaflet leaflet;
  private final Press press;
  private final MechanismLabels texts;
  private final Callers callers;
  private final Writes writes;
  private final Clock clock;

  StepsResource(
      StepService steps,
      ComparisonService comparisons,
      ComparisonLeaflet leaflet,
      Press press,
      MechanismLabels texts,
      Callers callers,
      Writes writes,
      Clock clock) {
    this.steps = steps;
    this.comparisons = comparisons;
    this.leaflet = leaflet;
    this.press = press;
    this.texts = texts;
    this.callers = callers;
    this.writes = writes;
    this.clock = clock;
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
    Roles.XB
  })
  public RestResponse<CaseStepsDto> listSteps(
      UUID caseId, @Nullable String acceptLanguage, Boolean schemas) {
    StepService.Overview overview = steps.overview(new CaseId(caseId), callers.current());
    StepsContract contract = contract(acceptLanguage);
    return RestResponse.ok(
        new CaseStepsDto()
            .caseId(caseId)
            .code(overview.record().code().value())
            .tracks(overview.seen().stream().map(it -> contract.steps(it, schemas)).toList())
            .openings(
                overview.openings().stream().map(it -> contract.opening(it, schemas)).toList()));
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
    Roles.XB
  })
  public RestResponse<CaseNextDto> nextSteps(
      UUID caseId, @Nullable String acceptLanguage, Boolean labels) {
    StepService.Next next = steps.next(new CaseId(caseId), callers.current());
    NextContract contract =
        new NextContract(texts, labels ? Texts.staff(acceptLanguage) : null, clock.instant());
    return RestResponse.ok(contract.next(next));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.LAW})
  public RestResponse<ComparisonsDto> listComparisons(UUID caseId) {
    Compared compared = comparisons.comparisons(new CaseId(caseId), callers.current());
    return RestResponse.ok(
        new ComparisonsDto()
            .caseId(caseId)
            .code(compared.record().code().value())
            .comparisons(compared.comparisons().stream().map(StepsResource::toDto).toList()));
  }

  @Override
  @RolesAllowed({Roles.CASE, Roles.LAW})
  public RestResponse<InputStream> printComparison(
      UUID caseId, @Nullable String acceptLanguage, String paper) {
    Compared compared = comparisons.handedOut(new CaseId(caseId), callers.current());
    byte[] pages = press.print(leaflet.of(compared, acceptLanguage), Paper.of(paper));
    return RestResponse.ResponseBuilder.<InputStream>ok(new ByteArrayInputStream(pages))
        .type("application/pdf")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paper.pdf\"")
        .build();
  }

  private static ComparisonDto toDto(Comparison comparison) {
    return new ComparisonDto()
        .comparedAt(comparison.at())
        .ways(
            comparison.ways().stream()
                .map(it ->
                    new ComparedWayDto()
                        .way(ComparedWayDto.WayEnum.valueOf(it.way().name()))
                        .pro(it.pro())
                        .contra(it.contra()))
                .toList());
  }

  @Override
  @RolesAllowed({Roles.FRONT, Roles.BORDER, Roles.CASE, Roles.SHELTER, Roles.LAW})
  public RestResponse<TrackStateDto> openTrack(
      UUID idempotencyKey,
      UUID caseId,
      OpenTrackDto openTrackDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        TrackStateDto.class,
        new Writes.Request("openTrack", caseId.toString(), openTrackDto),
        () -> {
          Map<String, String> inputs = openTrackDto.getInputs();
          TrackInstance begun =
              steps.open(
                  new CaseId(caseId),
                  new TrackId(openTrackDto.getId()),
                  new TrackCode(openTrackDto.getTrack()),
                  inputs == null ? Map.of() : inputs,
                  callers.current());
          return Revision.created(contract(acceptLanguage).state(begun), begun.revision());
        });
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
    Roles.COORD
  })
  public RestResponse<StepTakenDto> takeStep(
      UUID idempotencyKey,
      String ifMatch,
      UUID caseId,
      UUID trackId,
      StepRequestDto stepRequestDto,
      @Nullable String acceptLanguage) {
    return writes.once(
        idempotencyKey,
        StepTakenDto.class,
        new Writes.Request("takeStep", caseId + " " + trackId + ifMatch, stepRequestDto),
        () -> {
          Taken taken =
              steps.take(
                  new CaseId(caseId),
                  StepsContract.toCommand(new TrackId(trackId), ifMatch, stepRequestDto),
                  callers.current());
          return Revision.ok(contract(acceptLanguage).taken(taken), taken.track().revision());
        });
  }

  private StepsContract contract(@Nullable String acceptLanguage) {
    return new StepsContract(texts, Texts.staff(acceptLanguage), clock.instant());
  }
}
