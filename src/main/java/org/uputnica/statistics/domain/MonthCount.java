package org.uputnica.statistics.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uputnica.statistics.domain.FigurePlace.Scope;

/**
 * What was counted in one place and month, exactly. It never leaves the job that counts; what may
 * be told of it does.
 */
public final class MonthCount {
  private final Map<FigureTable, Map<List<String>, Long>> persons =
      new EnumMap<>(FigureTable.class);
  private final Map<FigureTable, Map<List<String>, Spread>> hours =
      new EnumMap<>(FigureTable.class);

  /** Adds the persons of a cell. */
  public MonthCount with(FigureTable table, List<String> path, long count) {
    persons.computeIfAbsent(table, _ -> new HashMap<>()).put(List.copyOf(path), count);
    return this;
  }

  /** Adds how long it took in a cell. */
  public MonthCount with(FigureTable table, List<String> path, Spread spread) {
    hours.computeIfAbsent(table, _ -> new HashMap<>()).put(List.copyOf(path), spread);
    return this;
  }

  /** The persons of a cell. */
  public long persons(FigureTable table, List<String> path) {
    return persons.getOrDefault(table, Map.of()).getOrDefault(path, 0L);
  }

  /**
   * What may be told of it, by the rules of {@link CellSuppression}; below a cell that is not told,
   * nothing is.
   */
  public List<ToldFigure> told(Scope scope, Threshold threshold) {
    List<ToldFigure> told = new ArrayList<>();
    Map<FigureTable, Set<List<String>>> places = new EnumMap<>(FigureTable.class);
    for (FigureTable table : FigureTable.values()) {
      if (table.scopes().contains(scope)) {
        List<ToldFigure> found = told(table, threshold, places);
        Set<List<String>> paths = new HashSet<>();
        found.forEach(it -> paths.add(it.path()));
        places.put(table, paths);
        told.addAll(found);
      }
    }
    return told;
  }

  private List<ToldFigure> told(
      FigureTable table, Threshold threshold, Map<FigureTable, Set<List<String>>> above) {
    List<ToldFigure> told = new ArrayList<>();
    if (table.kind() == FigureTable.Kind.HOURS) {
      hours
          .getOrDefault(table, Map.of())
          .forEach((path, spread) -> {
            if (isTold(table, path, above) && threshold.isReachedBy(spread.persons())) {
              told.add(new ToldFigure(table, below(path, FigureTable.MEDIAN), spread.median()));
              told.add(new ToldFigure(table, below(path, FigureTable.NINTH), spread.ninth()));
            }
          });
      return told;
    }
    groups(table)
        .forEach((path, cells) -> {
          if (isTold(table, path, above)) {
            tellable(table, path, cells, threshold)
                .forEach((code, count) ->
                    told.add(
                        new ToldFigure(
                            table,
                            table.kind() == FigureTable.Kind.TOTAL ? path : below(path, code),
                            Threshold.rounded(count))));
          }
        });
    return told;
  }

  /** A cell by itself, or everything of it. */
  private Map<String, Long> tellable(
      FigureTable table, List<String> path, Map<String, Long> cells, Threshold threshold) {
    boolean open = table.cells().isEmpty();
    return switch (table.kind()) {
      case PARTS -> CellSuppression.parts(cells, open, threshold);
      case MARKS ->
          CellSuppression.marks(cells, persons(table.above().orElseThrow(), path), open, threshold);
      case TOTAL, ALONE, HOURS -> {
        Map<String, Long> told = new HashMap<>(cells);
        told.values().removeIf(count -> !threshold.isReachedBy(count));
        yield told;
      }
    };
  }

  /** The cells of a table, by the cell above that they divide; those with nobody too. */
  private Map<List<String>, Map<String, Long>> groups(FigureTable table) {
    Map<List<String>, Map<String, Long>> groups = new HashMap<>();
    persons
        .getOrDefault(table, Map.of())
        .forEach((path, count) -> {
          List<String> first = path.isEmpty() ? path : path.subList(0, path.size() - 1);
          String last = path.isEmpty() ? "" : path.getLast();
          groups.computeIfAbsent(first, _ -> nobody(table)).put(last, count);
        });
    return groups;
  }

  private static Map<String, Long> nobody(FigureTable table) {
    Map<String, Long> cells = new HashMap<>();
    table.cells().forEach(code -> cells.put(code, 0L));
    return cells;
  }

  private static boolean isTold(
      FigureTable table, List<String> path, Map<FigureTable, Set<List<String>>> places) {
    return table.above().map(it -> places.getOrDefault(it, Set.of()).contains(path)).orElse(true);
  }

  private static List<String> below(List<String> path, String code) {
    List<String> longer = new ArrayList<>(path);
    longer.add(code);
    return longer;
  }
}
