package org.uputnica.casefile.domain;

import java.text.Normalizer;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What a text about a person may be made of. Kept in Unicode NFC, so that the same name typed on
 * two keyboards is the same name. Signs nobody sees but which change what others see or what a
 * search finds are refused, not removed: a changed name is a wrong name. That is control
 * characters, halves of surrogate pairs, format characters (general category Cf: bidirectional
 * controls of UAX #9, zero-width signs, tags), blank letters and variation selectors. One of them
 * is spelling: the zero-width non-joiner between two Arabic letters (UAX #31, 2.3), without which
 * Persian names are written wrong.
 */
public final class IdentityText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private IdentityText() {}

  /**
   * The text as it is kept; may have several lines.
   *
   * @param field name in the contract, for the answer
   * @throws RefusedException {@code invalid-value} naming the field, never repeating the text
   */
  public static String clean(String field, String text) {
    if (text.isBlank()) {
      throw refused(field, "is empty");
    }
    int[] signs = text.codePoints().toArray();
    for (int i = 0; i < signs.length; i++) {
      if (!isAllowed(signs, i)) {
        throw refused(field, "holds a control character or an invisible sign");
      }
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * As {@link #clean}, of one line: names, numbers.
   *
   * @throws RefusedException {@code invalid-value} naming the field
   */
  public static String line(String field, String text) {
    if (text.codePoints().anyMatch(IdentityText::breaksLine)) {
      throw refused(field, "must be of one line");
    }
    return clean(field, text);
  }

  private static boolean isAllowed(int[] signs, int at) {
    int sign = signs[at];
    if (sign == '\n' || sign == '\r' || sign == '\t') {
      return true;
    }
    return switch (Character.getType(sign)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT ->
          sign == ZERO_WIDTH_NON_JOINER && isArabic(signs, at - 1) && isArabic(signs, at + 1);
      default -> !isBlankLetter(sign) && !isVariationSelector(sign);
    };
  }

  private static boolean breaksLine(int sign) {
    return sign == '\n' || sign == '\r' || sign == '\t' || sign == 0x2028 || sign == 0x2029;
  }

  private static boolean isArabic(int[] signs, int at) {
    return at >= 0
        && at < signs.length
        && Character.UnicodeScript.of(signs[at]) == Character.UnicodeScript.ARABIC;
  }

  /** Letters that are drawn as nothing: fillers of Hangul, the blank of Braille. */
  private static boolean isBlankLetter(int sign) {
    return sign == 0x115F
        || sign == 0x1160
        || sign == 0x3164
        || sign == 0xFFA0
        || sign == 0x2800
        || sign == 0x034F;
  }

  private static boolean isVariationSelector(int sign) {
    return (sign >= 0xFE00 && sign <= 0xFE0F) || (sign >= 0xE0100 && sign <= 0xE01EF);
  }

  static RefusedException refused(String field, String detail) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE, "Correct the field", FieldProblem.at(field, detail));
  }
}
