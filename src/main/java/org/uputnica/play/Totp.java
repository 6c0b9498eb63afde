package org.uputnica.play;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of the demo's second factor (RFC 6238: SHA-1, six digits, half a minute each). Its
 * secret is the same for all invented people and stands in the realm file.
 */
public final class Totp {
  /** How long a code is good. */
  static final Duration PERIOD = Duration.ofSeconds(30);

  private static final byte[] SECRET = "uputnica-demo-factor".getBytes(StandardCharsets.US_ASCII);
  private static final int SIX_DIGITS = 1_000_000;

  private Totp() {}

  /** The code that is good at {@code at}. */
  public static String at(Instant at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA1"));
      byte[] hash =
          mac.doFinal(
              ByteBuffer.allocate(Long.BYTES)
                  .putLong(Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds()))
                  .array());
      int from = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, from, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % SIX_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
