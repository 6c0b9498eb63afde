package org.uputnica.platform.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The place in a list after which the next page begins: the sort key of the last entry seen.
 *
 * @param list name of the list; a cursor opens only the list it was made for
 */
public record Cursor(String list, List<String> key) {
  private static final String SEPARATOR = "\n";

  public Cursor {
    key = List.copyOf(key);
  }

  public String print() {
    String text = list + SEPARATOR + String.join(SEPARATOR, key);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor the client sent back.
   *
   * @param parts how many values the key of this list has
   * @throws RefusedException {@code invalid-cursor} when it is unreadable or of another list
   */
  public static @Nullable Cursor read(String list, int parts, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String[] values =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
              .split(SEPARATOR, -1);
      if (values.length == parts + 1 && values[0].equals(list)) {
        return new Cursor(list, List.of(values).subList(1, values.length));
      }
    } catch (IllegalArgumentException unreadable) {
      // answered below like a cursor of another list
    }
    throw refused();
  }

  /** Runs {@code parse} on a part of the key; anything unreadable is a foreign cursor. */
  public <T> T part(int index, java.util.function.Function<String, T> parse) {
    try {
      return parse.apply(key.get(index));
    } catch (RuntimeException unreadable) {
      throw refused();
    }
  }

  private static RefusedException refused() {
    return RefusedException.of(
        ProblemType.INVALID_CURSOR,
        "Start again without a cursor",
        FieldProblem.at("cursor", "is not the `next` of a page of this list"));
  }
}
