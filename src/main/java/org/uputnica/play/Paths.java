package org.uputnica.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a value in an answer: {@code tracks[track=overall].state}, {@code next[0].label}, {@code
 * steps[*].step}, {@code entries.count}.
 */
final class Paths {
  private static final Pattern PIECE =
      Pattern.compile("\\.?([A-Za-z][A-Za-z0-9]*)|\\[([0-9]+|\\*)]|\\[([A-Za-z]+)=([^\\]]*)]");

  private Paths() {}

  /**
   * The value, missing when there is none.
   *
   * @throws ScenarioMistake when the path cannot be read
   */
  static JsonNode find(JsonNode root, String path) {
    Matcher piece = PIECE.matcher(path);
    JsonNode here = root;
    int read = 0;
    while (piece.find() && piece.start() == read) {
      read = piece.end();
      if ("*".equals(piece.group(2))) {
        return every(here, path.substring(read));
      }
      here = follow(here, piece);
    }
    if (read != path.length()) {
      throw new ScenarioMistake("The path " + path + " cannot be read");
    }
    return here;
  }

  private static JsonNode follow(JsonNode here, Matcher piece) {
    if (piece.group(2) != null) {
      return here.path(Integer.parseInt(piece.group(2)));
    }
    if (piece.group(3) != null) {
      return entryWith(here, piece.group(3), piece.group(4));
    }
    return here.isArray() && piece.group(1).equals("count")
        ? IntNode.valueOf(here.size())
        : here.path(piece.group(1));
  }

  private static JsonNode entryWith(JsonNode list, String field, String value) {
    for (JsonNode entry : list) {
      if (entry.path(field).asText().equals(value)) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode every(JsonNode list, String rest) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : list) {
      JsonNode one = rest.isEmpty() ? entry : find(entry, rest);
      if (!one.isMissingNode()) {
        found.add(one);
      }
    }
    return found;
  }
}
