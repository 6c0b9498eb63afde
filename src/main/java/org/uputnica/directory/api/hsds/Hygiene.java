package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts that could do more than be read: a file of the directory comes from anywhere, and is shown
 * to everybody.
 */
final class Hygiene {
  /** Characters of one text. */
  private static final int LONGEST = 4000;

  private static final Pattern MARKUP = Pattern.compile("<[!/?a-zA-Z]");
  private static final Pattern PROGRAM =
      Pattern.compile("\\s*(javascript|vbscript|data)\\s*:", Pattern.CASE_INSENSITIVE);

  private Hygiene() {}

  /** What is wrong with the texts of an object and of everything in it. */
  static List<HsdsProblem> faults(Spot spot) {
    List<HsdsProblem> found = new ArrayList<>();
    look(spot, found);
    return found;
  }

  private static void look(Spot spot, List<HsdsProblem> found) {
    JsonNode node = spot.node();
    if (node.isTextual()) {
      wrong(node.textValue())
          .ifPresent(text -> found.add(new HsdsProblem(spot.path(), text, true)));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        look(new Spot(spot.file(), spot.path() + "/" + i, node.get(i)), found);
      }
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (wrong(field.getKey()).isPresent()) {
          found.add(new HsdsProblem(spot.path(), "has a field with a name of no use", true));
        } else {
          look(new Spot(spot.file(), spot.below(field.getKey()), field.getValue()), found);
        }
      }
    }
  }

  private static Optional<String> wrong(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("must have at most " + LONGEST + " characters");
    }
    if (text.codePoints().anyMatch(Hygiene::isHidden)) {
      return Optional.of("must not have control characters");
    }
    if (MARKUP.matcher(text).find() || PROGRAM.matcher(text).lookingAt()) {
      return Optional.of("must be plain text, without markup or programs");
    }
    return Optional.empty();
  }

  /**
   * Controls but for the ends of lines, half characters, and what turns the direction of writing.
   */
  private static boolean isHidden(int point) {
    boolean line = point == '\n' || point == '\r' || point == '\t';
    return (Character.isISOControl(point) && !line)
        || Character.getType(point) == Character.SURROGATE
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0xFEFF;
  }
}
