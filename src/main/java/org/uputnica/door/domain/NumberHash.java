package org.uputnica.door.domain;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a number: slow, salted, and made with a keyed hash of the number besides, so that
 * whoever has the table alone cannot try numbers at all. PBKDF2 (RFC 8018) with HMAC-SHA-512, as
 * for the master key: it is in every JDK.
 *
 * @param salt 16 bytes
 * @param rounds with which it was made
 * @param hash 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // stays inside the room
public record NumberHash(byte[] salt, int rounds, byte[] hash) {
  private static final String FUNCTION = "PBKDF2WithHmacSHA512";
  private static final int SALT = 16;
  private static final int BITS = 256;

  /**
   * Of a new number.
   *
   * @param keyed hash of the number under the service's key
   */
  public static NumberHash of(ReceiptNumber number, long keyed, int rounds, SecureRandom random) {
    byte[] salt = bytes(SALT, random);
    return new NumberHash(salt, rounds, derive(number, keyed, salt, rounds));
  }

  /** Of no number: comparing with it takes as long, and never fits. */
  public static NumberHash ofNobody(int rounds, SecureRandom random) {
    return new NumberHash(bytes(SALT, random), rounds, bytes(BITS / 8, random));
  }

  /** Whether it is this number's; always the same work. */
  public boolean fits(ReceiptNumber number, long keyed) {
    return MessageDigest.isEqual(hash, derive(number, keyed, salt, rounds));
  }

  private static byte[] derive(ReceiptNumber number, long keyed, byte[] salt, int rounds) {
    PBEKeySpec spec =
        new PBEKeySpec(
            (number.digits() + ' ' + Long.toHexString(keyed)).toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance(FUNCTION).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] bytes(int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "NumberHash[redacted]";
  }
}
