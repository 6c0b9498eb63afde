package org.uputnica.statistics.domain;

import java.util.List;

/**
 * A number that may be told, as it is told.
 *
 * @param path the codes that lead to it; for hours the last one is {@link FigureTable#MEDIAN} or
 *     {@link FigureTable#NINTH}
 * @param number persons, or hours begun
 */
public record ToldFigure(FigureTable table, List<String> path, long number) {
  public ToldFigure {
    path = List.copyOf(path);
  }
}
