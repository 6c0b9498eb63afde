package org.uputnica.statistics.domain;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.RefusalReason;
import org.uputnica.platform.id.CountryCode;

/**
 * How many persons of a country said no in one month (UTC), by what they refused and why. Always
 * the same cells, so that an empty one does not tell zero from few.
 */
public record RefusalFigures(
    CountryCode country, YearMonth month, Threshold threshold, List<Cell> cells) {
  /** What was refused. */
  public enum Kind {
    /** Something of the procedure, by the code of the step that notes it. */
    STEP,
    /** A use of her data, by the code of its scope. */
    SCOPE,
    /** A use of her data, and why. */
    REASON
  }

  /**
   * One figure.
   *
   * @param reason of {@link Kind#REASON}
   * @param persons as it may be told
   */
  public record Cell(
      Kind kind, String code, @Nullable RefusalReason reason, OptionalLong persons) {}

  public RefusalFigures {
    cells = List.copyOf(cells);
  }

  /** The figures as they may be told. */
  public static RefusalFigures of(MonthlyFigures.Told told) {
    return new RefusalFigures(
        Objects.requireNonNull(told.place().country()),
        told.month(),
        told.threshold(),
        Stream.of(
                cells(Kind.STEP, FigureTable.REFUSED_STEP, told),
                cells(Kind.SCOPE, FigureTable.REFUSED_SCOPE, told),
                reasons(told))
            .flatMap(Function.identity())
            .toList());
  }

  private static Stream<Cell> cells(Kind kind, FigureTable table, MonthlyFigures.Told told) {
    return table.cells().stream()
        .sorted()
        .map(it -> new Cell(kind, it, null, told.number(table, it)));
  }

  private static Stream<Cell> reasons(MonthlyFigures.Told told) {
    return FigureTable.REFUSED_SCOPE.cells().stream()
        .sorted()
        .flatMap(scope ->
            Stream.of(RefusalReason.values())
                .map(why ->
                    new Cell(
                        Kind.REASON,
                        scope,
                        why,
                        told.number(FigureTable.REFUSED_REASON, scope, why.code()))));
  }
}
