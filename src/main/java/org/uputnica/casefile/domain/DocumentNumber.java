package org.uputnica.casefile.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A document number as it is compared: capital letters and digits only. Cyrillic letters that look
 * like Latin ones are those, since a keyboard left in Cyrillic types them.
 */
final class DocumentNumber {
  private static final String CYRILLIC = "АВЕКМНОРСТУХЈЅІ";
  private static final String LATIN = "ABEKMHOPCTYXJSI";

  private DocumentNumber() {}

  static String plain(String number) {
    StringBuilder plain = new StringBuilder(number.length());
    Normalizer.normalize(number, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(sign -> {
          int alike = CYRILLIC.indexOf(sign);
          if (Character.isDigit(sign)) {
            plain.append(Character.digit(sign, 10));
          } else if (alike >= 0) {
            plain.append(LATIN.charAt(alike));
          } else {
            plain.appendCodePoint(sign);
          }
        });
    return plain.toString();
  }
}
