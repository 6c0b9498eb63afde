package org.uputnica.statistics.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.contract.model.FigureTableDto;
import org.uputnica.contract.model.MonthlyFiguresDto;
import org.uputnica.platform.text.CsvCell;

/** The figures of a month as a CSV file (RFC 4180) for a spreadsheet. */
@ApplicationScoped
class FigureSheet {
  static final String TYPE = "text/csv;charset=UTF-8";

  private static final List<String> COLUMNS =
      List.of("month", "table", "cell", "codes", "unit", "number");

  /** Without it some spreadsheets read Cyrillic letters as something else. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String LINE_END = "\r\n";

  private final FigureLabels labels;

  FigureSheet(FigureLabels labels) {
    this.labels = labels;
  }

  String write(List<MonthlyFiguresDto> subjects, Locale language) {
    return Stream.concat(
            Stream.of(line(COLUMNS.stream().map(it -> labels.heading(it, language)))),
            subjects.stream()
                .flatMap(it ->
                    it.getTables().stream()
                        .flatMap(table -> lines(it.getMonth(), table, language))))
        .collect(Collectors.joining("", BYTE_ORDER_MARK, ""));
  }

  private Stream<String> lines(String month, FigureTableDto table, Locale language) {
    return table.getCells().stream()
        .map(cell ->
            line(
                Stream.of(
                    month,
                    table.getLabel(),
                    cell.getLabel(),
                    Stream.concat(Stream.of(table.getCode()), cell.getPath().stream())
                        .collect(Collectors.joining("/")),
                    labels.heading(table.getUnit().name(), language),
                    cell.getNumber() == null ? "" : cell.getNumber().toString())));
  }

  private static String line(Stream<String> cells) {
    return cells.map(CsvCell::of).collect(Collectors.joining(",", "", LINE_END));
  }
}
