package org.uputnica.statistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.statistics.domain.FigureTable.OUTCOME;
import static org.uputnica.statistics.domain.FigureTable.RECEIVER;
import static org.uputnica.statistics.domain.FigureTable.RECEIVER_TO_ANSWER;
import static org.uputnica.statistics.domain.FigureTable.TO_BED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.statistics.domain.FigurePlace.Scope;
import org.uputnica.statistics.domain.FigureTable.Kind;

/** Whoever has all tables of a place and month in hand still learns nothing of a few. */
class MonthCountTest {
  private static final Threshold ELEVEN = new Threshold(11);
  private static final List<String> ALL = List.of();

  static IntStream seeds() {
    return IntStream.range(0, 120);
  }

  /**
   * She knows every told number exactly, although it is told rounded, and adds and subtracts within
   * each table and between a table and the one above it.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void noSmallNumberCanBeWorkedOut(int seed) {
    Map<FigureTable, Map<List<String>, Set<Integer>>> persons = aMonth(new Random(seed));
    MonthCount count = new MonthCount();
    persons.forEach(
        (table, cells) -> cells.forEach((path, who) -> count.with(table, path, who.size())));
    for (Scope scope : Scope.values()) {
      Map<FigureTable, Map<List<String>, Long>> told = new HashMap<>();
      for (ToldFigure figure : count.told(scope, ELEVEN)) {
        long exact = count.persons(figure.table(), figure.path());
        assertThat(exact).isGreaterThanOrEqualTo(11);
        assertThat(figure.number()).isEqualTo(Math.ceilDiv(exact, 5) * 5);
        told.computeIfAbsent(figure.table(), _ -> new HashMap<>()).put(figure.path(), exact);
      }
      for (FigureTable table : FigureTable.values()) {
        if (table.above().isPresent()) {
          attack(table, count, persons, told, "seed " + seed + " " + scope + " " + table);
        }
      }
    }
  }

  private static void attack(
      FigureTable table,
      MonthCount count,
      Map<FigureTable, Map<List<String>, Set<Integer>>> persons,
      Map<FigureTable, Map<List<String>, Long>> told,
      String where) {
    FigureTable above = table.above().orElseThrow();
    Map<List<String>, Long> known = told.getOrDefault(table, Map.of());
    Map<List<String>, Set<String>> groups = new LinkedHashMap<>();
    persons
        .getOrDefault(table, Map.of())
        .keySet()
        .forEach(path ->
            groups
                .computeIfAbsent(
                    path.subList(0, path.size() - 1), _ -> new HashSet<>(table.cells()))
                .add(path.getLast()));
    groups.forEach((first, codes) -> {
      Map<String, Long> open = new HashMap<>();
      codes.forEach(code -> {
        List<String> path = below(first, code);
        if (known.containsKey(path)) {
          open.put(code, known.get(path));
        }
      });
      if (open.isEmpty()) {
        return;
      }
      assertThat(told.getOrDefault(above, Map.of())).as(where).containsKey(first);
      long total = count.persons(above, first);
      long rest = total - open.values().stream().mapToLong(Long::longValue).sum();
      int hidden = codes.size() - open.size() + (table.cells().isEmpty() ? 1 : 0);
      if (table.kind() == Kind.MARKS) {
        open.values().forEach(cell -> assertThat(total - cell).as(where).isGreaterThan(10));
        assertThat(hidden == 1 ? rest : 0).as(where).isLessThanOrEqualTo(0);
      } else if (hidden > 0) {
        assertThat(hidden).as(where).isGreaterThan(1);
        assertThat(rest).as(where).isGreaterThan(10);
      }
    });
  }

  @Test
  void belowACellThatIsNotToldNothingIs() {
    MonthCount count =
        new MonthCount()
            .with(FigureTable.DECIDED, ALL, 45)
            .with(OUTCOME, List.of("ID-POS"), 40)
            .with(OUTCOME, List.of("ID-NEG"), 5)
            .with(FigureTable.EXPLOITATION, List.of("ID-POS", "LAB"), 25);
    assertThat(count.told(Scope.COUNTRY, ELEVEN))
        .containsExactly(new ToldFigure(FigureTable.DECIDED, ALL, 45));
  }

  @Test
  void hoursAreOfNoFewerThanTheThreshold() {
    MonthCount count =
        new MonthCount()
            .with(TO_BED, ALL, new Spread(11, 7, 30))
            .with(FigureTable.TO_ARRIVAL, ALL, new Spread(10, 7, 30))
            .with(FigureTable.ASKED, ALL, 50)
            .with(RECEIVER, List.of("one"), 20)
            .with(RECEIVER, List.of("two"), 5)
            .with(RECEIVER_TO_ANSWER, List.of("one"), new Spread(15, 3, 9))
            .with(RECEIVER_TO_ANSWER, List.of("two"), new Spread(12, 3, 9));
    assertThat(count.told(Scope.COUNTRY, ELEVEN))
        .filteredOn(it -> it.table().kind() == Kind.HOURS)
        .containsExactlyInAnyOrder(
            new ToldFigure(TO_BED, List.of("MEDIAN"), 7),
            new ToldFigure(TO_BED, List.of("P90"), 30),
            new ToldFigure(RECEIVER_TO_ANSWER, List.of("one", "MEDIAN"), 3),
            new ToldFigure(RECEIVER_TO_ANSWER, List.of("one", "P90"), 9));
    assertThat(count.told(Scope.REGION, ELEVEN))
        .noneMatch(it -> it.table() == RECEIVER_TO_ANSWER || it.table() == RECEIVER);
  }

  @Test
  void aCountryThatAsksForMoreGetsMore() {
    MonthCount count = new MonthCount().with(FigureTable.REGISTERED, ALL, 19);
    assertThat(count.told(Scope.COUNTRY, new Threshold(20))).isEmpty();
    assertThat(count.told(Scope.COUNTRY, ELEVEN)).hasSize(1);
  }

  /** Some people, with more and less common attributes, by lot. */
  private static Map<FigureTable, Map<List<String>, Set<Integer>>> aMonth(Random lot) {
    Map<FigureTable, Map<List<String>, Set<Integer>>> cells = new HashMap<>();
    int many = lot.nextInt(150);
    int skew = 1 + lot.nextInt(4);
    for (int who = 0; who < many; who++) {
      for (FigureTable table : FigureTable.values()) {
        switch (table.kind()) {
          case TOTAL -> note(cells, table, ALL, who);
          case ALONE -> note(cells, table, List.of(any(table.cells(), lot, skew)), who);
          case PARTS -> {
            for (List<String> above : of(cells, table.above().orElseThrow(), who)) {
              note(cells, table, below(above, any(codes(table), lot, skew)), who);
            }
          }
          case MARKS -> {
            for (List<String> above : of(cells, table.above().orElseThrow(), who)) {
              for (int more = lot.nextInt(3); more >= 0; more--) {
                boolean fits = above.isEmpty() || !above.getFirst().equals("ACCEPTED");
                if (fits && lot.nextInt(8) > 0) {
                  note(cells, table, below(above, any(codes(table), lot, skew)), who);
                }
              }
            }
          }
          case HOURS -> {}
        }
      }
    }
    return cells;
  }

  private static List<String> codes(FigureTable table) {
    return table.cells().isEmpty() ? List.of("A", "B", "C", "D", "E") : table.cells();
  }

  private static String any(List<String> codes, Random lot, int skew) {
    int at = codes.size();
    for (int time = 0; time < skew; time++) {
      at = Math.min(at, lot.nextInt(codes.size()));
    }
    return codes.get(at);
  }

  private static Collection<List<String>> of(
      Map<FigureTable, Map<List<String>, Set<Integer>>> cells, FigureTable table, int who) {
    List<List<String>> paths = new ArrayList<>();
    cells
        .getOrDefault(table, Map.of())
        .forEach((path, persons) -> {
          if (persons.contains(who)) {
            paths.add(path);
          }
        });
    return paths;
  }

  private static void note(
      Map<FigureTable, Map<List<String>, Set<Integer>>> cells,
      FigureTable table,
      List<String> path,
      int who) {
    cells
        .computeIfAbsent(table, _ -> new HashMap<>())
        .computeIfAbsent(path, _ -> new HashSet<>())
        .add(who);
  }

  private static List<String> below(List<String> path, String code) {
    List<String> longer = new ArrayList<>(path);
    longer.add(code);
    return longer;
  }
}
