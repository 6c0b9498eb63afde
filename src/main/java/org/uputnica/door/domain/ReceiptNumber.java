package org.uputnica.door.domain;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Sixteen digits with which a person opens her own page: fifteen at random and a check digit
 * (ISO/IEC 7064, MOD 11,10), which finds every single wrong digit and nearly every exchange of two.
 * Lives in memory only while it is made or tried; never part of a text.
 *
 * @param digits ASCII
 */
public record ReceiptNumber(String digits) {
  private static final int LENGTH = 16;

  /** How many digits say which number it may be; the others are the secret. */
  private static final int LOOKUP = 6;

  /**
   * Only for a number that is one.
   *
   * @throws IllegalArgumentException without the digits
   */
  public ReceiptNumber {
    if (!isNumber(digits)) {
      throw new IllegalArgumentException("not a receipt number");
    }
  }

  /** A new one. */
  public static ReceiptNumber random(SecureRandom random) {
    StringBuilder digits = new StringBuilder(LENGTH);
    for (int i = 1; i < LENGTH; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return new ReceiptNumber(digits.append(check(digits)).toString());
  }

  /**
   * What somebody typed or read from paper: digits of any script, with spaces and hyphens as she
   * likes. Empty when it is no such number.
   */
  public static Optional<ReceiptNumber> read(String typed) {
    StringBuilder digits = new StringBuilder(LENGTH);
    for (int sign : typed.codePoints().toArray()) {
      if (Character.isDigit(sign)) {
        digits.append((char) ('0' + Character.digit(sign, 10)));
      } else if (!Character.isSpaceChar(sign)
          && Character.getType(sign) != Character.DASH_PUNCTUATION) {
        return Optional.empty();
      }
    }
    String read = digits.toString();
    return isNumber(read) ? Optional.of(new ReceiptNumber(read)) : Optional.empty();
  }

  /** The part that finds it, which opens nothing. */
  public String lookup() {
    return digits.substring(0, LOOKUP);
  }

  /** As it is read aloud and written down: in groups of four. */
  public String shown() {
    return digits.replaceAll("(?<=.)(?=(.{4})+$)", " ");
  }

  private static boolean isNumber(String digits) {
    return digits.matches("[0-9]{16}")
        && check(digits.substring(0, LENGTH - 1)) == digits.charAt(LENGTH - 1);
  }

  private static char check(CharSequence digits) {
    int product = 10;
    for (int i = 0; i < digits.length(); i++) {
      int sum = (product + digits.charAt(i) - '0') % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (char) ('0' + (11 - product) % 10);
  }

  @Override
  public String toString() {
    return "ReceiptNumber[redacted]";
  }
}
