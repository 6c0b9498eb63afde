package org.uputnica.platform.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens of values: HMAC-SHA-256, cut to a number of bits. Not thread-safe. */
public final class SearchKey {
  private static final String FUNCTION = "HmacSHA256";
  private static final String PROOF = "uputnica.search.proof.v1";

  private final Mac mac;

  /**
   * @param key 32 bytes
   */
  SearchKey(byte[] key) {
    try {
      mac = Mac.getInstance(FUNCTION);
      mac.init(new SecretKeySpec(key, FUNCTION));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * The token of a value.
   *
   * @param use of the token; the same value has other tokens for other uses
   * @param bits 1 to 63
   */
  public long token(String use, String value, int bits) {
    mac.update(use.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    byte[] whole = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(whole).getLong() >>> (Long.SIZE - bits);
  }

  /** Tells this key from another one that has taken its name. */
  public byte[] proof() {
    return mac.doFinal(PROOF.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SearchKey[redacted]";
  }
}
