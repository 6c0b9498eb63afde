package org.uputnica.statistics.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.uputnica.contract.FiguresApi;
import org.uputnica.contract.model.RefusalCellDto;
import org.uputnica.contract.model.RefusalFiguresDto;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.statistics.RefusalFigureService;
import org.uputnica.statistics.domain.RefusalFigures;
import org.uputnica.statistics.domain.Threshold;

/** Figures over HTTP. Translates, never decides. Contract: {@code openapi/paths/figures.yaml}. */
@ApplicationScoped
@RunOnVirtualThread
public class FigureResource implements FiguresApi {
  private final RefusalFigureService refusals;
  private final Callers callers;

  FigureResource(RefusalFigureService refusals, Callers callers) {
    this.refusals = refusals;
    this.callers = callers;
  }

  @Override
  @RolesAllowed({Roles.COORD, Roles.MON})
  public RestResponse<RefusalFiguresDto> getRefusalFigures(@Nullable String month) {
    RefusalFigures figures =
        refusals.of(month == null ? null : YearMonth.parse(month), callers.current());
    return RestResponse.ok(
        new RefusalFiguresDto()
            .country(figures.country().value())
            .month(figures.month().toString())
            .atLeast(figures.threshold().atLeast())
            .inMultiplesOf(Threshold.STEP)
            .cells(figures.cells().stream().map(FigureResource::toDto).toList()));
  }

  private static RefusalCellDto toDto(RefusalFigures.Cell cell) {
    RefusalCellDto dto =
        new RefusalCellDto()
            .kind(RefusalCellDto.KindEnum.fromString(cell.kind().name()))
            .code(cell.code());
    cell.persons().ifPresent(dto::persons);
    return dto;
  }
}
