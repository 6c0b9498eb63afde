package org.uputnica.statistics.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.uputnica.contract.model.CapacityFiguresDto;
import org.uputnica.contract.model.CapacityLineDto;
import org.uputnica.contract.model.FigureCellDto;
import org.uputnica.contract.model.FigureTableDto;
import org.uputnica.contract.model.MonthlyFiguresDto;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Organization;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.statistics.FigureService;
import org.uputnica.statistics.domain.CapacityAge;
import org.uputnica.statistics.domain.FigureTable;
import org.uputnica.statistics.domain.FigureTable.Kind;
import org.uputnica.statistics.domain.FigureTable.Subject;
import org.uputnica.statistics.domain.MonthlyFigures;
import org.uputnica.statistics.domain.Threshold;
import org.uputnica.statistics.domain.ToldFigure;

/**
 * Figures as the contract has them: every table with every cell that its codes allow, so that an
 * empty one does not tell zero from few.
 */
@ApplicationScoped
class FigureContract {
  private final FigureLabels labels;
  private final DirectoryService directory;

  FigureContract(FigureLabels labels, DirectoryService directory) {
    this.labels = labels;
    this.directory = directory;
  }

  MonthlyFiguresDto figures(MonthlyFigures.Told told, Subject subject, Locale language) {
    MonthlyFiguresDto dto =
        new MonthlyFiguresDto()
            .scope(MonthlyFiguresDto.ScopeEnum.fromString(told.place().scope().name()))
            .month(told.month().toString())
            .countedAt(told.countedAt())
            .atLeast(told.threshold().atLeast())
            .inMultiplesOf(Threshold.STEP)
            .tables(
                tables(told, subject)
                    .map(table -> table(table, told.figures(), language))
                    .toList());
    if (told.place().country() != null) {
      dto.country(told.place().country().value());
    }
    if (told.place().organization() != null) {
      dto.organization(told.place().organization().value());
    }
    return dto;
  }

  CapacityFiguresDto capacities(FigureService.Capacities read) {
    return new CapacityFiguresDto()
        .scope(CapacityFiguresDto.ScopeEnum.fromString(read.place().scope().name()))
        .asOf(read.asOf())
        .lines(read.lines().stream().map(this::line).toList());
  }

  private static Stream<FigureTable> tables(MonthlyFigures.Told told, Subject subject) {
    return Arrays.stream(FigureTable.values())
        .filter(it -> it.subject() == subject && it.scopes().contains(told.place().scope()));
  }

  private FigureTableDto table(FigureTable table, List<ToldFigure> figures, Locale language) {
    Map<List<String>, OptionalLong> cells = new LinkedHashMap<>();
    possible(table).forEach(path -> cells.put(path, OptionalLong.empty()));
    figures.stream()
        .filter(it -> it.table() == table)
        .sorted((one, other) -> one.path().toString().compareTo(other.path().toString()))
        .forEach(it -> cells.put(it.path(), OptionalLong.of(it.number())));
    FigureTableDto dto =
        new FigureTableDto()
            .code(table.name())
            .label(labels.table(table, language))
            .unit(
                table.kind() == Kind.HOURS
                    ? FigureTableDto.UnitEnum.HOURS
                    : FigureTableDto.UnitEnum.PERSONS)
            .cells(
                cells.entrySet().stream()
                    .map(it -> cell(table, it.getKey(), it.getValue(), language))
                    .toList());
    table.above().ifPresent(it -> dto.above(it.name()));
    return dto;
  }

  private FigureCellDto cell(
      FigureTable table, List<String> path, OptionalLong number, Locale language) {
    FigureCellDto dto = new FigureCellDto().path(path).label(labels.cell(table, path, language));
    number.ifPresent(dto::number);
    return dto;
  }

  /** The cells that are shown whether told or not; others depend on what was told above them. */
  private Stream<List<String>> possible(FigureTable table) {
    List<String> first =
        switch (table) {
          case EXPLOITATION -> List.of("ID-POS");
          case REASON, NEED -> List.of("UNMET");
          default -> List.of();
        };
    return switch (table.kind()) {
      case TOTAL -> Stream.of(List.of());
      case HOURS ->
          table.above().isEmpty()
              ? Stream.of(List.of(FigureTable.MEDIAN), List.of(FigureTable.NINTH))
              : Stream.of();
      case PARTS, MARKS, ALONE ->
          labels.codes(table).stream()
              .map(code -> Stream.concat(first.stream(), Stream.of(code)).toList());
    };
  }

  private CapacityLineDto line(CapacityAge age) {
    CapacityLineDto dto =
        new CapacityLineDto()
            .country(age.country().value())
            .numbers(age.numbers())
            .stale(age.stale())
            .oldest(age.oldest());
    OrganizationId organization = age.organization();
    return organization == null
        ? dto
        : dto.organization(organization.value())
            .organizationName(
                directory.organization(organization).map(Organization::name).orElse(""));
  }
}
