package org.uputnica.platform.id;

import java.security.SecureRandom;

/**
 * What the person carries on paper: eight random symbols of Crockford's base 32 and its check
 * symbol (mod 37), shown as {@code XXXX-XXXX-X}. It means nothing and opens nothing. Codes whose
 * check symbol is not itself one of the 32 are never made, so that every printed sign can be said
 * on the telephone.
 */
public record CaseCode(String value) {
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 8;
  private static final int CHECK_MODULUS = 37;

  public CaseCode {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a case code");
    }
  }

  /** A new random code, 40 bits. */
  public static CaseCode random(SecureRandom random) {
    while (true) {
      long bits = random.nextLong() & ((1L << (5 * LENGTH)) - 1);
      int check = (int) (bits % CHECK_MODULUS);
      if (check < SYMBOLS.length()) {
        return new CaseCode(print(bits, check));
      }
    }
  }

  /** Whether {@code text} is a code whose check symbol fits. */
  public static boolean isValid(String text) {
    if (!text.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]")) {
      return false;
    }
    long bits = 0;
    String plain = text.replace("-", "");
    for (int i = 0; i < LENGTH; i++) {
      bits = bits << 5 | SYMBOLS.indexOf(plain.charAt(i));
    }
    return bits % CHECK_MODULUS == SYMBOLS.indexOf(plain.charAt(LENGTH));
  }

  private static String print(long bits, int check) {
    StringBuilder out = new StringBuilder(11);
    for (int i = LENGTH - 1; i >= 0; i--) {
      out.append(SYMBOLS.charAt((int) (bits >>> (5 * i)) & 31));
      if (i == LENGTH / 2) {
        out.append('-');
      }
    }
    return out.append('-').append(SYMBOLS.charAt(check)).toString();
  }

  @Override
  public String toString() {
    return value;
  }
}
