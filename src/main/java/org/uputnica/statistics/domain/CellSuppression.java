package org.uputnica.statistics.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * Which cells of a table may be told so that nobody works out a small one from the others, not even
 * with the exact total in hand: cell suppression, primary and complementary. Every small number
 * stays possible behind each cell that is not told.
 */
public final class CellSuppression {
  private CellSuppression() {}

  /**
   * Of cells that together are everybody. If one is small, at least two are not told, and together
   * they are not few.
   *
   * @param cells persons by code; those with nobody are small too
   * @param open there are other codes, with nobody behind them
   * @return the cells that may be told
   */
  static Map<String, Long> parts(Map<String, Long> cells, boolean open, Threshold threshold) {
    Map<String, Long> told = new HashMap<>(cells);
    told.values().removeIf(persons -> !threshold.isReachedBy(persons));
    long hidden = cells.size() - told.size() + (open ? 1 : 0);
    long behind = sum(cells) - sum(told);
    while (hidden > 0 && (hidden < 2 || !threshold.isReachedBy(behind)) && !told.isEmpty()) {
      behind += hideSmallest(told);
      hidden++;
    }
    return told;
  }

  /**
   * Of cells that may overlap. Each divides everybody into those in it and the others; neither may
   * be few. One alone is not hidden if somebody is in no other one: she would have to be in it.
   *
   * @param total persons the cells are about, in one of them or not
   * @return the cells that may be told
   */
  static Map<String, Long> marks(
      Map<String, Long> cells, long total, boolean open, Threshold threshold) {
    Map<String, Long> told = new HashMap<>(cells);
    told.values()
        .removeIf(
            persons -> !threshold.isReachedBy(persons) || !threshold.isReachedBy(total - persons));
    long hidden = cells.size() - told.size() + (open ? 1 : 0);
    if (hidden == 1 && !told.isEmpty() && sum(told) < total) {
      hideSmallest(told);
    }
    return told;
  }

  private static long hideSmallest(Map<String, Long> told) {
    String smallest =
        told.entrySet().stream()
            .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElseThrow();
    Long persons = told.remove(smallest);
    return persons == null ? 0 : persons;
  }

  private static long sum(Map<String, Long> cells) {
    return cells.values().stream().mapToLong(Long::longValue).sum();
  }
}
