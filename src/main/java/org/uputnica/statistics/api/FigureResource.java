package org.uputnica.statistics.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.FiguresApi;
import org.uputnica.contract.model.CapacityFiguresDto;
import org.uputnica.contract.model.MonthlyFiguresDto;
import org.uputnica.contract.model.RefusalCellDto;
import org.uputnica.contract.model.RefusalFiguresDto;
import org.uputnica.contract.model.RefusalReasonDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.text.Texts;
import org.uputnica.statistics.FigureService;
import org.uputnica.statistics.domain.FigureTable.Subject;
import org.uputnica.statistics.domain.MonthlyFigures;
import org.uputnica.statistics.domain.RefusalFigures;
import org.uputnica.statistics.domain.Threshold;

/** Figures over HTTP. Translates, never decides. Contract: {@code openapi/paths/figures.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class FigureResource implements FiguresApi {
  private static final List<Subject> SHEET =
      List.of(Subject.CASES, Subject.REFERRALS, Subject.NEEDS);

  private final FigureService figures;
  private final FigureContract contract;
  private final FigureSheet sheet;
  private final Callers callers;

  FigureResource(
      FigureService figures, FigureContract contract, FigureSheet sheet, Callers callers) {
    this.figures = figures;
    this.contract = contract;
    this.sheet = sheet;
    this.callers = callers;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.DPO})
  public RestResponse<RefusalFiguresDto> getRefusalFigures(@Nullable String month) {
    RefusalFigures told = figures.refusals(month(month), callers.current());
    return RestResponse.ok(
        new RefusalFiguresDto()
            .country(told.country().value())
            .month(told.month().toString())
            .atLeast(told.threshold().atLeast())
            .inMultiplesOf(Threshold.STEP)
            .cells(told.cells().stream().map(FigureResource::toDto).toList()));
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.REG, Roles.CASE})
  public RestResponse<MonthlyFiguresDto> getCaseFigures(
      @Nullable String acceptLanguage, @Nullable String month) {
    return told(Subject.CASES, acceptLanguage, month);
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.REG, Roles.CASE})
  public RestResponse<MonthlyFiguresDto> getReferralFigures(
      @Nullable String acceptLanguage, @Nullable String month) {
    return told(Subject.REFERRALS, acceptLanguage, month);
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.REG, Roles.CASE})
  public RestResponse<MonthlyFiguresDto> getNeedFigures(
      @Nullable String acceptLanguage, @Nullable String month) {
    return told(Subject.NEEDS, acceptLanguage, month);
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.REG, Roles.CASE})
  public RestResponse<InputStream> exportFigures(
      @Nullable String acceptLanguage, @Nullable String month) {
    Locale language = Texts.staff(acceptLanguage);
    MonthlyFigures.Told told = figures.of(month(month), callers.current());
    String text =
        sheet.write(
            SHEET.stream().map(it -> contract.figures(told, it, language)).toList(), language);
    return RestResponse.ResponseBuilder.<InputStream>ok(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .type(FigureSheet.TYPE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"figures-%s.csv\"".formatted(told.month()))
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON, Roles.REG, Roles.CASE})
  public RestResponse<CapacityFiguresDto> getCapacityFigures() {
    return RestResponse.ok(contract.capacities(figures.capacities(callers.current())));
  }

  private RestResponse<MonthlyFiguresDto> told(
      Subject subject, @Nullable String acceptLanguage, @Nullable String month) {
    return RestResponse.ok(
        contract.figures(
            figures.of(month(month), callers.current()), subject, Texts.staff(acceptLanguage)));
  }

  private static @Nullable YearMonth month(@Nullable String month) {
    return month == null ? null : YearMonth.parse(month);
  }

  private static RefusalCellDto toDto(RefusalFigures.Cell cell) {
    RefusalCellDto dto =
        new RefusalCellDto()
            .kind(RefusalCellDto.KindEnum.fromString(cell.kind().name()))
            .code(cell.code());
    if (cell.reason() != null) {
      dto.reason(RefusalReasonDto.fromString(cell.reason().code()));
    }
    cell.persons().ifPresent(dto::persons);
    return dto;
  }
}
