package org.uputnica.platform.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list and the cursor of the next one. */
public record Page<T>(List<T> entries, @Nullable String next) {
  public Page {
    entries = List.copyOf(entries);
  }

  /**
   * Cuts a page out of a result that was asked for with one entry more than {@code limit}.
   *
   * @param key sort key of an entry, in the order of the list
   */
  public static <T> Page<T> of(
      String list, List<T> found, int limit, Function<T, List<String>> key) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> entries = found.subList(0, limit);
    return new Page<>(entries, new Cursor(list, key.apply(entries.getLast())).print());
  }
}
