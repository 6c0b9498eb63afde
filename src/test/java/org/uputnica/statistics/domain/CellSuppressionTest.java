package org.uputnica.statistics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cell that is not told cannot be worked out from the others and the exact total. */
class CellSuppressionTest {
  private static final Threshold ELEVEN = new Threshold(11);

  static IntStream seeds() {
    return IntStream.range(0, 120);
  }

  @Test
  void aSmallOneTakesTheNextOneWithIt() {
    assertThat(parts(Map.of("A", 30L, "B", 12L, "C", 3L), false)).containsOnlyKeys("A");
    assertThat(parts(Map.of("A", 30L, "B", 12L), false)).containsOnlyKeys("A", "B");
    assertThat(parts(Map.of("A", 30L, "B", 12L), true)).containsOnlyKeys("A");
    assertThat(parts(Map.of("A", 30L, "B", 0L), false)).isEmpty();
  }

  @Test
  void severalSmallOnesThatAreManyTogetherTakeNobodyWithThem() {
    assertThat(parts(Map.of("A", 30L, "B", 6L, "C", 5L), false)).containsOnlyKeys("A");
    assertThat(parts(Map.of("A", 30L, "B", 6L, "C", 4L), false)).isEmpty();
  }

  @Test
  void whoIsNotInACellMayNotBeFewEither() {
    assertThat(marks(Map.of("A", 30L, "B", 12L), 42, true)).containsOnlyKeys("A", "B");
    assertThat(marks(Map.of("A", 30L, "B", 12L), 40, true)).containsOnlyKeys("B");
    assertThat(marks(Map.of("A", 42L), 42, true)).isEmpty();
  }

  @Test
  void whoIsInNoOtherCellIsNotSeenInTheOnlyOneLeft() {
    assertThat(marks(Map.of("A", 30L, "B", 12L, "C", 5L), 45, false)).containsOnlyKeys("A");
    assertThat(marks(Map.of("A", 30L, "B", 15L, "C", 5L), 45, false)).containsOnlyKeys("A", "B");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySmallNumberStaysPossible(int seed) {
    Random lot = new Random(seed);
    Map<String, Long> cells = new HashMap<>();
    int many = 1 + lot.nextInt(6);
    for (int cell = 0; cell < many; cell++) {
      cells.put("C" + cell, (long) lot.nextInt(lot.nextBoolean() ? 14 : 60));
    }
    boolean open = lot.nextBoolean();
    Map<String, Long> told = parts(cells, open);
    long hidden = cells.size() - told.size() + (open ? 1 : 0);
    long behind = sum(cells) - sum(told);
    assertThat(told.values()).allMatch(ELEVEN::isReachedBy);
    if (hidden > 0 && !told.isEmpty()) {
      assertThat(hidden).as("seed %s", seed).isGreaterThan(1);
      assertThat(behind).as("seed %s", seed).isGreaterThanOrEqualTo(11);
    }
  }

  private static Map<String, Long> parts(Map<String, Long> cells, boolean open) {
    return CellSuppression.parts(cells, open, ELEVEN);
  }

  private static Map<String, Long> marks(Map<String, Long> cells, long total, boolean open) {
    return CellSuppression.marks(cells, total, open, ELEVEN);
  }

  private static long sum(Map<String, Long> cells) {
    return cells.values().stream().mapToLong(Long::longValue).sum();
  }
}
