package org.uputnica.inbox.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver knows a call by: HMAC-SHA256 over id, time and body, as Standard Webhooks 1.0.0
 * has it.
 */
public final class WebhookSecret {
  /** Bytes of a secret; the standard has 24 to 64. */
  public static final int LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  private final byte[] bytes;

  public WebhookSecret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** As it is shown, once. */
  public String shown() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** The header {@code webhook-signature} of a call. */
  public String sign(String id, Instant at, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      String signed = id + "." + at.getEpochSecond() + "." + body;
      return VERSION
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret[redacted]";
  }
}
