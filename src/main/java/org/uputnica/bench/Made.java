package org.uputnica.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of invented things, the same each time; {@code made} of {@code cases.sql} makes them too. */
final class Made {
  private Made() {}

  static UUID id(String what, int number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest((what + number).getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest);
      return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
