package org.uputnica.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A security key in software: one P-256 key, no attestation, the presence and the finger of its
 * owner always there (Web Authentication Level 2, W3C 2021, sections 6.1, 6.5 and 8.7).
 */
public final class SecurityKey {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_KEY = 0x40;
  private static final byte[] NO_MODEL = new byte[16];

  private final KeyPair pair;
  private final byte[] id = new byte[32];
  private int uses;

  public SecurityKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    new SecureRandom().nextBytes(id);
  }

  /** What the page of the identity provider sends when the key is registered. */
  public Map<String, String> register(String challenge, String origin, String host) {
    byte[] place =
        bytes(
            authenticatorData(host, PRESENT | VERIFIED | WITH_KEY),
            NO_MODEL,
            new byte[] {0, (byte) id.length},
            id,
            publicKey());
    byte[] attestation =
        bytes(
            HexFormat.of().parseHex("a3"),
            text("fmt"),
            text("none"),
            text("attStmt"),
            HexFormat.of().parseHex("a0"),
            text("authData"),
            new byte[] {0x58, (byte) place.length},
            place);
    return Map.of(
        "clientDataJSON", url(said("webauthn.create", challenge, origin)),
        "attestationObject", url(attestation),
        "publicKeyCredentialId", url(id),
        "authenticatorLabel", "key of a test",
        "transports", "usb");
  }

  /** What the page sends when somebody signs in with the key. */
  public Map<String, String> sign(String challenge, String origin, String host) {
    return sign(challenge, origin, host, true);
  }

  /** As {@link #sign}; touched by somebody whose finger it may not be. */
  public Map<String, String> sign(
      String challenge, String origin, String host, boolean verifiesOwner) {
    uses++;
    byte[] place = authenticatorData(host, verifiesOwner ? PRESENT | VERIFIED : PRESENT);
    byte[] said = said("webauthn.get", challenge, origin);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(place);
      signature.update(sha256(said));
      return Map.of(
          "clientDataJSON", url(said),
          "authenticatorData", url(place),
          "signature", url(signature.sign()),
          "credentialId", url(id));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a copy of the key would be, taken before it was last used. */
  public void forgetUses() {
    uses = 0;
  }

  private byte[] authenticatorData(String host, int flags) {
    return ByteBuffer.allocate(37)
        .put(sha256(host.getBytes(UTF_8)))
        .put((byte) flags)
        .putInt(uses)
        .array();
  }

  /** As a COSE key (RFC 9053, section 7.1.1). */
  private byte[] publicKey() {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return bytes(
        HexFormat.of().parseHex("a5010203262001215820"),
        coordinate(point.getAffineX().toByteArray()),
        HexFormat.of().parseHex("225820"),
        coordinate(point.getAffineY().toByteArray()));
  }

  private static byte[] said(String type, String challenge, String origin) {
    return ("{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(type, challenge, origin))
        .getBytes(UTF_8);
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    byte[] end = Arrays.copyOfRange(number, Math.max(0, number.length - 32), number.length);
    System.arraycopy(end, 0, fixed, fixed.length - end.length, end.length);
    return fixed;
  }

  private static byte[] text(String text) {
    return bytes(new byte[] {(byte) (0x60 + text.length())}, text.getBytes(UTF_8));
  }

  private static byte[] bytes(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
