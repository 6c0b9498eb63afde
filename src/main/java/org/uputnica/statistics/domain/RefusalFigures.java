package org.uputnica.statistics.domain;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.uputnica.platform.id.CountryCode;

/**
 * How many persons of a country said no in one month (UTC), by what they refused. Always the same
 * cells, so that an empty one does not tell zero from few.
 */
public record RefusalFigures(
    CountryCode country, YearMonth month, Threshold threshold, List<Cell> cells) {
  /** What was refused. */
  public enum Kind {
    /** Something of the procedure, by the code of the step that notes it. */
    STEP,
    /** A use of her data, by the code of its scope. */
    SCOPE
  }

  /**
   * One figure.
   *
   * @param persons as it may be told
   */
  public record Cell(Kind kind, String code, OptionalLong persons) {}

  public RefusalFigures {
    cells = List.copyOf(cells);
  }

  /** The figures as they may be told. */
  public static RefusalFigures of(MonthlyFigures.Told told) {
    return new RefusalFigures(
        Objects.requireNonNull(told.place().country()),
        told.month(),
        told.threshold(),
        Stream.concat(
                cells(Kind.STEP, FigureTable.REFUSED_STEP, told),
                cells(Kind.SCOPE, FigureTable.REFUSED_SCOPE, told))
            .toList());
  }

  private static Stream<Cell> cells(Kind kind, FigureTable table, MonthlyFigures.Told told) {
    return table.cells().stream().sorted().map(it -> new Cell(kind, it, told.number(table, it)));
  }
}
