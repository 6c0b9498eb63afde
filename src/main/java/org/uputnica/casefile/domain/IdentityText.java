package org.uputnica.casefile.domain;

import java.text.Normalizer;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * What a text about a person may be made of. Kept in Unicode NFC, so that the same name typed on
 * two keyboards is the same name. Signs nobody sees but which change what others see (bidirectional
 * controls of UAX #9) and control characters are refused, not removed: a changed name is a wrong
 * name.
 */
public final class IdentityText {
  private IdentityText() {}

  /**
   * The text as it is kept.
   *
   * @param field name in the contract, for the answer
   * @throws RefusedException {@code invalid-value} naming the field, never repeating the text
   */
  public static String clean(String field, String text) {
    if (text.isBlank()) {
      throw refused(field, "is empty");
    }
    if (!text.codePoints().allMatch(IdentityText::isAllowed)) {
      throw refused(field, "holds a control character");
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isAllowed(int sign) {
    if (sign == '\n' || sign == '\r' || sign == '\t') {
      return true;
    }
    return !Character.isISOControl(sign) && !isBidiControl(sign) && !isHalfOfAPair(sign);
  }

  /** Unicode property Bidi_Control, all of it. */
  private static boolean isBidiControl(int sign) {
    return sign == 0x061C
        || sign == 0x200E
        || sign == 0x200F
        || (sign >= 0x202A && sign <= 0x202E)
        || (sign >= 0x2066 && sign <= 0x2069);
  }

  private static boolean isHalfOfAPair(int sign) {
    return sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE;
  }

  static RefusedException refused(String field, String detail) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE, "Correct the field", FieldProblem.at(field, detail));
  }
}
