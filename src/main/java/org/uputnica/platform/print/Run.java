package org.uputnica.platform.print;

import java.util.ArrayList;
import java.util.List;

/** Signs next to each other that are set from one face. */
record Run(Face face, String signs) {
  private static final String CIRCLE = "\u25CC";
  private static final char CHANCE = '\u200B';

  /** Longer words may be broken, everywhere this many signs later. */
  private static final int LONG_WORD = 20;

  private static final int PIECE = 10;

  /**
   * Cuts a text into runs: as long as a face has the next sign it is kept. What no face has is a
   * dotted circle; signs that steer direction are left out, since the page decides that.
   */
  static List<Run> of(String text, Face first) {
    List<Run> runs = new ArrayList<>();
    StringBuilder signs = new StringBuilder();
    Face face = first;
    for (int sign : breakable(text)) {
      Face next = face(sign, face);
      if (next != face && !signs.isEmpty()) {
        runs.add(new Run(face, signs.toString()));
        signs.setLength(0);
      }
      face = next;
      signs.append(next.has(sign) || isUnseen(sign) ? Character.toString(sign) : CIRCLE);
    }
    if (!signs.isEmpty()) {
      runs.add(new Run(face, signs.toString()));
    }
    return List.copyOf(runs);
  }

  private static Face face(int sign, Face current) {
    if (isUnseen(sign) || current.has(sign)) {
      return current;
    }
    for (Face other : Face.values()) {
      if (other.has(sign)) {
        return other;
      }
    }
    return current;
  }

  /** Space, and what joins or separates letters without being seen. */
  private static boolean isUnseen(int sign) {
    return sign == ' '
        || sign == CHANCE
        || sign == '\u200C'
        || sign == '\u200D'
        || (sign >= '\u202A' && sign <= '\u202C');
  }

  private static int[] breakable(String text) {
    List<Integer> signs = new ArrayList<>();
    for (String word : text.split("(?<= )", -1)) {
      int[] letters = word.codePoints().map(Run::spaced).filter(Run::isSeen).toArray();
      boolean breaks = letters.length > LONG_WORD;
      for (int at = 0; at < letters.length; at++) {
        if (breaks
            && at > 0
            && at % PIECE == 0
            && Character.getType(letters[at]) != Character.NON_SPACING_MARK) {
          signs.add((int) CHANCE);
        }
        signs.add(letters[at]);
      }
    }
    return signs.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int spaced(int sign) {
    return Character.isWhitespace(sign) ? ' ' : sign;
  }

  private static boolean isSeen(int sign) {
    return !Character.isISOControl(sign)
        && (Character.getType(sign) != Character.FORMAT || isUnseen(sign));
  }
}
