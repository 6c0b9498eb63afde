package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value of a file together with where it stands, so that whatever is wrong can be found.
 *
 * @param path JSON pointer (RFC 6901)
 */
record Spot(String file, String path, JsonNode node) {
  private static final int LONGEST = 200;
  private static final int MOST_OF_A_NAME = 60;

  /** A field, or nothing when it is absent or null. */
  @Nullable Spot find(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : new Spot(file, below(field), value);
  }

  /** A field that must be there. */
  Spot get(String field) {
    Spot found = find(field);
    if (found == null) {
      throw new HsdsException(file, below(field), "is missing");
    }
    return found;
  }

  /** The entries of a list; none when it is absent. */
  List<Spot> items(String field) {
    Spot list = find(field);
    List<Spot> items = new ArrayList<>();
    if (list != null) {
      for (JsonNode item : list.node) {
        items.add(new Spot(file, list.path + "/" + items.size(), item));
      }
    }
    return items;
  }

  /** A short text of one line. */
  String text() {
    String text = node.asText();
    if (text.isBlank() || text.length() > LONGEST) {
      throw wrong("must have 1 to " + LONGEST + " characters");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw wrong("must not have control characters");
    }
    return text;
  }

  UUID uuid() {
    return UUID.fromString(node.asText());
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(int least, int most) {
    double value = node.asDouble();
    if (value != Math.rint(value) || value < least || value > most) {
      throw wrong("must be a whole number from " + least + " to " + most);
    }
    return (int) value;
  }

  HsdsException wrong(String what) {
    return new HsdsException(file, path, what);
  }

  /** Pointer to a field of this object (RFC 6901). */
  String below(String field) {
    return path + "/" + shortened(field).replace("~", "~0").replace("/", "~1");
  }

  /** A name of a field that somebody else chose. */
  static String shortened(String name) {
    return name.length() > MOST_OF_A_NAME ? name.substring(0, MOST_OF_A_NAME) + "…" : name;
  }
}
