package org.uputnica.statistics.domain;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
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
  public static RefusalFigures of(
      CountryCode country,
      YearMonth month,
      Threshold threshold,
      Map<String, Long> steps,
      Map<String, Long> scopes) {
    return new RefusalFigures(
        country,
        month,
        threshold,
        Stream.concat(cells(Kind.STEP, steps, threshold), cells(Kind.SCOPE, scopes, threshold))
            .toList());
  }

  private static Stream<Cell> cells(Kind kind, Map<String, Long> counted, Threshold threshold) {
    return counted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it -> new Cell(kind, it.getKey(), threshold.told(it.getValue())));
  }
}
